import { hash, randomInt } from "node:crypto"

/** Crockford base32: no I, L, O, U, so that a key read aloud or off paper comes back whole. */
const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
const DATA_SYMBOLS = 23
const CHECK_SYMBOLS = 2
const BODY_SYMBOLS = DATA_SYMBOLS + CHECK_SYMBOLS
const GROUP = 5
/** Longer input cannot be a key, however many dashes and spaces are in it. */
const MAX_INPUT = 128

export const KEY_PREFIX = /^[A-Z0-9]{2,8}$/

export type NormalizedKey = { ok: true; key: string } | { ok: false }

/**
 * A new key: `PREFIX-XXXXX-XXXXX-XXXXX-XXXXX-XXXXX`, 23 random symbols (115 bits) and 2 check symbols.
 *
 * @param prefix 2–8 of A–Z0–9
 */
export function generateKey(prefix: string): string {
  if (!KEY_PREFIX.test(prefix)) {
    throw new Error(`"${prefix}" is not a key prefix: use 2 to 8 of A–Z and 0–9`)
  }
  let data = ""
  for (let i = 0; i < DATA_SYMBOLS; i++) {
    data += ALPHABET[randomInt(ALPHABET.length)]
  }
  return format(prefix, data + checkSymbols(prefix, data))
}

/**
 * Forgives what people do to keys: lower case, spaces, missing or odd dashes, O for 0, I and L for 1.
 * The last 25 symbols are the body; what stands before them is the prefix, which is taken as written.
 *
 * `ok: false` means the check symbols do not fit: a typo, known without a look-up.
 */
export function normalizeKey(input: string): NormalizedKey {
  if (input.length > MAX_INPUT) {
    return { ok: false }
  }
  const symbols = input.toUpperCase().replace(/[\s\p{Dash_Punctuation}]+/gu, "")
  const prefix = symbols.slice(0, -BODY_SYMBOLS)
  const body = symbols.slice(-BODY_SYMBOLS).replace(/O/g, "0").replace(/[IL]/g, "1")
  if (!KEY_PREFIX.test(prefix) || !/^[0-9A-HJKMNP-TV-Z]{25}$/.test(body)) {
    return { ok: false }
  }
  const data = body.slice(0, DATA_SYMBOLS)
  return checkSymbols(prefix, data) === body.slice(DATA_SYMBOLS)
    ? { ok: true, key: format(prefix, body) }
    : { ok: false }
}

/** What may be shown of a key: its prefix and last group, enough to tell a customer's keys apart. */
export function maskKey(key: string): string {
  const groups = key.split("-")
  return [groups[0], ...groups.slice(1, -1).map((group) => "•".repeat(group.length)), groups[groups.length - 1]].join(
    "-"
  )
}

/** The first 10 bits of SHA-256 over `PREFIX:DATA`, as two symbols. 1 typo in 1,024 gets past; the look-up catches it. */
function checkSymbols(prefix: string, data: string): string {
  const digest = hash("sha256", `${prefix}:${data}`, "buffer")
  const bits = (digest[0]! << 8) | digest[1]!
  return ALPHABET[bits >> 11]! + ALPHABET[(bits >> 6) & 31]!
}

function format(prefix: string, body: string): string {
  const groups = []
  for (let i = 0; i < BODY_SYMBOLS; i += GROUP) {
    groups.push(body.slice(i, i + GROUP))
  }
  return `${prefix}-${groups.join("-")}`
}
