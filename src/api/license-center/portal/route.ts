import { DoorPage } from "../../../pages/portal/door"
import { PORTAL_DONE } from "../../../pages/portal/licenses"
import { hostedPage } from "../hosted"
import { portalCookie } from "../session-cookie"
import { showEnded, visitorIn } from "./visit"
import { pageOf, showLicenses } from "./show-licenses"

/**
 * The licenses of an address by its private link: the list for who has a session, and else the page on which a link is
 * asked for. Nothing of the link in the address comes here; a session begins by `POST /portal/session`.
 */
export const GET = hostedPage(async (hosted) => {
  const { req, show, query } = hosted
  const done = (["sent", "left"] as const).find((name) => query(name) !== null)
  const visitor = done === undefined && query("other") === null ? await visitorIn(hosted) : null
  if (visitor) {
    const page = pageOf(query("page"))
    await showLicenses(hosted, visitor, {
      page,
      here: page > 1 ? `/portal?page=${page}` : "/portal",
      done: PORTAL_DONE.find((name) => query(name) !== null),
    })
  } else if (portalCookie.read(req) !== null && done === undefined && query("other") === null) {
    showEnded(hosted)
  } else {
    show(200, DoorPage, { done, here: "/portal" })
  }
}, "/portal")
