import { isObject, parseObject, sha256Base64Url } from "./encoding"
import type { ActivationInfo, LicenseInfo, ServerRefusal, Sha256 } from "./types"

/** What is kept between starts, as one JSON text. It holds the key in clear: the host decides where it may lie. */
export type StoredState = {
  v: 1
  product: string
  key: string
  /** null once the server took it back */
  lease: string | null
  /** Why the server took the lease back: what an offline start reports. */
  refused: { code: ServerRefusal; detail: string } | null
  license: LicenseInfo | null
  activation: ActivationInfo | null
  help_url: string | null
  seen: SeenTime
}

/**
 * The latest time known to have been, ms. It is no secret, but it must not be edited by hand or carried over to an
 * older lease, so `mark` ties it to this lease. (Whoever reads this source can still make one: see docs/client.md.)
 */
type SeenTime = { at: number; mark: string }

/** @returns null for nothing, for text that is not ours, and for another product's state */
export function parseState(text: string | null | undefined, product: string): StoredState | null {
  const state = text ? parseObject(text) : null
  if (!state || state.v !== 1 || state.product !== product || typeof state.key !== "string") {
    return null
  }
  const refused = isObject(state.refused) && typeof state.refused.code === "string" ? state.refused : null
  const seen = isObject(state.seen) ? state.seen : {}
  return {
    v: 1,
    product,
    key: state.key,
    lease: typeof state.lease === "string" ? state.lease : null,
    refused: refused && { code: refused.code as ServerRefusal, detail: String(refused.detail ?? "") },
    license: isObject(state.license) ? (state.license as LicenseInfo) : null,
    activation: isObject(state.activation) ? (state.activation as ActivationInfo) : null,
    help_url: typeof state.help_url === "string" ? state.help_url : null,
    seen: {
      at: typeof seen.at === "number" && Number.isFinite(seen.at) ? seen.at : NaN,
      mark: typeof seen.mark === "string" ? seen.mark : "",
    },
  }
}

export async function markSeen(at: number, lease: string | null, fph: string, sha256: Sha256): Promise<SeenTime> {
  return { at, mark: await sha256Base64Url(JSON.stringify(["seen", at, lease, fph]), sha256) }
}

/** @returns ms; Infinity when it was tampered with, which reads as "the clock is behind" until the server is asked */
export async function highestSeen(state: StoredState, fph: string, sha256: Sha256): Promise<number> {
  const genuine = await markSeen(state.seen.at, state.lease, fph, sha256)
  return genuine.mark === state.seen.mark ? state.seen.at : Infinity
}
