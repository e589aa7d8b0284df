import { DoorPage } from "../../../../pages/portal/door"
import { PlainPage } from "../../../../pages/tickets/plain"
import { beginPortalSession } from "../../../../workflows/portal/lib/session"
import { hostedForm } from "../../hosted"
import { portalCookie } from "../../session-cookie"
import { readHostedForm } from "../../read-hosted-form"

/** Within a link, with whatever a mail program put around it. */
const TOKEN = /lcp_[A-Za-z0-9_-]+/

/** Opens the licenses of an address by its private link, which the page's script sends, or who pasted it. */
export const POST = hostedForm(async ({ req, res, ip, show, lead }) => {
  const pasted = (await readHostedForm(req)).get("token").trim()
  if (!pasted) {
    show(400, DoorPage, { missing: true })
    return
  }
  const begun = await beginPortalSession(req.scope, TOKEN.exec(pasted)?.[0] ?? "", ip)
  if (begun.ok && begun.visitor.kind !== "portal") {
    // Of a link that opens one request only, on pages of its own.
    show(401, DoorPage, { problem: "unknown" })
  } else if (begun.ok) {
    portalCookie.set(req, res, begun.session, begun.expires_at)
    lead("/portal")
  } else if (begun.reason === "limited") {
    res.setHeader("Retry-After", String(begun.wait))
    show(429, PlainPage, { says: "limited", back: "/portal" })
  } else {
    show(401, DoorPage, { problem: begun.reason })
  }
}, "/portal")

export { backToPortal as GET } from "../back-to-portal"
