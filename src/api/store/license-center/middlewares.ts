import type { MedusaNextFunction, MedusaRequest, MedusaResponse, MiddlewareRoute } from "@medusajs/framework/http"
import { hideTicketTokens, TICKET_PATH } from "../../license-center/v1/hide-ticket-tokens"
import { problemOfPath } from "../../license-center/v1/refuse-malformed-path"
import { refuseInvalid } from "./tickets/visitor-route"

/** The checkout's consent and withdrawals read their bodies as tickets do. */
const STORE_WITHDRAWALS = /^\/store\/license-center\/(?:waiver|withdrawals)(?:\/|$)/i
const STORE_TICKETS = /^\/store\/license-center\/tickets(?:\/|$)/i
const ENCODED_STORE_TICKETS = /^\/store\/license-center\/tickets\/.*%/i

/** See refuse-malformed-path.ts; with the words of this API. */
const refuseMalformedTicketPath = (req: MedusaRequest, res: MedusaResponse, next: MedusaNextFunction) => {
  const message = problemOfPath(req.path)
  if (message) {
    res.setHeader("Cache-Control", "no-store")
    refuseInvalid(res, [{ field: "", message }])
    return
  }
  next()
}

/** Regular expressions stand in front of what Medusa and other plugins add. */
export const visitorRoutes: MiddlewareRoute[] = [
  { matcher: TICKET_PATH, methods: ["ALL"], middlewares: [hideTicketTokens] },
  // The routes read bodies themselves: Medusa's parser would refuse some in its own form, and before anything is counted.
  { matcher: STORE_TICKETS, methods: ["ALL"], middlewares: [], bodyParser: false },
  { matcher: STORE_WITHDRAWALS, methods: ["ALL"], middlewares: [], bodyParser: false },
  { matcher: ENCODED_STORE_TICKETS, methods: ["ALL"], middlewares: [refuseMalformedTicketPath] },
]
