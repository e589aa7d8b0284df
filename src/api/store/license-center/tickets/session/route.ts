import { beginVisit, bearerSession, leaveVisit, visitorOf } from "../../../../../workflows/support/lib/visit"
import { visitCookie } from "../../../../license-center/session-cookie"
import { linkToken, refuseLink } from "../../link-session"
import { publicRoute } from "../visitor-route"

/** Exchanges a private link's token for a session: a bearer for this API, and the cookie of the hosted pages. */
export const POST = publicRoute(async (req, res) => {
  const token = await linkToken(req, res)
  if (token === null) {
    return
  }
  const visit = await beginVisit(req.scope, token, req.ip ?? "")
  if (!visit.ok) {
    refuseLink(res, visit)
    return
  }
  visitCookie.set(req, res, visit.session, visit.expires_at)
  res.json({ session: visit.session, expires_at: visit.expires_at })
})

/** Ends the session. One that has ended already, or never was, is fine. */
export const DELETE = publicRoute(async (req, res) => {
  const visitor = await visitorOf(req.scope, bearerSession(req.headers.authorization))
  if (visitor) {
    await leaveVisit(req.scope, visitor)
  }
  visitCookie.clear(req, res)
  res.json({ ended: true })
})
