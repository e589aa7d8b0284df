import { closeAsVisitor } from "../../../../../../workflows/support/lib/visitor-desk"
import { visitorRoute } from "../../visitor-route"
import { showTicket } from "../show-ticket"

/** Closes the ticket for its customer; one that is closed stays so. */
export const POST = visitorRoute(async (req, res, visitor) => {
  await closeAsVisitor(req.scope, visitor)
  await showTicket(req, res, visitor)
})
