import type { MedusaContainer } from "@medusajs/framework/types"
import { sharedLimits, subjectOfKey } from "../../../lib/rate-limit"
import { REFUNDS_MODULE } from "../../../modules/refunds"
import { statementOf } from "../../../modules/refunds/rules/eu/statement"
import type RefundsModuleService from "../../../modules/refunds/service"
import type { ConfirmedWithdrawal } from "../../../modules/refunds/services/withdrawals"
import { announceWithdrawalWorkflow } from "../workflows/announce-withdrawal"
import type { WithdrawalRequest } from "./read-withdrawal"

/** Who sends it, as far as the network knows. */
export type Sender = { ip: string; user_agent: string | null }

export type Declared =
  | { ok: true; token: string; statement: string; expires_at: Date }
  /** `wait`: seconds until more may be declared. */
  | { ok: false; wait: number }

const MAX_AGENT = 300

/** The first step. Its token is made here and in no workflow, which would keep it: see ADR 13. */
export async function declareWithdrawal(
  container: MedusaContainer,
  { name, order_number, email, part, language }: WithdrawalRequest,
  { ip, user_agent }: Sender
): Promise<Declared> {
  const { withdrawals, options } = container.resolve<RefundsModuleService>(REFUNDS_MODULE)
  // Not by the address, which anybody may type: nobody keeps another from withdrawing.
  const wait = await sharedLimits(options)?.count("withdrawal_ip", ip)
  if (wait) {
    return { ok: false, wait }
  }
  const statement = statementOf({ name, order_number, email: email.address, part }, language)
  const { token, expires_at } = await withdrawals.declare(
    {
      order_number,
      name,
      email: email.key,
      statement,
      locale: language,
      ip: ip || null,
      user_agent: user_agent?.slice(0, MAX_AGENT) ?? null,
    },
    new Date()
  )
  return { ok: true, token, statement, expires_at }
}

/**
 * The second step. What follows, the mail above all, is owed from then on and follows by the event, or by the job when
 * the event is lost: whatever fails after it, the customer has withdrawn. None of it is waited for, so that how long the
 * answer takes says nothing of the order. When there are many of one address, the mails of the further ones are left to
 * the job.
 */
export async function confirmWithdrawal(container: MedusaContainer, token: string): Promise<ConfirmedWithdrawal> {
  const { withdrawals, options } = container.resolve<RefundsModuleService>(REFUNDS_MODULE)
  const confirmed = await withdrawals.confirm(token, new Date())
  if (confirmed.ok && confirmed.created) {
    const { id } = confirmed.withdrawal
    const email = (await withdrawals.made(id))?.email ?? ""
    if (!(await sharedLimits(options)?.count("withdrawal_email", subjectOfKey(email)))) {
      await announceWithdrawalWorkflow(container).run({ input: { id }, throwOnError: false })
    }
  }
  return confirmed
}
