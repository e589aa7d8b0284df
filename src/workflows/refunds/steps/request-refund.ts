import type { MedusaContainer } from "@medusajs/framework/types"
import { MedusaError } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { REFUNDS_MODULE } from "../../../modules/refunds"
import { reasonText } from "../../../modules/refunds/rules/reason-text"
import type RefundsModuleService from "../../../modules/refunds/service"
import type { RefundRequestRow } from "../../../modules/refunds/services/requests"
import type { RedactionCounts } from "../../../modules/support/rules/redact"
import type { OpenTicketInput } from "../../../modules/support/types"
import { digest } from "../../support/lib/take-request"
import { assessChosen, unitsFor } from "../lib/decide"
import { mayAsk } from "../lib/owner-refund"
import { refundTicketWords } from "../lib/ticket-words"

// No compensations here: what somebody asked for stays asked for.

export type RequestRefundInput = {
  order_id: string
  /** Of the order, and of who asks. */
  unit_ids: string[]
  /** What the ticket is about; null when the units are of several licenses. */
  license_id: string | null
  /** Where the ticket's mails go: what the license that it was asked from was sold to. */
  email: string
  customer_id: string | null
  locale: string | null
  source: "hosted" | "store"
  /** Redacted. */
  reason: string | null
  redactions: RedactionCounts | null
}

/** Keeps what the rules say and what is asked for. One that is open already comes back as it is. */
export const requestRefundStep = createStep(
  { name: "license-center-request-refund", noCompensation: true },
  async (input: RequestRefundInput, { container }) => {
    const { created, request } = await openRequest(container, input)
    // Without a ticket: its process died in between.
    const lacksTicket = request.status === "open" && request.ticket_id === null && request.email === input.email
    const ticket = lacksTicket ? ticketFor(request, input) : null
    return new StepResponse({ id: request.id, status: request.status, created, ticket })
  }
)

/** @throws MedusaError not_allowed when the rules do not let anybody ask */
async function openRequest(container: MedusaContainer, input: RequestRefundInput) {
  const { order_id, unit_ids, email, reason } = input
  const { requests, assessments } = container.resolve<RefundsModuleService>(REFUNDS_MODULE)
  const [[latest]] = await requests.list({ order_id }, { limit: 1, offset: 0 })
  if (latest?.status === "open" || latest?.status === "approved") {
    return { created: false, request: latest }
  }
  const assessed = await assessChosen(container, order_id, unit_ids)
  const { assessment, amount, purchase } = assessed
  if (!mayAsk(assessment.verdict)) {
    throw new MedusaError(
      MedusaError.Types.NOT_ALLOWED,
      assessment.reasons.map((because) => reasonText(because)).join(" ")
    )
  }
  return requests.open({
    order_id,
    email,
    reason,
    assessment_id: await assessments.store(order_id, assessment, "customer"),
    units: unitsFor(assessed),
    amount,
    currency_code: purchase.currency_code,
  })
}

function ticketFor(request: RefundRequestRow, input: RequestRefundInput): OpenTicketInput {
  const { subject, message } = refundTicketWords(input.locale)
  return {
    source: input.source,
    email: input.email,
    subject,
    body: request.reason ?? message,
    category: "refund",
    locale: input.locale,
    order_id: request.order_id,
    license_id: input.license_id,
    customer_id: input.customer_id,
    redactions: input.redactions,
    submission: digest("refund", request.id),
  }
}

export const noteRefundTicketStep = createStep(
  { name: "license-center-note-refund-ticket", noCompensation: true },
  async ({ id, ticket_id }: { id: string; ticket_id: string }, { container }) => {
    await container.resolve<RefundsModuleService>(REFUNDS_MODULE).requests.noteTicket(id, ticket_id)
    return new StepResponse({ id })
  }
)
