import { normalizeKey } from "../../../lib/license-key"
import { BARRIER, type Span } from "./redact-cards"

export type KeySpan = Span & { last_group: string }

const BODY = 25
const PREFIX = { shortest: 2, longest: 8 }
/** A key with its five dashes where they belong. */
const PERFECT = 5
/** With blanks instead, but none elsewhere. */
const CLEAR = 4.4
/** What `normalizeKey` reads at most. */
const LONGEST_SPELLING = 128
/** A text that holds more lookalikes than this is made to keep us busy: each of them costs a SHA-256. */
const MAX_LOOKALIKES = 4_000

/** What upper-cases to ASCII as `normalizeKey` does it, and what it leaves out; invisible characters besides. */
const STRETCH = /[A-Za-z0-9ßıſ\uFB00-\uFB06\s\p{Dash_Punctuation}\p{Cf}]{27,}/gu
/** More in one piece than prefix and body have. */
const TOO_LONG = /[A-Za-z0-9ßıſ\uFB00-\uFB06]{34,}/g
const SYMBOLS = /^[A-Z0-9]{1,3}$/
/** Unlike words, a key is made of these by 14 in 32. In English it is 2 letters in 100, in German 4. */
const TELLING = new Set("23456789JKQVXZ")
const NOT_HEX = new Set("GHJKMNPQRSTUVWXYZ")

type Key = { first: number; last: number; last_group: string; regular: number }

/** What stands before a symbol. Invisible characters are nothing. */
type Gap = "none" | "dash" | "space"

/** A stretch of letters, digits and separators with nothing else between, one entry a letter or digit. */
type Run = { symbols: string[]; start: number[]; end: number[]; gap: Gap[] }

/**
 * Our own license keys in a running text: what `normalizeKey` accepts.
 *
 * That forgives so much that one in 1,024 stretches of prose is a key to it, a page holds several, and no prefix is
 * known here. So a key must also be spelled in a way words are not; see {@link isSpelledLikeAKey}. Hex is never one: of
 * 30 million keys one looks like it, and hashes and UUIDs are everywhere in what customers send.
 */
export function findKeys(view: string): KeySpan[] {
  const found: KeySpan[] = []
  const budget = { left: MAX_LOOKALIKES }
  const short = view.replace(TOO_LONG, (word) => BARRIER.repeat(word.length))
  for (const match of short.matchAll(STRETCH)) {
    findInRun(readRun(match[0], match.index), budget, found)
  }
  return found
}

function readRun(stretch: string, offset: number): Run {
  const run: Run = { symbols: [], start: [], end: [], gap: [] }
  let gap: Gap = "none"
  let at = offset
  for (const character of stretch) {
    const end = at + character.length
    const upper = character.toUpperCase()
    if (SYMBOLS.test(upper)) {
      for (const symbol of upper) {
        run.symbols.push(symbol)
        run.start.push(at)
        run.end.push(end)
        run.gap.push(gap)
        gap = "none"
      }
    } else if (/\s/.test(character)) {
      gap = "space"
    } else if (gap === "none" && /\p{Dash_Punctuation}/u.test(character)) {
      gap = "dash"
    }
    at = end
  }
  return run
}

function findInRun(run: Run, budget: { left: number }, found: KeySpan[]): void {
  const { symbols, gap } = run
  let lastU = -1
  let telling = 0
  let notHex = 0
  let free = 0
  for (let last = 0; last < symbols.length; last++) {
    lastU = symbols[last] === "U" ? last : lastU
    const body = last + 1 - BODY
    telling += Number(TELLING.has(symbols[last]!)) - Number(body > 0 && TELLING.has(symbols[body - 1]!))
    notHex += Number(NOT_HEX.has(symbols[last]!)) - Number(body > 0 && NOT_HEX.has(symbols[body - 1]!))
    const isEnd = last + 1 === symbols.length || gap[last + 1] !== "none"
    const isPossible = isEnd && lastU < body && body - PREFIX.shortest >= free && notHex > 0
    if (!isPossible || !isSpelledLikeAKey(run, body, last, telling)) {
      continue
    }
    const key = keyAt(run, last, free, last, budget)
    if (key) {
      const best = key.regular === PERFECT ? key : bestOver(run, key, free, budget)
      found.push({ start: run.start[best.first]!, end: run.end[best.last]!, last_group: best.last_group })
      free = best.last + 1
    }
  }
}

