import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import type { MedusaContainer } from "@medusajs/framework/types"
import type { Actor } from "../../../lib/actor"
import { REFUNDS_MODULE } from "../../../modules/refunds"
import type RefundsModuleService from "../../../modules/refunds/service"
import { languageOf } from "../../../modules/refunds/rules/reason-language"
import { SUPPORT_MODULE } from "../../../modules/support"
import type SupportModuleService from "../../../modules/support/service"
import type { OperatorMessageInput } from "../../../modules/support/types"

export type DecideWithdrawalInput = {
  id: string
  decision: "accepted" | "refused"
  /** Redacted. */
  reason: string | null
  actor: Actor
}

/** @returns what is to be written into the withdrawal's ticket: the customer reads the answer, operators their note */
export const decideWithdrawalStep = createStep(
  { name: "license-center-decide-withdrawal", noCompensation: true },
  async ({ id, decision, reason, actor }: DecideWithdrawalInput, { container }) => {
    const { withdrawals } = container.resolve<RefundsModuleService>(REFUNDS_MODULE)
    await withdrawals.decide(id, decision, reason)
    const { ticket_id, locale } = (await withdrawals.made(id))!
    if (!ticket_id) {
      return new StepResponse<Answer>({ reply: null, note: null })
    }
    await reopen(container, ticket_id, actor)
    // A decision that is sent twice, or whose process died in between, writes once.
    const written = { ticket_id, actor, submission: `withdrawal:${id}:${decision}` }
    if (decision === "refused") {
      return new StepResponse<Answer>({ reply: { ...written, kind: "public", body: reason! }, note: null })
    }
    return new StepResponse<Answer>({
      // It is to be paid back yet.
      reply: { ...written, kind: "public", body: ACCEPTED[languageOf(locale)], status: "open" },
      note: reason ? { ...written, kind: "note", body: reason, submission: `${written.submission}:note` } : null,
    })
  }
)

/** An answer that the law asks for is written whoever closed the ticket. */
async function reopen(container: MedusaContainer, ticket_id: string, actor: Actor): Promise<void> {
  const support = container.resolve<SupportModuleService>(SUPPORT_MODULE)
  const [ticket] = await support.listSupportTickets({ id: ticket_id }, { select: ["id", "status", "merged_into_id"] })
  if (ticket?.status === "closed" && !ticket.merged_into_id) {
    await support.changeTicket(ticket_id, "reopened", actor)
  }
}

type Answer = { reply: OperatorMessageInput | null; note: OperatorMessageInput | null }

const ACCEPTED = {
  en: "We accept your withdrawal. What you have paid comes back the way you paid, within 14 days of your withdrawal at the latest. A mail tells you when we have paid it back.",
  de: "Wir nehmen Ihren Widerruf an. Was Sie gezahlt haben, kommt auf dem Weg zurück, auf dem Sie gezahlt haben, spätestens 14 Tage nach Ihrem Widerruf. Eine E-Mail sagt Ihnen, wann wir es zurückgezahlt haben.",
}
