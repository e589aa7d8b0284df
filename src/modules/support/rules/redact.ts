import { BARRIER, findCards, type Span } from "./redact-cards"
import { findKeys } from "./redact-keys"
import { findCardCodes, findNamedSecrets, findShapedSecrets } from "./redact-secrets"

/** How many of each were hidden. Codes and PINs of cards are counted as secrets. */
export type RedactionCounts = { cards: number; license_keys: number; secrets: number }
export type Redacted = { text: string; counts: RedactionCounts }

export const nothingRedacted: RedactionCounts = Object.freeze({ cards: 0, license_keys: 0, secrets: 0 })

type Kind = keyof RedactionCounts
type Words = Record<"cards" | "secrets", string> & { license_keys: (last_group: string) => string }
type Hit = Span & { kind: Kind; last_group?: string }

const IN_TEXT: Words = {
  cards: "[card number hidden]",
  secrets: "[secret hidden]",
  license_keys: (last_group) => `[license key hidden …${last_group}]`,
}
const IN_FILENAME: Words = {
  cards: "card-number-hidden",
  secrets: "secret-hidden",
  license_keys: (last_group) => `license-key-hidden-${last_group}`,
}
const HIDDEN_CARD = /\[card number hidden\]|card-number-hidden/g
const HIDDEN =
  /\[(?:card number|secret) hidden\]|\[license key hidden …[0-9A-Z]{5}\]|(?:card-number|secret)-hidden|license-key-hidden-[0-9A-Z]{5}/g

/** Hiding one thing can uncover another, beside it. That goes two or three deep; more is not worth a slow answer. */
const MAX_ROUNDS = 8

/**
 * Takes card numbers, our own license keys and secrets out of what a person wrote: a subject, a body, a mail's text.
 *
 * Redacting again changes nothing and counts nothing. A text without any of them comes back as it is. Never throws; takes
 * time in proportion to the text.
 */
export function redact(text: string): Redacted {
  return repeat(text, (current) => hide(current, IN_TEXT, (view) => view, ["shaped", "keys", "cards", "named"]))
}

/**
 * The same for the name of a file, before `safeFilename`. Its extension stays, unless it is itself part of what is
 * hidden. Low lines, dots, pluses and `%20` are read as spaces as well: that is what file names have instead of them.
 */
export function redactFilename(filename: string): Redacted {
  return repeat(filename, (current) => {
    const [, stem, extension] = /^(.+)(\.(?=[0-9]*[a-z])[a-z0-9]{1,8})$/is.exec(current) ?? [null, current, ""]
    const without = hide(stem!, IN_FILENAME, spaced, ["shaped", "keys", "cards", "named"])
    const whole = hide(without.text + extension!, IN_FILENAME, spaced, ["keys", "cards"])
    return { text: whole.text, counts: addCounts(without.counts, whole.counts) }
  })
}

export function addCounts(a: RedactionCounts, b: RedactionCounts): RedactionCounts {
  return {
    cards: a.cards + b.cards,
    license_keys: a.license_keys + b.license_keys,
    secrets: a.secrets + b.secrets,
  }
}

export const isRedacted = (counts: RedactionCounts): boolean => counts.cards + counts.license_keys + counts.secrets > 0

function repeat(text: string, once: (text: string) => Redacted): Redacted {
  let result: Redacted = { text, counts: nothingRedacted }
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const next = once(result.text)
    if (!isRedacted(next.counts)) {
      break
    }
    result = { text: next.text, counts: addCounts(result.counts, next.counts) }
  }
  return result
}

type Search = "shaped" | "keys" | "cards" | "named"

/**
 * One round. What was found is covered before the next search, so that nothing is found twice and a password that is a
 * license key is called one. All views have the length of the text: a span in one is a span in all.
 */
function hide(text: string, words: Words, spaces: (view: string) => string, searches: Search[]): Redacted {
  let view = viewOf(text)
  const hits: Hit[] = []
  const take = (kind: Kind, spans: Span[]) => {
    const free = withoutOverlaps(spans)
    hits.push(...free.map((span) => ({ ...span, kind })))
    view = cover(view, free)
  }
  if (searches.includes("shaped")) {
    take("secrets", findShapedSecrets(view))
  }
  if (searches.includes("keys")) {
    take("license_keys", findKeys(spaces(view)))
  }
  if (searches.includes("cards")) {
    take("cards", findCards(spaces(view)))
    const hasCard = hits.some(({ kind }) => kind === "cards") || text.search(HIDDEN_CARD) !== -1
    take("secrets", hasCard ? findCardCodes(spaces(view)) : [])
  }
  if (searches.includes("named")) {
    take("secrets", findNamedSecrets(view))
  }
  return hits.length === 0 ? { text, counts: nothingRedacted } : write(text, hits, words)
}

function write(text: string, hits: Hit[], words: Words): Redacted {
  const counts = { ...nothingRedacted }
  let out = ""
  let done = 0
  for (const { start, end, kind, last_group } of hits.sort((a, b) => a.start - b.start)) {
    out += text.slice(done, start) + (kind === "license_keys" ? words[kind](last_group!) : words[kind])
    counts[kind]++
    done = end
  }
  return { text: out + text.slice(done), counts }
}

/**
 * The text as the searches read it: digits of every script and full-width signs in ASCII, and what is hidden already
 * behind a barrier, so that it is not found again.
 */
function viewOf(text: string): string {
  const digits = new Map<number, string>()
  const plain = text.replace(/(?![0-9])\p{Nd}|[\uFF01-\uFF5E\u3000]/gu, (sign) => {
    const code = sign.codePointAt(0)!
    if (code === 0x3000) {
      return " "
    }
    if (code >= 0xff01 && code <= 0xff5e) {
      return String.fromCharCode(code - 0xfee0)
    }
    // Outside of the first 65,536 a digit takes two places; the second becomes something invisible.
    const digit = digits.get(code) ?? digitOf(code)
    digits.set(code, digit)
    return digit + "\u200B".repeat(sign.length - 1)
  })
  return plain.replace(HIDDEN, (hidden) => BARRIER.repeat(hidden.length))
}

/** Digits of a script are ten in a row, 0 first (Unicode, General_Category Nd); where scripts touch, ten follow ten. */
function digitOf(code: number): string {
  let zero = code
  while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1))) {
    zero--
  }
  return String((code - zero) % 10)
}

function spaced(view: string): string {
  return view.replace(/%20/g, "   ").replace(/[_+.]/g, " ")
}

function withoutOverlaps<T extends Span>(spans: T[]): T[] {
  let done = 0
  return spans
    .sort((a, b) => a.start - b.start || b.end - a.end)
    .filter(({ start, end }) => {
      const isFree = start >= done && end > start
      done = isFree ? end : done
      return isFree
    })
}

function cover(view: string, spans: Span[]): string {
  let out = ""
  let done = 0
  for (const { start, end } of spans) {
    out += view.slice(done, start) + BARRIER.repeat(end - start)
    done = end
  }
  return out + view.slice(done)
}