/** The key that ends with symbol `last` and begins with one of `from` to `to`. The nearest beginning first: "my key NB-…" must not read "KEYNB" when "NB" fits. */
function keyAt(run: Run, last: number, from: number, to: number, budget: { left: number }): Key | null {
  const body = last + 1 - BODY
  for (let first = body - PREFIX.shortest; first >= Math.max(from, body - PREFIX.longest); first--) {
    const isStart = first === 0 || run.gap[first] !== "none"
    if (first > to || !isStart || run.end[last]! - run.start[first]! > LONGEST_SPELLING || budget.left-- <= 0) {
      continue
    }
    const normalized = normalizeKey(run.symbols.slice(first, last + 1).join(""))
    if (normalized.ok) {
      // Only what is none is counted: a reseller's list of keys is hidden to its end.
      budget.left++
      return { first, last, last_group: normalized.key.slice(-5), regular: regularityOf(run, first, last) }
    }
  }
  return null
}

/**
 * A word before a key and all but its last group are a key by chance, once in 1,024 times. So of those that overlap, the
 * one counts that is spelled most like a key. Where none clearly is, all of them are hidden: the key is among them.
 */
function bestOver(run: Run, key: Key, free: number, budget: { left: number }): Key {
  let best = key
  let { first, last } = key
  for (let end = last + 1; end < Math.min(run.symbols.length, last + BODY + PREFIX.longest); end++) {
    const isEnd = end + 1 === run.symbols.length || run.gap[end + 1] !== "none"
    const other =
      isEnd && isSpelledLikeAKey(run, end + 1 - BODY, end, BODY) ? keyAt(run, end, free, last, budget) : null
    if (other) {
      best = other.regular > best.regular ? other : best
      first = Math.min(first, other.first)
      last = end
    }
  }
  return best.regular >= CLEAR ? best : { ...best, first, last }
}

/** Breaks where `PREFIX-XXXXX-XXXXX-…` has them, less those elsewhere; dashes are better than blanks. */
function regularityOf({ gap }: Run, first: number, last: number): number {
  let regular = 0
  for (let at = first + 1; at <= last; at++) {
    const left = last + 1 - at
    const isThere = left % 5 === 0 && left <= BODY
    regular += gap[at] === "none" ? 0 : !isThere ? -1 : gap[at] === "dash" ? 1 : 0.9
  }
  return regular
}

/**
 * Whether nobody writes words like that. Any of:
 * - every break is where a key has one, counted from its end
 * - at most two breaks are spaces: dashes wherever they are, or a line that was wrapped
 * - it is spelled out, by three symbols or fewer
 * - little of it is words or numbers
 */
function isSpelledLikeAKey({ symbols, gap }: Run, body: number, last: number, telling: number): boolean {
  let odd = 0
  let spaces = 0
  let longest = 0
  let from = body
  for (let at = body; at <= last; at++) {
    if (at > body && gap[at] !== "none") {
      odd += (last + 1 - at) % 5 === 0 ? 0 : 1
      spaces += gap[at] === "space" ? 1 : 0
      longest = Math.max(longest, at - from)
      from = at
    }
  }
  longest = Math.max(longest, last + 1 - from)
  if (odd === 0) {
    return telling > 0
  }
  return telling >= 2 && (spaces <= 2 || longest <= 3 || (telling >= 4 && isNoProse(symbols, gap, body, last)))
}

/** At most a third of it is words (letters with a vowel among them), and at most two fifths are numbers. */
function isNoProse(symbols: string[], gap: Gap[], body: number, last: number): boolean {
  let words = 0
  let numbers = 0
  for (let at = body, from = body; at <= last; at++) {
    if (at < last && gap[at + 1] === "none") {
      continue
    }
    const token = symbols.slice(from, at + 1).join("")
    words += /^[A-Z]{3,}$/.test(token) && /[AEIOUY]/.test(token) ? token.length : 0
    numbers += /^[0-9]{2,}$/.test(token) ? token.length : 0
    from = at + 1
  }
  return words <= 8 && numbers <= 10
}
