import type { MedusaContainer } from "@medusajs/framework/types"
import { dropTracesWorkflow } from "../workflows/privacy/workflows/drop-traces"

/** What may be known for 90 days is known no longer. */
export default async function dropTraces(container: MedusaContainer) {
  await dropTracesWorkflow(container).run({})
}

export const config = { name: "license-center-drop-traces", schedule: "17 3 * * *" }
