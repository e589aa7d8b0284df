import { OpenRebindPage } from "../../../pages/rebind/open"
import { hostedPage } from "../hosted"
import { rebindCookie } from "../session-cookie"
import { showEnded, showRequest, visited } from "./visit"

/**
 * A device that asks for a seat, by the private link that was mailed to the owner of its license. Nothing of the link
 * comes here with the address; a visit begins by `POST /rebind/session`.
 */
export const GET = hostedPage(async (hosted) => {
  const visit = await visited(hosted)
  if (visit) {
    showRequest(hosted, visit)
  } else if (rebindCookie.read(hosted.req) !== null) {
    showEnded(hosted)
  } else {
    hosted.show(200, OpenRebindPage, {})
  }
}, "/rebind")
