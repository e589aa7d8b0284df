import { OpenRebindPage } from "../../../../pages/rebind/open"
import { PlainPage } from "../../../../pages/tickets/plain"
import { beginPortalSession } from "../../../../workflows/portal/lib/session"
import { hostedForm } from "../../hosted"
import { readHostedForm } from "../../read-hosted-form"
import { rebindCookie } from "../../session-cookie"
import { backToRequest } from "../visit"

/** Within a link, with whatever a mail program put around it. */
const TOKEN = /lcp_[A-Za-z0-9_-]+/

/** Opens a request by its private link, which the page's script sends, or who pasted it. */
export const POST = hostedForm(async ({ req, res, ip, show, lead }) => {
  const token = TOKEN.exec((await readHostedForm(req)).get("token"))?.[0] ?? ""
  const begun = await beginPortalSession(req.scope, token, ip)
  if (begun.ok && begun.visitor.kind === "rebind") {
    rebindCookie.set(req, res, begun.session, begun.expires_at)
    lead("/rebind")
  } else if (begun.ok) {
    // It opens the licenses of an address, and none of these pages.
    show(401, OpenRebindPage, { problem: "unknown" as const })
  } else if (begun.reason === "limited") {
    res.setHeader("Retry-After", String(begun.wait))
    show(429, PlainPage, { says: "limited", back: "/rebind" })
  } else {
    show(401, OpenRebindPage, { problem: begun.reason })
  }
}, "/rebind")

export { backToRequest as GET }
