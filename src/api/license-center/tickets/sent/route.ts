import { SentPage } from "../../../../pages/tickets/sent"
import { hiddenFromQuery } from "../../hidden-query"
import { hostedPage } from "../../hosted"

export const GET = hostedPage(async ({ show, query }) => {
  const hidden = query("hidden")
  const counts = hiddenFromQuery(hidden)
  const here = counts ? `/tickets/sent?hidden=${hidden}` : "/tickets/sent"
  show(200, SentPage, { hidden: counts, here })
}, "/tickets/new")
