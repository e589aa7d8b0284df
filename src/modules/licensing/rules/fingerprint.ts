import { siteAddress } from "../../../client/site-address"
import type { ActivationKind } from "../types"

/**
 * The one form of a fingerprint that is hashed and compared. A device's is taken as the app sends it, a site's is its
 * address.
 *
 * @returns null when a site's fingerprint is not an address
 */
export function normalizeFingerprint(fingerprint: string, kind: ActivationKind): string | null {
  return kind === "site" ? siteAddress(fingerprint) : fingerprint.trim()
}
