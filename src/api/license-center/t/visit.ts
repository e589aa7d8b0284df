import type { Visitor } from "../../../modules/support/types"
import { EndedPage, OtherVisitPage } from "../../../pages/tickets/open-link"
import { visitorOf } from "../../../workflows/support/lib/visit"
import type { Hosted } from "../hosted"
import { visitCookie } from "../session-cookie"

/** Who visits in this browser; null without a visit. */
export const visitorIn = ({ req }: Hosted): Promise<Visitor | null> => visitorOf(req.scope, visitCookie.read(req))

/** @param kept what was written on a page whose visit is over */
export function showEnded({ req, res, show }: Hosted, kept = ""): void {
  visitCookie.clear(req, res)
  show(401, EndedPage, { kept: kept.trim() ? kept : undefined })
}

/**
 * Who visits, and sent a form of that visit. Otherwise the page that says so is sent.
 *
 * @param form_token of the form
 * @param kept what was written in it
 */
export async function visitorOfForm(hosted: Hosted, form_token: string, kept = ""): Promise<Visitor | null> {
  const visitor = await visitorIn(hosted)
  if (!visitor) {
    showEnded(hosted, kept)
    return null
  }
  if (!hosted.support.forms.isToken(visitor.visit_id, form_token)) {
    hosted.show(409, OtherVisitPage, { kept: kept.trim() ? kept : undefined })
    return null
  }
  return visitor
}
