import { MAX_BYTES } from "../../../../../../modules/support/rules/attachment"
import { refusedUpload, uploadAsVisitor } from "../../../../../../workflows/support/lib/visitor-desk"
import { readBytes } from "../../../../../license-center/read-bytes"
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
  const content = await readBytes(req, MAX_BYTES)
  if (content === "gone") {
    return
  }
  const upload =
    content === "too_large"
      ? refusedUpload(content, filename)
      : await uploadAsVisitor(req.scope, visitor, { filename, content })
  if (upload.ok) {
    const { id, filename, mime_type, size } = upload.attachment
    res.status(201).json({ attachment: { id, filename, mime_type, size: Number(size) } })
  } else if (upload.wait !== null) {
    refuseLimited(res, upload.wait)
  } else {
    const { reason, filename } = upload
    refuse(res, reason === "too_large" ? 413 : 422, "FILE_REFUSED", "The file was not taken.", { reason, filename })
  }
})
