import type { MiddlewareRoute } from "@medusajs/framework/http"

export const hookRoutes: MiddlewareRoute[] = [
  // The route reads the body itself: signatures are over its bytes, and a mail is longer than Medusa's parsers allow.
  { matcher: "/hooks/license-center/inbound/:provider", methods: ["POST"], bodyParser: false },
]
