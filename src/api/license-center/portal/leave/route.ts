import { leavePortal } from "../../../../workflows/portal/lib/session"
import { hostedForm } from "../../hosted"
import { portalCookie } from "../../session-cookie"
import { visitorIn } from "../visit"

/** Ends the session in this browser, whosever it is: who leaves wants nothing left behind. */
export const POST = hostedForm(async (hosted) => {
  const { req, res, lead } = hosted
  const visitor = await visitorIn(hosted)
  if (visitor) {
    await leavePortal(req.scope, visitor)
  }
  portalCookie.clear(req, res)
  lead("/portal?left=1")
}, "/portal")

export { backToPortal as GET } from "../back-to-portal"
