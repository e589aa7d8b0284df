import { emitEventStep } from "@medusajs/medusa/core-flows"
import { createWorkflow, transform, when, WorkflowResponse, type WorkflowData } from "@medusajs/framework/workflows-sdk"
import { LicenseEvents } from "../../../lib/events"
import type { MoveOutcome } from "../../../modules/licensing/services/rebind-decisions"
import { sendNoticesWorkflow } from "../../notices/workflows/send-notices"
import { decideRebindStep, type DecideRebindInput } from "../steps/decide-rebind"
import { ensureRebindNoticesStep } from "../steps/ensure-rebind-notices"

export const decideRebindWorkflowId = "license-center-decide-rebind"

const EVENTS: Partial<Record<MoveOutcome, string>> = {
  moved: LicenseEvents.REBOUND,
  allowed: LicenseEvents.ACTIVATED,
  escalated: LicenseEvents.REBIND_ESCALATED,
  declined: LicenseEvents.REBIND_DECLINED,
}

/**
 * The owner of a license or an operator decides on a device that asks for a seat. What comes of it is the answer's
 * `outcome`: that somebody was faster is no error. An operator's decision is mailed to the owner.
 *
 * @throws MedusaError not_found, or not_allowed for an operator
 */
export const decideRebindWorkflow = createWorkflow(decideRebindWorkflowId, (input: WorkflowData<DecideRebindInput>) => {
  const answer = decideRebindStep(input)
  when("license-center-rebind-told", { answer }, ({ answer }) => EVENTS[answer.outcome] !== undefined).then(() => {
    emitEventStep({
      eventName: transform({ answer }, ({ answer }) => EVENTS[answer.outcome]!) as unknown as string,
      data: transform({ answer, input }, ({ answer, input }) => ({
        id: answer.license_id,
        ...(answer.activation_id ? { activation_id: answer.activation_id } : { request_id: input.id }),
      })),
    })
  })
  const notices = ensureRebindNoticesStep(transform({ answer, input }, ({ input }) => ({ request_id: input.id })))
  when("license-center-rebind-notices", { notices }, ({ notices }) => notices.ids.length > 0).then(() => {
    sendNoticesWorkflow.runAsStep({ input: notices })
  })
  return new WorkflowResponse(answer)
})
