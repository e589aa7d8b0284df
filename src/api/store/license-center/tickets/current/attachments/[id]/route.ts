import { SUPPORT_MODULE } from "../../../../../../../modules/support"
import type SupportModuleService from "../../../../../../../modules/support/service"
import { discardUpload } from "../../../../../../../workflows/support/lib/visitor-desk"
import { sendAttachment } from "../../../../../../license-center/send-attachment"
import { refuseUnknown, visitorRoute } from "../../../visitor-route"

/** A file of the thread, or one that this session has uploaded. */
export const GET = visitorRoute(async (req, res, visitor) => {
  const support = req.scope.resolve<SupportModuleService>(SUPPORT_MODULE)
  const attachment = await support.findAttachmentForVisitor(visitor, req.params.id!)
  if (!attachment || !(await sendAttachment(req, res, attachment))) {
    refuseUnknown(res)
  }
})

/** Takes an upload back that was not sent yet. */
export const DELETE = visitorRoute(async (req, res, visitor) => {
  const id = req.params.id!
  if (await discardUpload(req.scope, visitor, id)) {
    res.json({ id, object: "attachment", deleted: true })
  } else {
    refuseUnknown(res)
  }
})
