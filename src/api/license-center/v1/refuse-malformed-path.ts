import type { MedusaNextFunction, MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { refuseRequest } from "./answer"

/**
 * Express decodes a path while it looks for a route's parameters, and Medusa's error handler knows no error of that
 * kind: it answers 500 to `/%zz`. A regular expression without groups decodes nothing and stands in front of the routes:
 * that is where a path that cannot be decoded is refused. (Under /admin a middleware of Medusa's own, `/admin*`, stands
 * before everything that a plugin can add.)
 */
export const ENCODED_PATH = /^\/(?:store\/)?license-center\/.*%/i

export const refuseMalformedPath = (req: MedusaRequest, res: MedusaResponse, next: MedusaNextFunction) => {
  try {
    decodeURIComponent(req.path)
  } catch {
    refuseRequest(req, res, [{ field: "", message: "the path holds a malformed percent escape" }])
    return
  }
  next()
}
