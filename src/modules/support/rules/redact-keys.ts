import { normalizeKey } from "../../../lib/license-key"
import { BARRIER, type Span } from "./redact-cards"

export type KeySpan = Span & { last_group: string }

const BODY = 25
const PREFIX = { shortest: 2, longest: 8 }
/** What `normalizeKey` reads at most. */
const LONGEST_SPELLING = 128
/** A text that holds more lookalikes than this is made to keep us busy: each of them costs a SHA-256. */
const MAX_LOOKALIKES = 2_000

/** What upper-cases to ASCII as `normalizeKey` does it, and what it leaves out; invisible characters besides. */
const STRETCH = /[A-Za-z0-9ßıſ\uFB00-\uFB06\s\p{Dash_Punctuation}\p{Cf}]{27,}/gu
/** More in one piece than prefix and body have. */
const TOO_LONG = /[A-Za-z0-9ßıſ\uFB00-\uFB06]{34,}/g
const SYMBOLS = /^[A-Z0-9]{1,3}$/
/** Unlike words, a key is made of these by 14 in 32. In English it is 2 letters in 100, in German 4. */
const TELLING = new Set("23456789JKQVXZ")
const NOT_HEX = new Set("GHJKMNPQRSTUVWXYZ")

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
    // The nearest beginning first: "my key NB-…" must not read "KEYNB" when "NB" fits.
    for (let first = body - PREFIX.shortest; first >= Math.max(free, body - PREFIX.longest); first--) {
      const isStart = first === 0 || gap[first] !== "none"
      const key = isStart ? keyAt(run, first, last, budget) : null
      if (key) {
        const whole = longerKeyAt(run, first, last, budget) ?? { last, key }
        found.push({ start: run.start[first]!, end: run.end[whole.last]!, last_group: whole.key.slice(-5) })
        free = whole.last + 1
        break
      }
    }
  }
}

function keyAt(run: Run, first: number, last: number, budget: { left: number }): string | null {
  if (run.end[last]! - run.start[first]! > LONGEST_SPELLING || budget.left-- <= 0) {
    return null
  }
  const normalized = normalizeKey(run.symbols.slice(first, last + 1).join(""))
  return normalized.ok ? normalized.key : null
}

/** With a prefix of seven, all but the last group may be a key by chance, whose prefix has two. The whole one counts. */
function longerKeyAt(run: Run, first: number, last: number, budget: { left: number }) {
  const furthest = Math.min(run.symbols.length, first + PREFIX.longest + BODY) - 1
  for (let end = furthest; end > last; end--) {
    const isEnd = end + 1 === run.symbols.length || run.gap[end + 1] !== "none"
    if (isEnd && isSpelledLikeAKey(run, end + 1 - BODY, end, BODY)) {
      const key = keyAt(run, first, end, budget)
      if (key) {
        return { last: end, key }
      }
    }
  }
  return null
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
