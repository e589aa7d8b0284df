import { domainToASCII } from "node:url"

export type IntakeRefusal =
  | "honeypot"
  | "too_fast"
  | "stale_form"
  | "rate_limited_ip"
  | "rate_limited_email"
  | "rate_limited_product"
  /** From everybody together. */
  | "rate_limited_total"
  /** Mails that came in. */
  | "rate_limited_mail"

const SECOND = 1_000
const HOUR = 3_600 * SECOND

/** Nobody reads a form and writes a question in less. */
export const SHORTEST_FILL_MS = 3 * SECOND
/** Scripts send a form again and again that they fetched once. */
export const LONGEST_FILL_MS = 24 * HOUR

/**
 * Whether a request to open a ticket looks like a script's, before anything of it is stored.
 *
 * @param input `honeypot` is the field that people do not see; `form_opened_at` is null for a storefront of its own,
 *   which has no form of ours
 * @returns why it is refused, for the store's counters; who sent it is told the same as everybody
 */
export function judgeIntake(input: { honeypot: string; form_opened_at: Date | null; now: Date }): IntakeRefusal | null {
  if (input.honeypot !== "") {
    return "honeypot"
  }
  if (input.form_opened_at === null) {
    return null
  }
  const filled = input.now.getTime() - input.form_opened_at.getTime()
  if (Number.isNaN(filled) || filled > LONGEST_FILL_MS) {
    return "stale_form"
  }
  return filled < SHORTEST_FILL_MS ? "too_fast" : null
}

/** In UTF-16 units, which is what validators and form fields count. */
export const LONGEST_SUBJECT = 150
const NO_SUBJECT = "(no subject)"

/** What breaks a line, in any script. */
const LINE_BREAKS = /\r\n|[\r\n\v\f\u0085\u2028\u2029]/g
/** Half a character cannot be stored as UTF-8, nor in PostgreSQL's `jsonb`. */
const HALF_CHARACTERS = /\p{Cs}/gu
const CONTROLS = /\p{Cc}/gu
const CONTROLS_IN_TEXT = /(?![\n\t])\p{Cc}/gu
/** Marks that turn the direction of what follows, with which a subject can rearrange the line of an inbox. */
const DIRECTIONS = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g
/** Characters that take no room; the joiners are not among them, for emoji and several scripts need them. */
const INVISIBLE = /[\u00ad\u200b\u2060\ufeff]/g
/** Braille's empty cell and the fillers of Hangul are letters and symbols to Unicode, and nothing to the eye. */
const UNSEEN = /[\p{Default_Ignorable_Code_Point}\u2800]/gu
const VISIBLE = /[\p{L}\p{N}\p{P}\p{S}]/u

/** A subject on one line of at most {@link LONGEST_SUBJECT}, with nothing in it that does not show. May be empty. */
export function quietSubject(subject: string): string {
  const line = subject
    .replace(HALF_CHARACTERS, "")
    .replace(CONTROLS, " ")
    .replace(DIRECTIONS, "")
    .replace(INVISIBLE, "")
    .replace(/\s+/g, " ")
    .trim()
  return isVisible(line) ? shortened(line, LONGEST_SUBJECT) : ""
}

/** What a ticket is called: its subject, else the first line of its message that says something. Never empty. */
export function titleFrom(subject: string, body: string): string {
  const title = quietSubject(subject)
  if (title) {
    return title
  }
  for (const line of body.split(LINE_BREAKS)) {
    const found = quietSubject(line)
    if (found) {
      return found
    }
  }
  return NO_SUBJECT
}

/**
 * A message as it is stored: lines end with LF, without control characters, spaces at the ends of lines, and more than
 * two blank lines in a row. Indentation within stays, since people send logs. Does nothing to what it has made.
 *
 * Its length is the caller's matter. The time it takes grows with the text only, so a long one may be cleaned first.
 *
 * @returns null when nothing is left to read
 */
export function cleanBody(text: string): string | null {
  const body = text
    .replace(LINE_BREAKS, "\n")
    .replace(HALF_CHARACTERS, "")
    .replace(CONTROLS_IN_TEXT, "")
    .split("\n")
    .map((line) => line.trimEnd())
    .join("\n")
    .replace(/\n{4,}/g, "\n\n\n")
    .trim()
  return isVisible(body) ? body : null
}

const isVisible = (text: string) => VISIBLE.test(text.replace(UNSEEN, ""))

/** Cuts between what a reader sees as characters, unless there is one of such a length. */
function shortened(text: string, length: number): string {
  if (text.length <= length) {
    return text
  }
  let kept = ""
  for (const { segment } of new Intl.Segmenter().segment(text.slice(0, 2 * length))) {
    if (kept.length + segment.length >= length) {
      break
    }
    kept += segment
  }
  const cut = kept || text.slice(0, length - 1).replace(HALF_CHARACTERS, "")
  return `${cut.trimEnd()}…`
}

/** RFC 5321 §4.5.3.1, less the brackets of a path. */
const LONGEST_EMAIL = 254
const LONGEST_LOCAL_PART = 64
/** RFC 5322's dot-atom. */
const LOCAL_PART = /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/
/** What may stand in a domain as people write it; `domainToASCII` by itself would take `%2e`, as URLs do. */
const WRITTEN_DOMAIN = /^(?:[A-Za-z0-9.-]|[^\p{ASCII}])+$/u
/** Two labels or more, and none of numbers at the end: a machine's name or an IP address is no mail domain. */
const DOMAIN = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?!\d+$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/

/**
 * Reads an email address.
 *
 * The part before the @ is ASCII. Lower-casing maps other letters onto it (the Kelvin sign onto `k`), and whoever holds
 * such an address would be taken for somebody else. Dots and tags (`ada+shop`) stay: they are mailboxes of their own.
 *
 * @returns `address` to send to, with the local part as it was typed, and `key` to compare by, all in lower case; the
 *   domain of both is in its ASCII form. Null when it is none, or has quotes, comments or line breaks
 */
export function normalizeEmail(text: string): { address: string; key: string } | null {
  // A line break at the end is harmless and trimmed elsewhere; here none gets near a mail's header.
  if (text.length > 2 * LONGEST_EMAIL || /[\r\n\0]/.test(text)) {
    return null
  }
  const [local, written, ...more] = text.trim().split("@")
  if (!local || !written || more.length || local.length > LONGEST_LOCAL_PART) {
    return null
  }
  const domain = WRITTEN_DOMAIN.test(written) ? domainToASCII(written) : ""
  const address = `${local}@${domain}`
  if (!LOCAL_PART.test(local) || !DOMAIN.test(domain) || address.length > LONGEST_EMAIL) {
    return null
  }
  return { address, key: address.toLowerCase() }
}
