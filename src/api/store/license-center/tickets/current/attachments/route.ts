import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { BODIES } from "../../../../../../lib/body-budget"
import { dropBody } from "../../../../../../lib/read-body"
import type { Visitor } from "../../../../../../modules/support/types"
import { admitUpload, refusedUpload, uploadAsVisitor } from "../../../../../../workflows/support/lib/visitor-desk"
import { NOT_READ, readUpload } from "../../../../../license-center/read-upload"
import { refuse, refuseInvalid, refuseLimited, visitorRoute } from "../../visitor-route"

/** UTF-16 units as typed. What is kept of it is shorter. */
const MAX_FILENAME = 1000

/** Takes a file for the next message: the body is the file, `filename` in the query its name. */
export const POST = visitorRoute(async (req, res, visitor) => {
  const { filename } = req.query
  if (typeof filename !== "string" || !filename.trim() || filename.length > MAX_FILENAME) {
    refuseInvalid(res, [{ field: "filename", message: `must be a file's name of at most ${MAX_FILENAME} characters` }])
    return
  }
  // Before a byte of it is read: what is begun and never finished counts as well.
  const wait = await admitUpload(req.scope, visitor)
  if (wait !== null) {
    dropBody(req)
    refuseLimited(res, wait)
    return
  }
  const body = await readUpload(req, res, BODIES.visitors, visitor.ticket_id)
  if (!body.ok && (body.reason === "busy" || body.reason === "slow")) {
    refuse(res, 503, "UNAVAILABLE", NOT_READ[body.reason])
  } else if (body.ok || body.reason === "too_large") {
    try {
      await answer(req, res, visitor, { filename, content: body.ok ? body.bytes : null })
    } finally {
      if (body.ok) {
        body.release()
      }
    }
  }
})

/** @param file `content` is null when there is too much of it */
async function answer(
  req: MedusaRequest,
  res: MedusaResponse,
  visitor: Visitor,
  file: { filename: string; content: Buffer | null }
): Promise<void> {
  const { filename, content } = file
  const upload = content
    ? await uploadAsVisitor(req.scope, visitor, { filename, content })
    : refusedUpload("too_large", filename)
  if (upload.ok) {
    const { id, filename, mime_type, size } = upload.attachment
    res.status(201).json({ attachment: { id, filename, mime_type, size: Number(size) } })
  } else {
    const { reason, filename } = upload
    refuse(res, reason === "too_large" ? 413 : 422, "FILE_REFUSED", "The file was not taken.", { reason, filename })
  }
}
