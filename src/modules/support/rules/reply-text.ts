import { htmlToText } from "./html-text"

/** What {@link replyText} gives at most, in bytes of UTF-8. */
export const REPLY_MAX_BYTES = 64 * 1024
const READ_MAX = 512 * 1024
// Longer lines are prose that was never wrapped: no mailer's own line is.
const MAILERS_LINE = 300

const SEPARATOR =
  /^[-_*]{2,}\s?(Original Message|Forwarded message|Ursprüngliche Nachricht|Originalnachricht|Original-Nachricht|Weitergeleitete Nachricht)\s?[-_*]{2,}$/i
const ATTRIBUTION_START = /^(On|Am)\s/i
// "On … wrote:", "Am … schrieb …:", and "Jane Doe <jane@example.com> wrote on …:" of older mailers.
const ATTRIBUTION =
  /^((On|Am)\s.{4,450}\s?(wrote|schrieb)\b.{0,200}:|.{2,200}\s(wrote|schrieb)(\s(on|am)\s.{4,100})?:)$/i
const DATED = /\b\d{4}\b|\b\d{1,2}[:.]\d{2}\b|\S@\S/
const HEADER = /^\**(From|Sent|Date|To|Cc|Subject|Von|Gesendet|Datum|An|Betreff|Kopie)\s?:\**\s?/i
const FIRST_HEADER = /^\**(From|Von)\s?:\**\s?\S/i

/**
 * What the person wrote: without the mail that is answered and without what follows the signature delimiter (RFC 3676
 * §4.3). Quotes are dropped line by line, so that answers between them stay.
 *
 * Understands Gmail, Outlook, Apple Mail and Thunderbird in English and German. Where nothing would be left of
 * something, as with a forwarded mail, it is kept whole. Reads half a million characters, in linear time.
 *
 * @returns at most {@link REPLY_MAX_BYTES}; empty only when nothing but a quote, or nothing at all, was sent
 */
export function replyText(mail: { text: string; html: string | null }): string {
  const plain = tidy(mail.text)
  const whole = plain || tidy(htmlToText((mail.html ?? "").slice(0, READ_MAX)))
  const lines = whole.split("\n")
  const { kept, attributed } = withoutOriginal(lines)
  if (kept) {
    return clip(kept)
  }
  const unquoted = tidy(lines.filter((line) => !isQuote(line)).join("\n"))
  const onlyQuote = attributed && !tidy(withoutAttributions(lines).join("\n"))
  return clip(onlyQuote ? "" : unquoted || whole)
}

function withoutOriginal(lines: string[]): { kept: string; attributed: boolean } {
  const kept: string[] = []
  let attributed = false
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at]!
    if (line === "--" || line === "-- " || SEPARATOR.test(short(line)) || isHeaderBlock(lines, at)) {
      break
    }
    const length = attributionAt(lines, at)
    if (length) {
      attributed = true
      const next = nextFilled(lines, at + length)
      if (!isQuote(lines[next] ?? ">")) {
        if (DATED.test(lines.slice(at, at + length).join(" "))) {
          break
        }
      } else {
        at += length - 1
        continue
      }
    }
    if (!isQuote(line)) {
      kept.push(line)
    }
  }
  // Outlook draws a line above the original.
  while (kept.length && /^[_\s]*$/.test(short(kept.at(-1)!))) {
    kept.pop()
  }
  return { kept: tidy(kept.join("\n")), attributed }
}

function withoutAttributions(lines: string[]): string[] {
  const rest: string[] = []
  for (let at = 0; at < lines.length; at++) {
    const length = attributionAt(lines, at)
    if (length) {
      at += length - 1
    } else if (!isQuote(lines[at]!)) {
      rest.push(lines[at]!)
    }
  }
  return rest
}

/** How many lines the attribution has that begins here: mailers wrap it, into three at most. 0 when none does. */
function attributionAt(lines: string[], at: number): number {
  let text = short(lines[at]!).trim()
  const wraps = ATTRIBUTION_START.test(text) ? 3 : 1
  for (let length = 1; text && length <= wraps; length++) {
    if (ATTRIBUTION.test(text)) {
      return length
    }
    const next = short(lines[at + length] ?? "").trim()
    if (!next || isQuote(next)) {
      return 0
    }
    text += ` ${next}`
  }
  return 0
}

/** "From: …" and at least two more headers in the next lines. A person may well write one such line. */
function isHeaderBlock(lines: string[], at: number): boolean {
  if (!FIRST_HEADER.test(short(lines[at]!))) {
    return false
  }
  const following = lines.slice(at + 1, at + 9).filter((line) => HEADER.test(short(line)))
  return following.length >= 2
}

function nextFilled(lines: string[], from: number): number {
  // Two blank lines are the most that mailers put before a quote.
  for (let at = from; at < from + 3; at++) {
    if (lines[at]?.trim()) {
      return at
    }
  }
  return from < lines.length ? from + 2 : from
}

function isQuote(line: string): boolean {
  return line.startsWith(">") || line.startsWith(" >")
}

function short(line: string): string {
  return line.length > MAILERS_LINE ? "" : line
}

/** One kind of line break and space, nothing that cannot be seen, no more than one blank line, none around. */
function tidy(text: string): string {
  return text
    .slice(0, READ_MAX)
    .replace(/\r\n?/g, "\n")
    .replace(/[\u00a0\u2007\u202f]/g, " ")
    .replace(/[\p{Cc}\u200b\u200c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\u00ad]/gu, (char) =>
      char === "\n" || char === "\t" ? char : ""
    )
    .split("\n")
    .map((line) => (line === "-- " ? line : line.trimEnd()))
    .join("\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim()
}

function clip(text: string): string {
  const bytes = Buffer.from(text)
  // A character that the limit falls into goes as a whole.
  return bytes.length <= REPLY_MAX_BYTES
    ? text
    : bytes
        .subarray(0, REPLY_MAX_BYTES)
        .toString("utf8")
        .replace(/\ufffd$/, "")
        .trimEnd()
}
