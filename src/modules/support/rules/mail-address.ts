import { domainToASCII } from "node:url"

export type MailAddress = { address: string; name: string | null }

// RFC 5321 §4.5.3.1: 64 octets, an @, and a domain of 255.
const MAX_ADDRESS = 320
const MAX_LIST = 16 * 1024

// The last three are what NFC turns into ASCII: nobody may become somebody else's address by that.
const FORBIDDEN = /[\s<>,;"\p{C}\u212a\u037e\u1fef]/u

/**
 * One spelling for all spellings of an address: lower case, the domain in ASCII (UTS 46). Null when it is no address.
 *
 * Only for comparing: RFC 5321 leaves the case of the local part to its host, and no host of today looks at it.
 */
export function addressKey(address: string): string | null {
  const bare = address.trim().replace(/^<|>$/g, "")
  const at = bare.lastIndexOf("@")
  if (bare.length > MAX_ADDRESS || at < 1) {
    return null
  }
  const local = bare.slice(0, at).replace(/^"([^"\\]+)"$/, "$1")
  const domain = domainKey(bare.slice(at + 1))
  return domain && !FORBIDDEN.test(local) ? `${lowerCase(local)}@${domain}` : null
}

/** A domain in ASCII and lower case; null when it is none. */
export function domainKey(domain: string): string | null {
  // `domainToASCII` reads a URL's host: it would decode percent signs and drop line breaks.
  return /^[\p{L}\p{M}\p{N}.-]+$/u.test(domain) ? domainToASCII(domain.replace(/\.$/, "")) || null : null
}

/** The domain of an address, as {@link domainKey}. */
export function domainOf(address: string): string | null {
  const key = addressKey(address)
  return key && key.slice(key.lastIndexOf("@") + 1)
}

/** True when both are addresses, and the same. */
export function sameAddress(one: string, other: string): boolean {
  const key = addressKey(one)
  return key !== null && key === addressKey(other)
}

/**
 * The addresses of a From, To or Cc header (RFC 5322 §3.4): `"Doe, Jane" <jane@example.com>, b@example.com (Bob)`.
 * What is no address is left out. Reads 16 KB, in linear time.
 */
export function readAddresses(header: string): MailAddress[] {
  return splitList(header.slice(0, MAX_LIST)).flatMap((entry) => {
    const open = entry.lastIndexOf("<")
    const close = entry.indexOf(">", open)
    const angled = open >= 0 && close > open
    const address = (angled ? entry.slice(open + 1, close) : entry.replace(/\([^()]*\)/g, "")).trim()
    const name = angled ? entry.slice(0, open).trim().replace(/^"|"$/g, "").replace(/\\(.)/g, "$1").trim() : ""
    return addressKey(address) ? [{ address, name: name || null }] : []
  })
}

/** Commas and semicolons divide, except in quotes and angle brackets. */
function splitList(text: string): string[] {
  const entries: string[] = []
  let start = 0
  let quoted = false
  let angled = false
  for (let at = 0; at < text.length; at++) {
    const char = text[at]
    if (char === "\\" && quoted) {
      at++
    } else if (char === '"') {
      quoted = !quoted
    } else if (!quoted && (char === "<" || char === ">")) {
      angled = char === "<"
    } else if (!quoted && !angled && (char === "," || char === ";")) {
      entries.push(text.slice(start, at))
      start = at + 1
    }
  }
  return [...entries, text.slice(start)]
}

// What is not ASCII stays so in lower case, for the same reason.
function lowerCase(local: string): string {
  return [...local.normalize("NFC")]
    .map((char) => (char < "\x80" || char.toLowerCase() >= "\x80" ? char.toLowerCase() : char))
    .join("")
}
