import { createHash } from "node:crypto"
import { MedusaError } from "@medusajs/framework/utils"
import { cleanBody } from "../../../../modules/support/rules/intake"
import { redact, type Redacted } from "../../../../modules/support/rules/redact"

/** What an operator wrote, cleaned, without keys, card numbers and secrets: they are pasted by mistake here as well. */
export function typedMessage(message: string): Redacted {
  const body = cleanBody(message)
  if (body === null) {
    throw new MedusaError(MedusaError.Types.INVALID_DATA, "Write something: the message is empty")
  }
  return redact(body)
}

/** The same on one line; may be empty. */
export { redactLine as typedLine } from "../../../../modules/support/rules/redact-line"

/** An operator's words for the audit trail. */
export function typedReason(reason: string | null | undefined): string | null {
  return (reason && redact(reason).text) || null
}

/** The form's own token as it is kept: one of another operator, or in another ticket, is another one. */
export function submissionOf(token: string | null | undefined, ...of: string[]): string | null {
  return token
    ? createHash("sha256")
        .update(["operator", ...of, token].join("\n"))
        .digest("base64url")
    : null
}
