import type { MedusaContainer } from "@medusajs/framework/types"
import { settleRebindRequestsWorkflow } from "../workflows/moves/workflows/settle-rebind-requests"

/** Mails about devices that ask for a seat whose event was lost. */
export default async function settleRebindRequestsJob(container: MedusaContainer) {
  await settleRebindRequestsWorkflow(container).run({ input: {} })
}

export const config = {
  name: "license-center-settle-rebind-requests",
  schedule: { interval: 60_000 },
}
