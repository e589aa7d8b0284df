import type { MedusaContainer } from "@medusajs/framework/types"
import { resealSecretsWorkflow } from "../workflows/secrets/workflows/reseal-secrets"

/** Does nothing unless a previous secret is set. */
export default async function resealSecrets(container: MedusaContainer) {
  await resealSecretsWorkflow(container).run({})
}

export const config = { name: "license-center-reseal-secrets", schedule: "*/5 * * * *" }
