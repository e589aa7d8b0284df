import getRawBody from "raw-body"
import type { MedusaNextFunction, MedusaRequest, MedusaResponse } from "@medusajs/framework/http"

const LIMIT = 64 * 1024

/**
 * Reads the body of a call. Medusa's own parser answers a malformed body in Medusa's error form; the sold software is
 * promised one form for every answer, so what cannot be read is handed to the route as `undefined`, which is refused
 * there like every other malformed request.
 */
export async function readJson(req: MedusaRequest, _res: MedusaResponse, next: MedusaNextFunction): Promise<void> {
  req.body = undefined
  try {
    if (req.is("application/json")) {
      req.body = JSON.parse(
        await getRawBody(req, { limit: LIMIT, length: req.headers["content-length"], encoding: "utf8" })
      )
    } else {
      // Not ours to read, but to drain: an unread body breaks the next request on a kept-alive connection.
      req.resume()
    }
  } catch {
    req.resume()
  }
  next()
}
