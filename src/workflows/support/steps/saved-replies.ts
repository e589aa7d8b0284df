import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import type { Actor } from "../../../lib/actor"
import { SUPPORT_MODULE } from "../../../modules/support"
import type SupportModuleService from "../../../modules/support/service"
import type { Category } from "../../../modules/support/types"

export type SaveSavedReplyInput = {
  /** Without one a new reply is written. */
  id?: string
  fields: { title?: string; body?: string; category?: Category | null }
  actor: Actor
}

/**
 * Writes a saved reply. No compensation: it is an operator's decision.
 *
 * @throws MedusaError not_found
 */
export const saveSavedReplyStep = createStep(
  { name: "license-center-save-saved-reply", noCompensation: true },
  async ({ id, fields }: SaveSavedReplyInput, { container }) => {
    const support = container.resolve<SupportModuleService>(SUPPORT_MODULE)
    if (id === undefined) {
      const { title = "", body = "", category = null } = fields
      const created = await support.createSupportSavedReplies({ title, body, category })
      return new StepResponse(created.id)
    }
    await support.retrieveSupportSavedReply(id, { select: ["id"] })
    await support.updateSupportSavedReplies({ id, ...fields })
    return new StepResponse(id)
  }
)

export type DeleteSavedReplyInput = { id: string; actor: Actor }

/** Takes a saved reply out of the list; its row stays. */
export const deleteSavedReplyStep = createStep(
  { name: "license-center-delete-saved-reply", noCompensation: true },
  async ({ id }: DeleteSavedReplyInput, { container }) => {
    const support = container.resolve<SupportModuleService>(SUPPORT_MODULE)
    await support.retrieveSupportSavedReply(id, { select: ["id"] })
    await support.softDeleteSupportSavedReplies([id])
    return new StepResponse(id)
  }
)
