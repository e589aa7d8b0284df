import type { MedusaNextFunction, MedusaRequest, MedusaResponse } from "@medusajs/framework/http"

/** Feeds, and links to files: their addresses open something. */
export const TOKEN_PATH = /^\/license-center\/v1\/(?:feeds|files)\//i

/**
 * Medusa's access log writes the address of every request when it ends: what opens something is taken out of it before,
 * also where no route is found.
 */
export const hideTokens = (req: MedusaRequest, _res: MedusaResponse, next: MedusaNextFunction) => {
  req.originalUrl = req.originalUrl
    .replace(/lcf_[^/?#]*/g, "hidden")
    .replace(/(\/license-center\/v1\/files\/)[^/?#]*/i, "$1hidden")
  next()
}
