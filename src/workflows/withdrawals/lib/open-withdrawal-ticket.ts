import type { MedusaContainer } from "@medusajs/framework/types"
import { redact } from "../../../modules/support/rules/redact"
import type { KeptWithdrawal } from "../../../modules/refunds/services/withdrawals"
import { digest } from "../../support/lib/take-request"
import { openTicketWorkflow } from "../../support/workflows/open-ticket"
import type { FoundOrder } from "./find-order"

const SUBJECTS: Record<string, string> = { en: "Withdrawal from the contract", de: "Widerruf des Vertrags" }

/**
 * Where operators find it and talk about it, also when the order is another address's: somebody who ordered under another
 * one has withdrawn all the same, and a person has to look. Once for each statement. @returns the ticket's id
 */
export async function openWithdrawalTicket(
  container: MedusaContainer,
  { id, name, email, statement, locale, order_display_id }: KeptWithdrawal,
  { own, other }: FoundOrder
): Promise<string> {
  const body = redact(statement)
  const { result } = await openTicketWorkflow(container).run({
    input: {
      source: "store",
      email,
      name,
      subject: SUBJECTS[locale] ?? SUBJECTS.en!,
      body: body.text,
      redactions: body.counts,
      category: "refund",
      priority: "high",
      locale,
      order_id: own,
      unproven_claims: own ? null : { ...(other && { order_id: other }), order_number: redact(order_display_id).text },
      submission: digest("withdrawal", id),
    },
  })
  return result.id
}
