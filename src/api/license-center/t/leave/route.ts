import { leaveVisit } from "../../../../workflows/support/lib/visit"
import { hostedForm } from "../../hosted"
import { visitCookie } from "../../session-cookie"
import { visitorIn } from "../visit"

/** Ends the visit in this browser, whichever request it is to: who leaves wants nothing left behind. */
export const POST = hostedForm(async (hosted) => {
  const { req, res, lead } = hosted
  const visitor = await visitorIn(hosted)
  if (visitor) {
    await leaveVisit(req.scope, visitor)
  }
  visitCookie.clear(req, res)
  lead("/t?left=1")
})

export { backToThread as GET } from "../back-to-thread"
