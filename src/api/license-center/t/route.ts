import type { Done } from "../../../pages/tickets/thread"
import { OpenLinkPage } from "../../../pages/tickets/open-link"
import { hiddenFromQuery } from "../hidden-query"
import { hostedPage, type Hosted } from "../hosted"
import { visitCookie } from "../session-cookie"
import { showThread } from "./show-thread"
import { showEnded, visitorIn } from "./visit"

/**
 * A ticket by its private link: the thread for who visits it, and else the page on which the link in the address is
 * opened. Nothing of the link comes here with the address; a visit begins by `POST /t/session`.
 */
export const GET = hostedPage(async (hosted) => {
  const { req, show, query } = hosted
  const flag = (["left", "link"] as const).find((name) => query(name) !== null)
  const visitor = query("other") === null ? await visitorIn(hosted) : null
  if (visitor) {
    await showThread(hosted, visitor, { done: doneBefore(hosted) })
  } else if (visitCookie.read(req) !== null && !flag && query("other") === null) {
    showEnded(hosted)
  } else {
    show(200, OpenLinkPage, { done: flag, here: "/t" })
  }
})

function doneBefore({ query }: Hosted): Done | undefined {
  if (query("sent") !== null) {
    const number = query("follow_up")
    return {
      what: "sent",
      hidden: hiddenFromQuery(query("hidden")),
      follow_up: number && /^\d{1,10}$/.test(number) ? Number(number) : null,
    }
  }
  const what = (["closed", "link"] as const).find((name) => query(name) !== null)
  return what && { what }
}
