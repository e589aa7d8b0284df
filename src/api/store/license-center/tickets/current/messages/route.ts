import { isRecord, notAnObject } from "../../../../../../workflows/support/lib/read-request"
import { readWrittenMessage, writeAsVisitor } from "../../../../../../workflows/support/lib/visitor-desk"
import { readJson } from "../../../../../license-center/v1/read-json"
import { refuseInvalid, refuseLimited, visitorRoute } from "../../visitor-route"

/**
 * Writes into the ticket, or into the one that follows it when it was closed long ago: `ticket_id` and `follow_up` say
 * where it went.
 */
export const POST = visitorRoute(async (req, res, visitor) => {
  const body = await readJson(req)
  if (!isRecord(body)) {
    refuseInvalid(res, [notAnObject])
    return
  }
  const { message, attachments: attachment_ids, submission } = body
  const answer = await writeAsVisitor(req.scope, visitor, { message, attachment_ids, submission, via: "link" })
  if (!answer.ok) {
    if (answer.wait === null) {
      refuseInvalid(res, answer.errors)
    } else {
      refuseLimited(res, answer.wait)
    }
    return
  }
  const { message_id, ticket_id, follow_up } = answer.written
  res.status(201).json({
    message: await readWrittenMessage(req.scope, message_id),
    hidden: answer.hidden,
    ticket_id,
    follow_up,
  })
})
