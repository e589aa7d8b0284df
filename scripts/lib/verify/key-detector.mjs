import { createHash } from "node:crypto"

const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
/** As a key is written: prefix, then five groups of five. */
const written = /(?<![A-Za-z0-9])([A-Za-z0-9]{2,8})((?:-[0-9A-Za-z]{5}){5})(?![A-Za-z0-9])/g
/** Of private links (`lct_`, `lcp_`), of visits to tickets and the portal (`lcs_`, `lcv_`), of update feeds (`lcf_`). */
const token = /(?<![A-Za-z0-9])lc[stfpvw]_[A-Za-z0-9_-]{43}(?![A-Za-z0-9_-])/g

/**
 * Finds license keys and tokens that stand in a text in clear. Masked keys are none. Check symbols tell a
 * key from a part number that looks like one; they let 1 wrong text in 1,024 pass.
 * @param {string} text
 * @param {string[]} prefixes known key prefixes: behind one of these, a key is also found without its dashes or with
 *   spaces in their place. Without a known prefix such a run could be any id or ciphertext.
 * @returns {{ kind: "key" | "token", value: string }[]}
 */
export function detectSecrets(text, prefixes = []) {
  const found = new Map()
  for (const [value, prefix, body] of text.matchAll(written)) keep(value, prefix, body)
  if (prefixes.length > 0) {
    const names = prefixes.map((prefix) => prefix.replace(/[^A-Za-z0-9]/g, "")).join("|")
    // Dashes are matched by kind: word processors put long ones where a hyphen was.
    const loose = new RegExp(`(?<![A-Za-z0-9])(${names})((?:[\\s\\p{Pd}]*[0-9A-Za-z]){25})(?![A-Za-z0-9])`, "giu")
    for (const [value, prefix, body] of text.matchAll(loose)) keep(value, prefix, body)
  }
  for (const [value] of text.matchAll(token)) found.set(value, { kind: "token", value })
  return [...found.values()]

  function keep(value, prefix, body) {
    const key = canonical(prefix, body)
    if (key) found.set(key, { kind: "key", value })
  }
}

/** The key behind the ways people write one, or null when its check symbols do not fit. */
function canonical(prefix, body) {
  const name = prefix.toUpperCase()
  const symbols = body
    .toUpperCase()
    .replace(/[\s\p{Pd}]/gu, "")
    .replaceAll("O", "0")
    .replace(/[IL]/g, "1")
  if (symbols.length !== 25 || [...symbols].some((symbol) => !alphabet.includes(symbol))) return null
  const hash = createHash("sha256")
    .update(`${name}:${symbols.slice(0, 23)}`)
    .digest()
  const check = alphabet[hash[0] >> 3] + alphabet[((hash[0] & 7) << 2) | (hash[1] >> 6)]
  return symbols.endsWith(check) ? `${name}${symbols}` : null
}

/** Shows where a secret stands without showing it again. */
export const maskSecret = (value) => `${value.slice(0, 4)}…${value.slice(-2)}`
