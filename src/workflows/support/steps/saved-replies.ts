import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import type { Actor } from "../../../lib/actor"
import { SUPPORT_MODULE } from "../../../modules/support"
import type SupportModuleService from "../../../modules/support/service"
import type { SavedReplyFields } from "../../../modules/support/types"

export type SaveSavedReplyInput = {
  /** Without one a new reply is written. */
  id?: string
  fields: SavedReplyFields
  actor: Actor
}

/**
 * Writes a saved reply. No compensation: it is an operator's decision.
 *
 * @throws MedusaError not_found
 */
export const saveSavedReplyStep = createStep(
  { name: "license-center-save-saved-reply", noCompensation: true },
  async ({ id, fields, actor }: SaveSavedReplyInput, { container }) => {
    const support = container.resolve<SupportModuleService>(SUPPORT_MODULE)
    return new StepResponse(await support.saveSavedReply(id ?? null, fields, actor))
  }
)

export type DeleteSavedReplyInput = { id: string; actor: Actor }

/**
 * Takes a saved reply out of the list; its row stays.
 *
 * @throws MedusaError not_found
 */
export const deleteSavedReplyStep = createStep(
  { name: "license-center-delete-saved-reply", noCompensation: true },
  async ({ id, actor }: DeleteSavedReplyInput, { container }) => {
    const support = container.resolve<SupportModuleService>(SUPPORT_MODULE)
    await support.removeSavedReply(id, actor)
    return new StepResponse(id)
  }
)
