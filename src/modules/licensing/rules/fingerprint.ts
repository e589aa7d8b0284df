import { domainToASCII } from "node:url"
import type { ActivationKind } from "../types"

/**
 * The one form of a fingerprint that is hashed and compared.
 *
 * A device's is taken as the app sends it. A site's is its address: lower-case host without scheme, port, `www.` and
 * trailing slash, so that every way of writing one address is one site, in its IDN and its ASCII form.
 *
 * @returns null when a site's fingerprint is not an address
 */
export function normalizeFingerprint(fingerprint: string, kind: ActivationKind): string | null {
  const text = fingerprint.trim()
  return kind === "site" ? normalizeSite(text) : text
}

function normalizeSite(text: string): string | null {
  const match = /^(?:[a-z][a-z0-9+.-]*:)?(?:\/\/)?(?:[^/?#@]*@)?(\[[0-9a-f:.]+\]|[^/?#:]+)(?::\d*)?([^?#]*)/i.exec(text)
  if (!match) {
    return null
  }
  const [, host, path] = match
  const ascii = host!.startsWith("[") ? host!.toLowerCase() : domainToASCII(host!)
  if (!ascii || /[\s%]/.test(ascii)) {
    return null
  }
  const bare = ascii.replace(/\.$/, "").replace(/^www\./, "")
  const folder = path!.replace(/\/{2,}/g, "/").replace(/\/+$/, "")
  return bare ? bare + folder : null
}
