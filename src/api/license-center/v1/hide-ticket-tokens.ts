import type { MedusaNextFunction, MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { normalizeKey } from "../../../lib/license-key"

/** What customers ask for, in a storefront and on the hosted pages with what those load. */
export const TICKET_PATH =
  /^\/(?:store\/license-center\/(?:tickets|portal|licenses|withdrawals|waiver|me)|license-center\/(?:t|tickets|portal|rebind|withdraw|renew|unsubscribe|assets))(?:\/|$)/i

const TOKEN = /lc[tspvwru]_/i

/**
 * Tokens belong into bodies, headers and fragments. When one was put into an address by mistake, it is taken out of it
 * before Medusa's access log writes it; and out of the address of the page that asks, which is logged as well. So are
 * all values of queries: names of files are among them, and whatever people write there.
 */
export const hideTicketTokens = (req: MedusaRequest, _res: MedusaResponse, next: MedusaNextFunction) => {
  req.originalUrl = withoutTicketTokens(req.originalUrl)
  for (const header of ["referer", "referrer"]) {
    const page = req.headers[header]
    if (typeof page === "string") {
      req.headers[header] = withoutTicketTokens(page)
    }
  }
  next()
}

export function withoutTicketTokens(url: string): string {
  const [, path = "", query] = /^([^?#]*)(?:\?([^#]*))?/s.exec(url) ?? []
  const shown = path.split("/").map(shownSegment).join("/")
  return query === undefined ? shown : `${shown}?${query.split("&").map(shownPair).join("&")}`
}

function shownSegment(segment: string): string {
  const plain = decoded(segment)
  // Whoever takes the key of a license for its id.
  return TOKEN.test(plain) || normalizeKey(plain).ok ? "hidden" : segment
}

function shownPair(pair: string): string {
  const [name = ""] = pair.split("=", 1)
  return /^[a-z_]{1,20}$/i.test(name) && !TOKEN.test(name) ? `${name}=hidden` : "hidden"
}

/** As a server reads it, also where it is encoded more than once or wrongly. */
function decoded(text: string): string {
  let plain = text
  for (let round = 0; round < 3 && plain.includes("%"); round++) {
    plain = plain.replace(/%([0-7][0-9a-f])/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)))
  }
  return plain
}
