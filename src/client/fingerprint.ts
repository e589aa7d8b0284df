/**
 * What the server makes of a fingerprint before it hashes it; the lease's `fph` is a hash of this.
 *
 * @throws TypeError when nothing is left of it: every device would then be the same one
 */
export function normalizeFingerprint(fingerprint: string, kind: "device" | "site"): string {
  const text = typeof fingerprint === "string" ? fingerprint.trim() : ""
  const normalized = kind === "site" ? siteAddress(text) : text
  if (!normalized) {
    throw new TypeError("The fingerprint is empty.")
  }
  return normalized
}

/**
 * `https://www.Example.com:8080/` is `example.com`, `example.com/blog/` is `example.com/blog`, and a name with umlauts
 * becomes its ASCII form: the server's rules (modules/licensing/rules/fingerprint.ts) without `node:url`.
 */
function siteAddress(text: string): string {
  const match = /^(?:[a-z][a-z0-9+.-]*:)?(?:\/\/)?(?:[^/?#@]*@)?(\[[0-9a-f:.]+\]|[^/?#:]+)(?::\d*)?([^?#]*)/i.exec(text)
  const [, host = "", path = ""] = match ?? []
  try {
    const ascii = host.startsWith("[") ? host.toLowerCase() : new URL(`https://${host}`).hostname
    const bare = ascii.replace(/\.$/, "").replace(/^www\./, "")
    return bare && bare + path.replace(/\/{2,}/g, "/").replace(/\/+$/, "")
  } catch {
    throw new TypeError("The fingerprint is not the address of a site.")
  }
}
