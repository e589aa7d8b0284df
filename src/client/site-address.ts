/**
 * The one form of a site's address: lower-case host without scheme, port, `www.` and trailing slash, so that every way
 * of writing one address is one site, in its IDN and its ASCII form. A folder below the host is kept: two shops on one
 * host are two sites.
 *
 * The server and the client both use it, so it needs nothing but `URL`.
 *
 * @returns null when the text is not an address
 */
export function siteAddress(text: string): string | null {
  const address = text.trim().replace(/^([a-z][a-z0-9+.-]*:)?\/\//i, "")
  const match = /^(?:[^/?#@]*@)?(\[[0-9a-f:.]+\]|[^/?#:]+)(?::\d*)?(?=[/?#]|$)([^?#]*)/i.exec(address)
  if (!match) {
    return null
  }
  const [, host, path] = match
  const ascii = toAscii(host!)
  const bare = ascii.replace(/\.$/, "").replace(/^www\./, "")
  const folder = path!.replace(/\/{2,}/g, "/").replace(/\/+$/, "")
  return bare ? bare + folder : null
}

function toAscii(host: string): string {
  try {
    return new URL(`https://${host}`).hostname
  } catch {
    return ""
  }
}
