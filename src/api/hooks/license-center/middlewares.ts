import type { MedusaNextFunction, MedusaRequest, MedusaResponse, MiddlewareRoute } from "@medusajs/framework/http"
import { dropBody } from "../../../lib/read-body"
import { problemOfPath } from "../../license-center/v1/refuse-malformed-path"

const ENCODED_HOOK = /^\/hooks\/license-center\/.*%/i

/** See refuse-malformed-path.ts. */
const refuseMalformedHook = (req: MedusaRequest, res: MedusaResponse, next: MedusaNextFunction) => {
  const message = problemOfPath(req.path)
  if (message) {
    dropBody(req)
    res.status(400).json({ code: "INVALID_REQUEST", message: `This address is none: ${message}.` })
    return
  }
  next()
}

export const hookRoutes: MiddlewareRoute[] = [
  { matcher: ENCODED_HOOK, methods: ["ALL"], middlewares: [refuseMalformedHook], bodyParser: false },
  // The route reads the body itself: signatures are over its bytes, and a mail is longer than Medusa's parsers allow.
  { matcher: "/hooks/license-center/inbound/:provider", methods: ["POST"], bodyParser: false },
  { matcher: "/hooks/license-center/stripe", methods: ["POST"], bodyParser: false },
]
