import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { MedusaError } from "@medusajs/framework/utils"
import { SUPPORT_MODULE } from "../../../modules/support"
import type SupportModuleService from "../../../modules/support/service"
import type { StoredFile, Uploader } from "../../../modules/support/types"
import { discardStoredFile } from "../../lib/discard-file"

export type AddTicketAttachmentInput = { ticket_id: string; by: Uploader; file: StoredFile }

/** Adds a file that lies in the File module already. No compensation: unused ones are deleted after a day. */
export const addTicketAttachmentStep = createStep(
  { name: "license-center-add-ticket-attachment", noCompensation: true },
  async ({ ticket_id, by, file }: AddTicketAttachmentInput, { container }) => {
    const support = container.resolve<SupportModuleService>(SUPPORT_MODULE)
    const { id } = await support.addAttachment(ticket_id, by, file)
    return new StepResponse(id)
  }
)

export type DiscardTicketAttachmentInput = { attachment_id: string; by: Uploader }

/** Takes an upload back that no message has taken yet. */
export const discardTicketAttachmentStep = createStep(
  { name: "license-center-discard-ticket-attachment", noCompensation: true },
  async ({ attachment_id, by }: DiscardTicketAttachmentInput, { container }) => {
    const support = container.resolve<SupportModuleService>(SUPPORT_MODULE)
    const file_id = await support.discardAttachment(by, attachment_id)
    if (file_id === null) {
      throw new MedusaError(MedusaError.Types.NOT_FOUND, "There is no such file of yours that was not sent yet")
    }
    await discardStoredFile(container, file_id)
    return new StepResponse(attachment_id)
  }
)
