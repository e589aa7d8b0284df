import type { MedusaNextFunction, MedusaRequest, MedusaResponse } from "@medusajs/framework/http"

/** Feeds and links to files, whose addresses open something, and the other questions that are asked by GET. */
export const TOKEN_PATH = /^\/(?:store\/license-center|license-center\/v1)\/(?:feeds|files|updates|downloads)\//i

/** A feed's address up to where its token stands, and the token. `-` stands for "in the header". */
const FEED_TOKEN = /(\/license-center\/v1\/feeds\/[^/]*\/[^/]*\/)(?!-(?:\/|$))[^/]+/i
const GRANT = /(\/license-center\/v1\/files\/)[^/]+/i

/** What updaters put into a query that opens nothing. Everything else may be a key: old EDD clients send `license=…`. */
const HARMLESS = new Set(["version", "installed_version", "channel", "platform", "arch", "os", "beta", "edd_action"])

/**
 * Medusa's access log writes the address of every request when it ends: what opens something is taken out of it before,
 * also where no route is found. By its place, not by its looks: people paste keys where a token belongs.
 */
export const hideTokens = (req: MedusaRequest, _res: MedusaResponse, next: MedusaNextFunction) => {
  req.originalUrl = withoutSecrets(req.originalUrl)
  next()
}

export function withoutSecrets(url: string): string {
  const [, path = "", query] = /^([^?]*)(?:\?(.*))?$/s.exec(url) ?? []
  const shown = path
    .replace(FEED_TOKEN, "$1hidden")
    // One that stands somewhere else, in an address that was put together wrongly.
    .replace(/lcf_[^/]*/g, "hidden")
    .replace(GRANT, "$1hidden")
  return query === undefined ? shown : `${shown}?${query.split("&").map(shownParameter).join("&")}`
}

function shownParameter(pair: string): string {
  const [name = ""] = pair.split("=", 1)
  if (HARMLESS.has(name)) {
    return pair
  }
  // A name may be a secret, too: `?NIMBUS-…`.
  return /^[a-z_]{1,20}$/i.test(name) ? `${name}=hidden` : "hidden"
}
