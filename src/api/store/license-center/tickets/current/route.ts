import { showTicket } from "./show-ticket"
import { visitorRoute } from "../visitor-route"

/** The thread that the session opens, without what is the store's own. */
export const GET = visitorRoute(showTicket)
