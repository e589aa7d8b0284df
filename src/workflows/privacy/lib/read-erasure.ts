import { cleanBody } from "../../../modules/support/rules/intake"
import { Fields, isRecord, notAnObject, type FieldError } from "../../support/lib/read-request"

const MAX_REASON = 2000

export type ReadErasure = { ok: true; reason: string | null } | { ok: false; errors: FieldError[] }

/** Reads what somebody sends who asks to be forgotten. Nobody has to say why. */
export function readErasure(body: unknown): ReadErasure {
  if (!isRecord(body)) {
    return { ok: false, errors: [notAnObject] }
  }
  const fields = new Fields(body)
  const reason = fields.text("reason", { max: MAX_REASON, cleaned: true })
  return fields.errors.length
    ? { ok: false, errors: fields.errors }
    : { ok: true, reason: reason && (cleanBody(reason) ?? null) }
}
