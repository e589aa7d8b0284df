import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { MedusaError } from "@medusajs/framework/utils"
import { SUPPORT_MODULE } from "../../../../../../../modules/support"
import { inspectFile, MAX_BYTES, safeFilename } from "../../../../../../../modules/support/rules/attachment"
import { redactFilename } from "../../../../../../../modules/support/rules/redact"
import type SupportModuleService from "../../../../../../../modules/support/service"
import { discardStoredFile } from "../../../../../../../workflows/lib/discard-file"
import { WHY_REFUSED } from "../../../../../../../workflows/support/lib/refused-files"
import { storeFile } from "../../../../../../../workflows/support/lib/store-file"
import { addTicketAttachmentWorkflow } from "../../../../../../../workflows/support/workflows/add-attachment"
import { readBytes } from "../../../../../../license-center/read-bytes"
import type { UploadAttachment } from "../../../validators"

/**
 * Uploads a file for the operator's next message: the body is the file. When it is not taken, 400 with the reason: as a
 * sentence, and as `code`, for who shows it in another language.
 */
export const POST = async (req: AuthenticatedMedusaRequest, res: MedusaResponse) => {
  const ticket_id = req.params.id!
  const support = req.scope.resolve<SupportModuleService>(SUPPORT_MODULE)
  await support.retrieveSupportTicket(ticket_id, { select: ["id"] })
  const filename = safeFilename(redactFilename((req.validatedQuery as UploadAttachment).filename).text)
  const content = await readBytes(req, MAX_BYTES)
  if (content === "gone") {
    return
  }
  const verdict = content === "too_large" ? ({ ok: false, reason: content } as const) : inspectFile(filename, content)
  if (!verdict.ok) {
    const sentence = `${filename} was not taken: ${WHY_REFUSED[verdict.reason]}`
    throw new MedusaError(MedusaError.Types.INVALID_DATA, sentence, verdict.reason)
  }
  const file = await storeFile(req.scope, { filename, mime_type: verdict.mime_type, content: content as Buffer })
  let id: string
  try {
    const input = { ticket_id, by: { operator_id: req.auth_context.actor_id }, file }
    id = (await addTicketAttachmentWorkflow(req.scope).run({ input })).result
  } catch (error) {
    await discardStoredFile(req.scope, file.file_id)
    throw error
  }
  res.json({ attachment: await support.retrieveSupportAttachment(id) })
}
