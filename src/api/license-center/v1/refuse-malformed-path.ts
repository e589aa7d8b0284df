import type { MedusaNextFunction, MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { refuseRequest } from "./answer"
import { answerQuietly } from "./feeds/answer-quietly"

/**
 * Express decodes a path while it looks for a route's parameters, and Medusa's error handler knows no error of that
 * kind: it answers 500 to `/%zz`. A regular expression without groups decodes nothing and stands in front of the routes:
 * that is where a path that cannot be decoded is refused, and one with a NUL, on which PostgreSQL fails. (Under /admin a
 * middleware of Medusa's own, `/admin*`, stands before everything that a plugin can add.)
 */
export const ENCODED_PATH = /^\/(?:store\/)?license-center\/.*%/i

export const refuseMalformedPath = (req: MedusaRequest, res: MedusaResponse, next: MedusaNextFunction) => {
  const message = problemOfPath(req.path)
  if (!message) {
    next()
    return
  }
  if (!answerQuietly(req, res)) {
    refuseRequest(req, res, [{ field: "", message }])
  }
}

/** Half characters need no look here: as UTF-8 they cannot be decoded. */
export function problemOfPath(path: string): string | null {
  try {
    return decodeURIComponent(path).includes("\0") ? "the path must not contain NUL characters" : null
  } catch {
    return "the path holds a malformed percent escape"
  }
}
