import type { MedusaNextFunction, MedusaRequest, MedusaResponse, MiddlewareRoute } from "@medusajs/framework/http"
import { hideTicketTokens, TICKET_PATH } from "../../license-center/v1/hide-ticket-tokens"
import { problemOfPath } from "../../license-center/v1/refuse-malformed-path"
import { refuseInvalid } from "./tickets/visitor-route"

/** The checkout's consent and withdrawals read their bodies as tickets do. */
const STORE_WITHDRAWALS = /^\/store\/license-center\/(?:waiver|withdrawals)(?:\/|$)/i
const FOR_CUSTOMERS = /^\/store\/license-center\/(?:tickets|portal|me)(?:\/|$)/i
const ENCODED = /^\/store\/license-center\/(?:tickets|portal|licenses)\/.*%/i

/** See refuse-malformed-path.ts; with the words of this API. */
const refuseMalformedCustomerPath = (req: MedusaRequest, res: MedusaResponse, next: MedusaNextFunction) => {
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
  { matcher: FOR_CUSTOMERS, methods: ["ALL"], middlewares: [], bodyParser: false },
  { matcher: STORE_WITHDRAWALS, methods: ["ALL"], middlewares: [], bodyParser: false },
  { matcher: ENCODED, methods: ["ALL"], middlewares: [refuseMalformedCustomerPath] },
]
