import type { MedusaContainer } from "@medusajs/framework/types"
import { settleTicketsWorkflow } from "../workflows/support/workflows/settle-tickets"

/** Sends mails of tickets whose event was lost, and warns of and closes what waits for its customer for too long. */
export default async function settleTicketsJob(container: MedusaContainer) {
  await settleTicketsWorkflow(container).run({ input: {} })
}

export const config = {
  name: "license-center-settle-tickets",
  schedule: { interval: 60_000 },
}
