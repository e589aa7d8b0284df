import type { MedusaContainer } from "@medusajs/framework/types"
import { settleWithdrawalsWorkflow } from "../workflows/withdrawals/workflows/settle-withdrawals"

/** Makes up for what a process that died left of withdrawals, and drops what is kept for a while only. */
export default async function settleWithdrawals(container: MedusaContainer) {
  await settleWithdrawalsWorkflow(container).run({ input: {} })
}

export const config = { name: "license-center-settle-withdrawals", schedule: { interval: 60_000 } }
