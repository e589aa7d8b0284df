import { createWorkflow, transform, when, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { openTicketWorkflow } from "../../support/workflows/open-ticket"
import { noteRefundTicketStep, requestRefundStep, type RequestRefundInput } from "../steps/request-refund"

export const requestRefundWorkflowId = "license-center-request-refund"

/**
 * A customer asks for money back: a request that operators decide, and a ticket to talk about it. One is open for an
 * order; asking meanwhile changes nothing, and gives it the ticket that a crash kept from it.
 *
 * @returns `created` is false for one that was open already
 * @throws MedusaError not_allowed when the rules do not let anybody ask
 */
export const requestRefundWorkflow = createWorkflow(requestRefundWorkflowId, (input: RequestRefundInput) => {
  const asked = requestRefundStep(input)
  const opened = when("license-center-refund-lacks-ticket", { asked }, ({ asked }) => asked.ticket !== null).then(
    () => {
      const ticket = openTicketWorkflow.runAsStep({ input: transform({ asked }, ({ asked }) => asked.ticket!) })
      noteRefundTicketStep(
        transform({ asked, ticket }, ({ asked, ticket }) => ({ id: asked.id, ticket_id: ticket.id }))
      )
      return ticket
    }
  )
  return new WorkflowResponse(
    transform({ asked, opened }, ({ asked: { id, status, created }, opened }) => ({
      id,
      status,
      created,
      ticket_number: opened?.number ?? null,
    }))
  )
})
