import { isRecord } from "../../../../../workflows/support/lib/read-request"
import { beginVisit, bearerSession, leaveVisit, visitorOf } from "../../../../../workflows/support/lib/visit"
import { readJson } from "../../../../license-center/v1/read-json"
import { visitCookie } from "../../../../license-center/session-cookie"
import { publicRoute, refuse, refuseInvalid, refuseLimited } from "../visitor-route"

const REFUSALS = {
  unknown: ["LINK_UNKNOWN", "This link opens nothing. Check that it was copied as a whole."],
  expired: ["LINK_EXPIRED", "This link has ended. A new one can be mailed to the address that it was sent to."],
  revoked: ["LINK_REVOKED", "This link was taken back by the store."],
} as const

/** Exchanges a private link's token for a session: a bearer for this API, and the cookie of the hosted pages. */
export const POST = publicRoute(async (req, res) => {
  const body = await readJson(req)
  const token = isRecord(body) && Object.hasOwn(body, "token") ? body.token : undefined
  if (typeof token !== "string") {
    refuseInvalid(res, [{ field: "token", message: "must be a string" }])
    return
  }
  const visit = await beginVisit(req.scope, token, req.ip ?? "")
  if (visit.ok) {
    visitCookie.set(req, res, visit.session, visit.expires_at)
    res.json({ session: visit.session, expires_at: visit.expires_at })
  } else if (visit.reason === "limited") {
    refuseLimited(res, visit.wait)
  } else {
    const [code, message] = REFUSALS[visit.reason]
    refuse(res, 401, code, message)
  }
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
