/** A stretch of a text, in UTF-16 units: `start` is in it, `end` is not. */
export type Span = { start: number; end: number }

/** Stands for what is hidden or must be left alone. It is no digit, letter, space or separator of anything. */
export const BARRIER = "\uE000"

/**
 * Who issues cards, by the first digits, and how long their numbers are (ISO/IEC 7812 ranges as the networks publish
 * them). Maestro and RuPay are held to the ranges in use: whole decades of theirs would take phone numbers along. UATP
 * (1…) is left out, because timestamps begin so.
 */
const ISSUERS: readonly { name: string; first: RegExp; lengths: readonly number[] }[] = [
  { name: "visa", first: /^4/, lengths: [13, 16, 19] },
  { name: "mastercard", first: /^(?:5[1-5]|222[1-9]|22[3-9]|2[3-6]|27[01]|2720)/, lengths: [16] },
  { name: "american_express", first: /^3[47]/, lengths: [15] },
  { name: "discover", first: /^(?:6011|64[4-9]|65)/, lengths: [16, 17, 18, 19] },
  { name: "diners_club", first: /^(?:30[0-5]|3095|36|38|39)/, lengths: [14, 16] },
  { name: "jcb", first: /^35(?:2[89]|[3-8])/, lengths: [16, 17, 18, 19] },
  { name: "unionpay", first: /^(?:62|81[0-7])/, lengths: [16, 17, 18, 19] },
  {
    name: "maestro",
    first: /^(?:5018|5020|5038|5893|6304|6759|676[1-3]|67677)/,
    lengths: [13, 14, 15, 16, 17, 18, 19],
  },
  { name: "mir", first: /^220[0-4]/, lengths: [16, 17, 18, 19] },
  { name: "rupay", first: /^(?:508|60[78]|82)/, lengths: [16] },
  { name: "elo", first: /^(?:506|509|6277|636[23])/, lengths: [16] },
  { name: "verve", first: /^(?:5060|5061|5078|5079)/, lengths: [16, 18, 19] },
  { name: "hipercard", first: /^606282/, lengths: [16] },
  { name: "troy", first: /^9792/, lengths: [16] },
  { name: "dankort", first: /^5019/, lengths: [16] },
  { name: "uzcard_humo", first: /^(?:8600|9860|5614)/, lengths: [16] },
]
const SHORTEST = 13
const E164_LONGEST = 15

/** Between two digits of one number: spaces, dashes, dots, low lines, what is invisible, and the rest of a keycap emoji. */
const GAP = /^[\p{Zs}\t\p{Pd}\u2212.·•_\p{Cf}\uFE0F\u20E3]{1,4}$/u
/** Nobody sees it, so it groups nothing. */
const INVISIBLE = /^[\p{Cf}\uFE0F\u20E3]+$/u
const PHONE = /(?:tel|phone|telefon|mobile?|handy|whatsapp|fax|cell|call|rufnummer|sms)[\p{L}]{0,8}\W{0,4}$/iu
const DOTTED_QUAD_OR_DATE = /\d{1,3}(?:\.\d{1,3}){3}|\d{4}-\d{2}-\d{2}|\d{1,2}[.-]\d{1,2}[.-]\d{4}/

type Token = Span & { digits: string }

/**
 * Card numbers: 13 to 19 digits of a known issuer with a valid check digit, however they are spaced on one line.
 *
 * One number in ten has a valid check digit by chance, so the shape counts too. What is left alone: fractions
 * (`0.4532…`), `+` and at most 15 digits (E.164), IBANs, digits that are part of a longer number, and odd groupings in a
 * row of other numbers.
 *
 * @param view digits in ASCII; see `redact.ts`
 */
export function findCards(view: string): Span[] {
  const text = hideIbans(view)
  const known = new Map<string, readonly number[]>()
  return runsOf(text).flatMap((run) => cardsOf(run, text, known))
}

/** Which issuers there are, for tests that make card numbers. */
export const cardIssuers = ISSUERS

function runsOf(text: string): Token[][] {
  const runs: Token[][] = []
  let last: Token | undefined
  for (const match of text.matchAll(/\d+/g)) {
    const token = { start: match.index, end: match.index + match[0].length, digits: match[0] }
    const between = last && token.start - last.end <= 4 ? text.slice(last.end, token.start) : null
    if (last && between && INVISIBLE.test(between)) {
      last.digits += token.digits
      last.end = token.end
      continue
    }
    if (between && isGap(between)) {
      runs[runs.length - 1]!.push(token)
    } else {
      runs.push([token])
    }
    last = token
  }
  return runs
}

/** The frequent ones without a look at Unicode's tables. */
const isGap = (between: string) => between === " " || between === "-" || GAP.test(between)

