import { waiverLocale, type WaiverLocale } from "../../../modules/refunds/rules/eu/waiver-texts"
import { normalizeEmail } from "../../../modules/support/rules/intake"
import { redactLine } from "../../../modules/support/rules/redact-line"
import { Fields, isRecord, notAnObject, type FieldError } from "../../support/lib/read-request"

export type WithdrawalRequest = {
  name: string
  /** Without `#` and leading zeros. */
  order_number: string
  email: { address: string; key: string }
  part: string | null
  language: WaiverLocale
}

export type ReadWithdrawal = { ok: true; request: WithdrawalRequest } | { ok: false; errors: FieldError[] }

export const MAX_NAME = 100
export const MAX_PART = 300
const MAX_EMAIL = 254
const MAX_NUMBER = 40
const MAX_LOCALE = 35

/**
 * Reads the first step of a withdrawal. Whether there is such an order is no question here: nobody learns of it.
 *
 * @param body of a form or a JSON request, of whatever type
 */
export function readWithdrawal(body: unknown): ReadWithdrawal {
  if (!isRecord(body)) {
    return { ok: false, errors: [notAnObject] }
  }
  const reader = new Fields(body)
  const name = line(reader, "name", { max: MAX_NAME, required: true })
  const order_number = reader.parsed(
    "order_number",
    { max: MAX_NUMBER, numbers: true, required: true },
    numberOf,
    "must be the number of an order, like 1042 or #1042"
  )
  const email = reader.parsed("email", { max: MAX_EMAIL, required: true }, normalizeEmail, "must be an email address")
  const part = line(reader, "part", { max: MAX_PART })
  const locale = reader.text("locale", { max: MAX_LOCALE })
  if (reader.errors.length || !name || !order_number || !email) {
    return { ok: false, errors: reader.errors }
  }
  return { ok: true, request: { name, order_number, email, part, language: waiverLocale(locale) } }
}

/** One line without what must not be kept. */
function line(reader: Fields, field: string, rules: { max: number; required?: boolean }): string | null {
  const typed = reader.text(field, rules)
  const shown = typed === null ? null : redactLine(typed).text
  return shown === "" && rules.required ? reader.refuse(field, "required", "is required") : shown || null
}

/** Also of stores that call their orders otherwise; nothing that a mail program would make a link of. */
const numberOf = (text: string) => /^(?:#|nr\.?|no\.?)? ?0*([a-z0-9][a-z0-9-]*)$/i.exec(text)?.[1] ?? null
