import { cleanBody, normalizeEmail } from "../../../modules/support/rules/intake"
import { addCounts, redact, type RedactionCounts } from "../../../modules/support/rules/redact"
import { redactLine } from "../../../modules/support/rules/redact-line"
import { CATEGORIES, type Category } from "../../../modules/support/rules/words"

/** What is wrong with a field. `problem` is for pages that say it in their reader's language, `message` for developers. */
export type FieldError = { field: string; problem: FieldProblem; message: string }
export type FieldProblem = "required" | "too_long" | "malformed" | "unknown" | "limited"

/** A request to open a ticket. Of what was typed only `license_key` is as it came: it is resolved at once and dropped. */
export type TicketRequest = {
  email: { address: string; key: string }
  name: string | null
  /** On one line; may be empty. */
  subject: string
  message: string
  category: Category
  license_key: string | null
  /** Digits, without leading zeros. */
  order_number: string | null
  /** Id or handle. */
  product: string | null
  /** Language, script and region of what was sent. */
  locale: string | null
  /** What was hidden in all of it. */
  hidden: RedactionCounts
}

export type ReadTicketRequest = { ok: true; request: TicketRequest } | { ok: false; errors: FieldError[] }

/** UTF-16 units of what is typed. */
export const MAX_MESSAGE = 20_000
export const MAX_SUBJECT = 300
export const MAX_NAME = 100
const MAX_EMAIL = 254
const MAX_KEY = 200
const MAX_PRODUCT = 200
const MAX_ORDER_NUMBER = 40
const MAX_LOCALE = 35

const HALF_CHARACTER = /\p{Surrogate}/u

/**
 * Reads what somebody sends to open a ticket, hides what must not be kept, and cleans it. `null` counts as left out,
 * unknown fields are ignored.
 *
 * @param body of a form or a JSON request, of whatever type
 */
export function readTicketRequest(body: unknown): ReadTicketRequest {
  if (!isRecord(body)) {
    return { ok: false, errors: [notAnObject] }
  }
  const reader = new Fields(body)
  const email = reader.parsed("email", { max: MAX_EMAIL, required: true }, normalizeEmail, "must be an email address")
  const subject = reader.text("subject", { max: MAX_SUBJECT, cleaned: true })
  const message = reader.text("message", { max: MAX_MESSAGE, cleaned: true, required: true })
  const body_text = message === null ? null : cleanBody(message)
  if (message !== null && body_text === null) {
    reader.refuse("message", "required", "must not be empty")
  }
  const name = reader.text("name", { max: MAX_NAME })
  const category = reader.parsed("category", { max: MAX_KEY }, categoryOf, `must be one of ${CATEGORIES.join(", ")}`)
  const license_key = reader.text("license_key", { max: MAX_KEY })
  const order_number = reader.parsed(
    "order_number",
    { max: MAX_ORDER_NUMBER, numbers: true },
    orderNumberOf,
    "must be the number of an order, like 1042 or #1042"
  )
  const product = reader.text("product", { max: MAX_PRODUCT })
  const locale = reader.parsed(
    "locale",
    { max: MAX_LOCALE },
    localeOf,
    "must be a BCP 47 language tag, like de or pt-BR"
  )
  if (reader.errors.length || email === null || body_text === null) {
    return { ok: false, errors: reader.errors }
  }
  const shown = {
    subject: redactLine(subject ?? ""),
    message: redact(body_text),
    name: redactLine(name ?? ""),
  }
  return {
    ok: true,
    request: {
      email,
      name: shown.name.text || null,
      subject: shown.subject.text,
      message: shown.message.text,
      category: category ?? "other",
      license_key,
      order_number,
      product,
      locale,
      hidden: [shown.subject, shown.message, shown.name].map(({ counts }) => counts).reduce(addCounts),
    },
  }
}

export const notAnObject: FieldError = {
  field: "",
  problem: "malformed",
  message: "the body must be a JSON object of at most 64 KB",
}

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value)

/** `cleaned`: what cannot be stored is taken out later, instead of refused. `numbers`: a JSON number will do. */
type Rules = { max: number; required?: boolean; cleaned?: boolean; numbers?: boolean }

/** Takes texts out of a body, and notes what is wrong with them. */
export class Fields {
  readonly errors: FieldError[] = []

  constructor(private readonly body: Record<string, unknown>) {}

  /** @returns the text, trimmed unless it is `cleaned`; null when it is left out, empty or refused */
  text(field: string, { max, required, cleaned, numbers }: Rules): string | null {
    const given = Object.hasOwn(this.body, field) ? this.body[field] : undefined
    const value = numbers && Number.isSafeInteger(given) ? String(given) : (given ?? "")
    if (typeof value !== "string") {
      return this.refuse(field, "malformed", "must be a string")
    }
    if (value.length > max) {
      return this.refuse(field, "too_long", `must be at most ${max} characters`)
    }
    if (!value.trim()) {
      return required ? this.refuse(field, "required", "is required") : null
    }
    if (cleaned) {
      return value
    }
    if (value.includes("\0")) {
      return this.refuse(field, "malformed", "must not contain NUL characters")
    }
    if (HALF_CHARACTER.test(value)) {
      return this.refuse(field, "malformed", "must not contain unpaired surrogates")
    }
    return value.trim()
  }

  parsed<T>(field: string, rules: Rules, parse: (text: string) => T | null, otherwise: string): T | null {
    const text = this.text(field, rules)
    return text === null ? null : (parse(text) ?? this.refuse(field, "malformed", otherwise))
  }

  refuse(field: string, problem: FieldProblem, message: string): null {
    this.errors.push({ field, problem, message })
    return null
  }
}

function categoryOf(text: string): Category | null {
  return CATEGORIES.find((category) => category === text) ?? null
}

function orderNumberOf(text: string): string | null {
  return /^#? ?0*(\d+)$/.exec(text)?.[1] ?? null
}

/** Without variants, extensions and private subtags, which mails have no use for and in which anything can be written. */
function localeOf(text: string): string | null {
  try {
    const { language, script, region } = new Intl.Locale(text)
    return [language, script, region].filter(Boolean).join("-")
  } catch {
    return null
  }
}
