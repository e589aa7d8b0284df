import type { MiddlewareRoute } from "@medusajs/framework/http"

/** The hosted pages. Their routes read forms themselves: Medusa's parser would answer a bad one with JSON. */
const FORMS = /^\/license-center\/(?:t|portal|tickets|rebind|withdraw|renew|unsubscribe)(?:\/|$)/i

export const hostedRoutes: MiddlewareRoute[] = [
  { matcher: FORMS, methods: ["POST"], middlewares: [], bodyParser: false },
]
