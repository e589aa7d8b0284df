import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { MedusaError } from "@medusajs/framework/utils"
import { BODIES } from "../../../../../../../lib/body-budget"
import { SUPPORT_MODULE } from "../../../../../../../modules/support"
import { inspectFile, safeFilename, type Refusal } from "../../../../../../../modules/support/rules/attachment"
import { redactFilename } from "../../../../../../../modules/support/rules/redact"
import type SupportModuleService from "../../../../../../../modules/support/service"
import { discardUnused } from "../../../../../../../workflows/support/lib/discard-unused"
import { WHY_REFUSED } from "../../../../../../../workflows/support/lib/refused-files"
import { storeFile } from "../../../../../../../workflows/support/lib/store-file"
import { addTicketAttachmentWorkflow } from "../../../../../../../workflows/support/workflows/add-attachment"
import { NOT_READ, readUpload } from "../../../../../../license-center/read-upload"
import type { UploadAttachment } from "../../../validators"

/**
 * Uploads a file for the operator's next message: the body is the file. When it is not taken, 400 with the reason: as a
 * sentence, and as `code`, for who shows it in another language.
 */
export const POST = async (req: AuthenticatedMedusaRequest, res: MedusaResponse) => {
  await req.scope
    .resolve<SupportModuleService>(SUPPORT_MODULE)
    .retrieveSupportTicket(req.params.id!, { select: ["id"] })
  const filename = safeFilename(redactFilename((req.validatedQuery as UploadAttachment).filename).text)
  const body = await readUpload(req, res, BODIES.operators, req.auth_context.actor_id)
  if (body.ok) {
    try {
      await keep(req, res, { filename, content: body.bytes })
    } finally {
      body.release()
    }
  } else if (body.reason === "too_large") {
    throw refused(filename, body.reason)
  } else if (body.reason !== "gone") {
    res.status(503).json({ type: "unavailable", message: NOT_READ[body.reason] })
  }
}

const refused = (filename: string, reason: Refusal) =>
  new MedusaError(MedusaError.Types.INVALID_DATA, `${filename} was not taken: ${WHY_REFUSED[reason]}`, reason)

async function keep(
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse,
  { filename, content }: { filename: string; content: Buffer }
): Promise<void> {
  const verdict = inspectFile(filename, content)
  if (!verdict.ok) {
    throw refused(filename, verdict.reason)
  }
  const file = await storeFile(req.scope, { filename, mime_type: verdict.mime_type, content })
  let id: string
  try {
    const input = { ticket_id: req.params.id!, by: { operator_id: req.auth_context.actor_id }, file }
    id = (await addTicketAttachmentWorkflow(req.scope).run({ input })).result
  } catch (error) {
    await discardUnused(req.scope, [file])
    throw error
  }
  const support = req.scope.resolve<SupportModuleService>(SUPPORT_MODULE)
  res.json({ attachment: await support.retrieveSupportAttachment(id) })
}
