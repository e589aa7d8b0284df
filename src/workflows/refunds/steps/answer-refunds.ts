import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import type { MedusaContainer } from "@medusajs/framework/types"
import { refundMessage } from "../../../emails/refund-message"
import { isTombstone } from "../../../lib/tombstone"
import { NOTICES_MODULE } from "../../../modules/notices"
import { purposes } from "../../../modules/notices/rules/purposes"
import type NoticesModuleService from "../../../modules/notices/service"
import { REFUNDS_MODULE } from "../../../modules/refunds"
import type RefundsModuleService from "../../../modules/refunds/service"
import type { RefundRequestRow } from "../../../modules/refunds/services/requests"
import { SUPPORT_MODULE } from "../../../modules/support"
import type SupportModuleService from "../../../modules/support/service"
import { readDecision } from "../lib/read-decision"

/** `id`: only this one, right after it was decided. Without it: all whose answer a crash has swallowed. */
export type AnswerRefundsInput = { id?: string }

const BATCH = 100

/** Of an order that was canceled unpaid no money went back. */
const WORDS = { paid: "refund_paid", voided: null, declined: "refund_declined" } as const

/** Tells customers what was decided, in their ticket and by a mail that is owed from now on. @returns ids of notices */
export const answerRefundsStep = createStep(
  { name: "license-center-answer-refunds", noCompensation: true },
  async ({ id }: AnswerRefundsInput, { container }) => {
    const { requests } = container.resolve<RefundsModuleService>(REFUNDS_MODULE)
    const notices: string[] = []
    for (const owed of id ? [id] : await requests.owedAnswers(BATCH)) {
      const request = await requests.retrieve(owed)
      if (request.answered_at === null && (request.status === "refunded" || request.status === "declined")) {
        notices.push(...(await answer(container, request)))
        await requests.noteAnswered(owed)
      }
    }
    return new StepResponse(notices)
  }
)

/** Doing it twice says it once: both have a name of their own. */
async function answer(container: MedusaContainer, request: RefundRequestRow): Promise<string[]> {
  const decision = (await readDecision(container, request))!
  const locale = (await localeOf(container, request)) ?? decision.locale
  if (request.ticket_id) {
    await container.resolve<SupportModuleService>(SUPPORT_MODULE).tellDecision({
      ticket_id: request.ticket_id,
      word: WORDS[decision.told.decision],
      body: refundMessage(locale, decision.told),
      actor: { type: "operator", id: request.decided_by },
      submission: `refund:${request.id}:decided`,
    })
  }
  if (!request.email || isTombstone(request.email)) {
    return []
  }
  const ensured = await container.resolve<NoticesModuleService>(NOTICES_MODULE).ensureNotices([
    {
      kind: "refund_decision",
      purpose_key: purposes.refundDecision(request.id),
      to: request.email,
      locale,
      order_id: request.order_id,
      data: { refund_request_id: request.id },
    },
  ])
  return ensured.map((notice) => notice.id)
}

/** What it was asked for in. */
async function localeOf(container: MedusaContainer, { ticket_id }: RefundRequestRow): Promise<string | null> {
  const support = container.resolve<SupportModuleService>(SUPPORT_MODULE)
  const [ticket] = ticket_id ? await support.listSupportTickets({ id: ticket_id }, { select: ["locale"] }) : []
  return ticket?.locale ?? null
}
