import type { IncomingHttpHeaders } from "node:http"

type Request = { headers: IncomingHttpHeaders; protocol: string }

/**
 * Whether a form was sent from a page that is none of ours.
 *
 * Browsers say so in `Sec-Fetch-Site`, all of them since 2023. Older ones send the page's `Origin`; as our pages send no
 * referrer, they say `null` there, and so may a page in a frame of somebody else's. That is no proof of either, so the
 * forms that change something carry a token of their own as well. A program that says nothing is no browser, and nobody
 * can make it send a cookie that it does not have.
 *
 * @param store_url public address of the server, which a proxy may hide behind another `Host`
 */
export function isFromElsewhere({ headers, protocol }: Request, store_url: string): boolean {
  const site = headers["sec-fetch-site"]
  if (site !== undefined) {
    return site !== "same-origin" && site !== "none"
  }
  const { origin } = headers
  return (
    origin !== undefined &&
    origin !== "null" &&
    ![new URL(store_url).origin, hostOf(headers, protocol)].includes(origin)
  )
}

const hostOf = ({ host }: IncomingHttpHeaders, protocol: string) => `${protocol}://${host}`