function cardsOf(run: Token[], text: string, known: Map<string, readonly number[]>): Span[] {
  const digits = run.map((token) => token.digits).join("")
  // Which token ends after so many digits: a card number ends where a token does.
  const lastAt = new Map<number, number>()
  run.reduce((sum, token, at) => lastAt.set(sum + token.digits.length, at) && sum + token.digits.length, 0)

  const found: Span[] = []
  let before = 0
  let done = 0
  for (const [from, token] of run.entries()) {
    const position = before
    before += token.digits.length
    if (from < done) {
      continue
    }
    const first = digits.slice(position, position + 6)
    const lengths = known.get(first) ?? lengthsOf(first)
    known.set(first, lengths)
    for (const length of lengths) {
      const to = lastAt.get(position + length)
      const isCard =
        to !== undefined &&
        hasValidCheckDigit(digits.slice(position, position + length)) &&
        looksLikeACard(run.slice(from, to + 1), length, digits.length, text)
      if (isCard) {
        found.push({ start: token.start, end: afterMarks(text, run[to]!.end) })
        done = to + 1
        break
      }
    }
  }
  return found
}

/** How long the numbers of a card are that begins like this, the longest first. */
function lengthsOf(first: string): number[] {
  const lengths = ISSUERS.flatMap((issuer) => (issuer.first.test(first) ? issuer.lengths : []))
  return [...new Set(lengths)].sort((a, b) => b - a)
}

/** What makes a keycap of the last digit goes with it. */
function afterMarks(text: string, end: number): number {
  return end + /^[\uFE0F\u20E3]{0,2}/.exec(text.slice(end, end + 2))![0].length
}

function looksLikeACard(tokens: Token[], length: number, total: number, text: string): boolean {
  const start = tokens[0]!.start
  const end = tokens[tokens.length - 1]!.end
  if (length <= E164_LONGEST && text[start - 1] === "+") {
    return false
  }
  if (length === SHORTEST && PHONE.test(text.slice(Math.max(0, start - 24), start))) {
    return false
  }
  if (tokens.length === 1) {
    return !/\d\.$/.test(text.slice(Math.max(0, start - 2), start))
  }
  const sizes = tokens.map((token) => token.digits.length)
  if (isCommonGrouping(sizes)) {
    return true
  }
  // Odd groups are somebody's way to write a card, or a row of a table. In a table there is more beside them.
  return length > SHORTEST && total - length <= 8 && !DOTTED_QUAD_OR_DATE.test(text.slice(start, end))
}

/** As cards are printed: breaks after every fourth digit (some may be missing), 4-6-5, 4-6-4, 4-3-3-3. */
function isCommonGrouping(sizes: number[]): boolean {
  const written = sizes.join("-")
  const breaks = sizes.slice(0, -1).reduce<number[]>((at, size) => [...at, (at.at(-1) ?? 0) + size], [])
  return breaks.every((at) => at % 4 === 0) || /^(?:4-6-[45]|4-3-3-3|6-13|5-5-5)$/.test(written)
}

/** Luhn, ISO/IEC 7812-1 Annex B. */
export function hasValidCheckDigit(digits: string): boolean {
  let sum = 0
  for (let i = 0; i < digits.length; i++) {
    const digit = digits.charCodeAt(digits.length - 1 - i) - 48
    const doubled = digit * 2
    sum += i % 2 === 0 ? digit : doubled > 9 ? doubled - 9 : doubled
  }
  return sum % 10 === 0
}

/** The groups of a spaced IBAN are those of a card: `DE02 5105 0015 0123 4567 89`. Its own check digits tell it apart. */
function hideIbans(view: string): string {
  let out = ""
  let done = 0
  for (const { index } of view.matchAll(/(?<![A-Za-z0-9])[A-Za-z]{2}\d{2}/g)) {
    const end = index < done ? null : endOfIban(view, index)
    if (end !== null) {
      out += view.slice(done, index) + BARRIER.repeat(end - index)
      done = end
    }
  }
  return out + view.slice(done)
}

/** Groups of letters and digits with single spaces between: 15 of them at least, 34 at most. */
function endOfIban(view: string, start: number): number | null {
  let symbols = ""
  let length = 0
  let end: number | null = null
  for (const [group] of view.slice(start, start + 48).matchAll(/ ?[A-Za-z0-9]+/gy)) {
    symbols += group.trimStart()
    length += group.length
    if (symbols.length > 34) {
      break
    }
    end = symbols.length >= 15 && isIban(symbols) ? start + length : end
  }
  return end
}

/** ISO 13616: moved by four and read with A = 10 … Z = 35, it leaves 1 when divided by 97. */
function isIban(symbols: string): boolean {
  let rest = 0
  for (let at = 0; at < symbols.length; at++) {
    const code = symbols.charCodeAt((at + 4) % symbols.length)
    const value = code < 58 ? code - 48 : (code & 31) + 9
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97
  }
  return rest === 1
}
