import { ExpiredPage, LinkProblemPage, OpenLinkPage } from "../../../../pages/tickets/open-link"
import { PlainPage } from "../../../../pages/tickets/plain"
import { beginVisit } from "../../../../workflows/support/lib/visit"
import { hostedForm } from "../../hosted"
import { readHostedForm } from "../../read-hosted-form"
import { visitCookie } from "../../session-cookie"

/** Within a link, with whatever a mail program put around it. */
const TOKEN = /lct_[A-Za-z0-9_-]+/

/** Opens a ticket by its private link, which the page's script sends, or who pasted it. */
export const POST = hostedForm(async ({ req, res, ip, show, lead }) => {
  const pasted = (await readHostedForm(req)).get("token").trim()
  if (!pasted) {
    show(400, OpenLinkPage, { missing: true })
    return
  }
  const token = TOKEN.exec(pasted)?.[0] ?? ""
  const visit = await beginVisit(req.scope, token, ip)
  if (visit.ok) {
    visitCookie.set(req, res, visit.session, visit.expires_at)
    lead("/t")
  } else if (visit.reason === "limited") {
    res.setHeader("Retry-After", String(visit.wait))
    show(429, PlainPage, { says: "limited", back: "/t" })
  } else if (visit.reason === "expired") {
    show(401, ExpiredPage, { token })
  } else {
    show(401, LinkProblemPage, { problem: visit.reason })
  }
})

export { backToThread as GET } from "../back-to-thread"
