import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { IFileModuleService } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MedusaError, Modules } from "@medusajs/framework/utils"
import { SUPPORT_MODULE } from "../../../../../../../modules/support"
import {
  inspectFile,
  MAX_BYTES,
  safeFilename,
  type Refusal,
} from "../../../../../../../modules/support/rules/attachment"
import { redactFilename } from "../../../../../../../modules/support/rules/redact"
import type SupportModuleService from "../../../../../../../modules/support/service"
import { storeFile } from "../../../../../../../workflows/support/lib/store-file"
import { addTicketAttachmentWorkflow } from "../../../../../../../workflows/support/workflows/add-attachment"
import { readBytes } from "../../../../../../license-center/read-bytes"
import { discardFile } from "../../../../releases/[id]/artifacts/upload/receive-file"
import type { UploadAttachment } from "../../../validators"

const WHY: Record<Refusal, string> = {
  empty: "it is empty",
  too_large: `it has more than ${MAX_BYTES / 1024 / 1024} MB`,
  type_not_allowed: "files of this kind cannot be attached",
  content_mismatch: "its content is not what its name says",
  active_content: "it holds something that runs when it is opened",
}

/** Uploads a file for the operator's next message: the body is the file. 400 with the reason when it is not taken. */
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
    throw new MedusaError(MedusaError.Types.INVALID_DATA, `${filename} was not taken: ${WHY[verdict.reason]}`)
  }
  const file = await storeFile(req.scope, { filename, mime_type: verdict.mime_type, content: content as Buffer })
  let id: string
  try {
    const input = { ticket_id, by: { operator_id: req.auth_context.actor_id }, file }
    id = (await addTicketAttachmentWorkflow(req.scope).run({ input })).result
  } catch (error) {
    const files = req.scope.resolve<IFileModuleService>(Modules.FILE)
    await discardFile(files, req.scope.resolve(ContainerRegistrationKeys.LOGGER), file.file_id)
    throw error
  }
  res.json({ attachment: await support.retrieveSupportAttachment(id) })
}
