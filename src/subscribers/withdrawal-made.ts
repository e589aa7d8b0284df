import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { settleWithdrawalsWorkflow } from "../workflows/withdrawals/workflows/settle-withdrawals"

/** The acknowledgement goes out at once; the job makes up for a lost event. */
export default async function onWithdrawalMade({ event, container }: SubscriberArgs<{ id: string }>) {
  await settleWithdrawalsWorkflow(container).run({ input: { withdrawal_id: event.data.id } })
}

export const config: SubscriberConfig = {
  event: "withdrawal.made",
  context: { subscriberId: "license-center-withdrawal-made" },
}
