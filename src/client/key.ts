import { UnsupportedCryptoError, utf8, webSha256 } from "./encoding"
import type { KeyCheck, Sha256 } from "./types"

// The server's rules (modules/licensing/rules/license-key.ts), written again because that file uses node:crypto.
// A test holds the two together.
const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
const BODY_SYMBOLS = 25
const DATA_SYMBOLS = 23
const MAX_INPUT = 128

const MALFORMED: KeyCheck = {
  ok: false,
  code: "MALFORMED_KEY",
  detail: "This is not a license key as it was sent: a character is missing or mistyped.",
}

/**
 * Tells a typo from a key, without the network: a form can say so while the person types. Lower case, spaces,
 * missing dashes, O for 0 and I or L for 1 are forgiven. One typo in 1,024 gets past; the server finds it.
 *
 * @returns the key as the server writes it, or why not
 * @example
 * const typed = await checkKey("nimbus 7k2qd …")
 * if (!typed.ok) showHint(typed.detail)
 */
export async function checkKey(input: string, options: { sha256?: Sha256 } = {}): Promise<KeyCheck> {
  if (typeof input !== "string" || input.length > MAX_INPUT) {
    return MALFORMED
  }
  const symbols = input.toUpperCase().replace(/[\s\p{Dash_Punctuation}]+/gu, "")
  const prefix = symbols.slice(0, -BODY_SYMBOLS)
  const body = symbols.slice(-BODY_SYMBOLS).replace(/O/g, "0").replace(/[IL]/g, "1")
  if (!/^[A-Z0-9]{2,8}$/.test(prefix) || !/^[0-9A-HJKMNP-TV-Z]{25}$/.test(body)) {
    return MALFORMED
  }
  try {
    const hash = await (options.sha256 ?? webSha256)(utf8(`${prefix}:${body.slice(0, DATA_SYMBOLS)}`))
    const bits = ((hash[0] ?? 0) << 8) | (hash[1] ?? 0)
    const check = ALPHABET.charAt(bits >> 11) + ALPHABET.charAt((bits >> 6) & 31)
    return check === body.slice(DATA_SYMBOLS) ? { ok: true, key: formatKey(prefix, body) } : MALFORMED
  } catch (error) {
    if (error instanceof UnsupportedCryptoError) {
      return { ok: false, code: "UNSUPPORTED_CRYPTO", detail: error.message }
    }
    throw error
  }
}

function formatKey(prefix: string, body: string): string {
  return [prefix, ...(body.match(/.{5}/g) ?? [])].join("-")
}
