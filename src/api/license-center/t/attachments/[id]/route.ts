import { PlainPage } from "../../../../../pages/tickets/plain"
import { hostedPage } from "../../../hosted"
import { sendAttachment } from "../../../send-attachment"
import { showEnded, visitorIn } from "../../visit"

const ID = /^[A-Za-z0-9_]{1,64}$/

/** A file of the ticket that the visit opened. */
export const GET = hostedPage(async (hosted) => {
  const { req, res, support, show } = hosted
  const visitor = await visitorIn(hosted)
  if (!visitor) {
    showEnded(hosted)
    return
  }
  const id = req.params.id ?? ""
  const attachment = ID.test(id) ? await support.findAttachmentForVisitor(visitor, id) : null
  const isSent = attachment !== null && (await sendAttachment(req, res, attachment))
  if (!isSent) {
    show(404, PlainPage, { says: "missing", back: "/t" })
  }
})
