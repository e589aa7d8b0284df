import type { AuthContext, MedusaRequest } from "@medusajs/framework/http"
import {
  beginPortalSession,
  bearerPortalSession,
  leavePortal,
  portalVisitorOf,
  proveAddress,
} from "../../../../../workflows/portal/lib/session"
import { isRecord } from "../../../../../workflows/support/lib/read-request"
import { portalCookie } from "../../../../license-center/session-cookie"
import { readJson } from "../../../../license-center/v1/read-json"
import { signedIn } from "../../owner-route"
import { publicRoute, refuse, refuseInvalid, refuseLimited } from "../../tickets/visitor-route"

const REFUSALS = {
  unknown: ["LINK_UNKNOWN", "This link opens nothing. Check that it was copied as a whole."],
  expired: ["LINK_EXPIRED", "This link has ended. A new one can be mailed to the address that it was sent to."],
  revoked: ["LINK_REVOKED", "This link was taken back."],
} as const

/** Exchanges a private link's token for a session: a bearer for this API, and the cookie of the hosted pages. */
export const POST = publicRoute(async (req, res) => {
  const body = await readJson(req)
  const token = isRecord(body) && Object.hasOwn(body, "token") ? body.token : undefined
  if (typeof token !== "string") {
    refuseInvalid(res, [{ field: "token", message: "must be a string" }])
    return
  }
  const begun = await beginPortalSession(req.scope, token, req.ip ?? "")
  if (begun.ok && begun.visitor.kind !== "portal") {
    // It opens a page of its own, and must not take the place of the session that opens licenses.
    refuse(res, 401, ...REFUSALS.unknown)
  } else if (begun.ok) {
    const { auth_context } = req as MedusaRequest & { auth_context?: AuthContext }
    await proveAddress(req.scope, signedIn(auth_context), begun.visitor)
    portalCookie.set(req, res, begun.session, begun.expires_at)
    res.json({ session: begun.session, expires_at: begun.expires_at })
  } else if (begun.reason === "limited") {
    refuseLimited(res, begun.wait)
  } else {
    const [code, message] = REFUSALS[begun.reason]
    refuse(res, 401, code, message)
  }
})

/** Ends the session. One that has ended already, or never was, is fine. */
export const DELETE = publicRoute(async (req, res) => {
  const visitor = await portalVisitorOf(req.scope, bearerPortalSession(req.headers.authorization))
  if (visitor) {
    await leavePortal(req.scope, visitor)
  }
  portalCookie.clear(req, res)
  res.json({ ended: true })
})
