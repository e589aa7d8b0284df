import type { AuthContext, MedusaRequest } from "@medusajs/framework/http"
import {
  beginPortalSession,
  bearerPortalSession,
  leavePortal,
  portalVisitorOf,
  proveAddress,
} from "../../../../../workflows/portal/lib/session"
import { portalCookie } from "../../../../license-center/session-cookie"
import { linkToken, refuseLink } from "../../link-session"
import { signedIn } from "../../owner-route"
import { publicRoute } from "../../tickets/visitor-route"

/** Exchanges a private link's token for a session: a bearer for this API, and the cookie of the hosted pages. */
export const POST = publicRoute(async (req, res) => {
  const token = await linkToken(req, res)
  if (token === null) {
    return
  }
  const begun = await beginPortalSession(req.scope, token, req.ip ?? "")
  if (!begun.ok) {
    refuseLink(res, begun)
    return
  }
  if (begun.visitor.kind !== "portal") {
    // It opens a page of its own, and must not take the place of the session that opens licenses.
    refuseLink(res, { reason: "unknown" })
    return
  }
  const { auth_context } = req as MedusaRequest & { auth_context?: AuthContext }
  await proveAddress(req.scope, signedIn(auth_context), begun.visitor)
  portalCookie.set(req, res, begun.session, begun.expires_at)
  res.json({ session: begun.session, expires_at: begun.expires_at })
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
