import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { SUPPORT_MODULE } from "../../../modules/support"
import type SupportModuleService from "../../../modules/support/service"
import type { Actor } from "../../../modules/support/types"

export type AddParticipantInput = { ticket_id: string; email: string; actor: Actor }

/** No compensation: a person's decision holds. @returns the participant's id */
export const addParticipantStep = createStep(
  { name: "license-center-add-participant", noCompensation: true },
  async ({ ticket_id, email, actor }: AddParticipantInput, { container }) => {
    const support = container.resolve<SupportModuleService>(SUPPORT_MODULE)
    return new StepResponse(await support.addParticipant(ticket_id, email, actor))
  }
)

export type RemoveParticipantInput = { ticket_id: string; participant_id: string; actor: Actor }

/** No compensation: who is removed must not come back by a failure. @returns whether anything changed */
export const removeParticipantStep = createStep(
  { name: "license-center-remove-participant", noCompensation: true },
  async ({ ticket_id, participant_id, actor }: RemoveParticipantInput, { container }) => {
    const support = container.resolve<SupportModuleService>(SUPPORT_MODULE)
    return new StepResponse(await support.removeParticipant(ticket_id, participant_id, actor))
  }
)
