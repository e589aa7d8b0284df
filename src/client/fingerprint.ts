import { siteAddress } from "./site-address"

/**
 * What the server makes of a fingerprint before it hashes it; the lease's `fph` is a hash of this.
 *
 * @throws TypeError when nothing is left of it: every device would then be the same one
 */
export function normalizeFingerprint(fingerprint: string, kind: "device" | "site"): string {
  const text = typeof fingerprint === "string" ? fingerprint.trim() : ""
  if (!text) {
    throw new TypeError("The fingerprint is empty.")
  }
  const normalized = kind === "site" ? siteAddress(text) : text
  if (!normalized) {
    throw new TypeError("The fingerprint is not the address of a site.")
  }
  return normalized
}
