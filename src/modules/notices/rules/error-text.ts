import { OWN_TOKENS } from "../../../lib/own-tokens"

const MAX_LENGTH = 500
const LICENSE_KEY = /\b[A-Z0-9]{2,8}(?:-[0-9A-Z]{5}){5}\b/gi
/** Of a Message-ID or an address that says whom an answer belongs to. */
const MAIL_TAG = /\blc\.[0-9a-z]{26}\.[0-9a-z.]{16,}/gi
const CREDENTIALS_IN_URL = /\b([a-z][a-z0-9+.-]*:\/\/)[^\s/@]+@/gi
/** Medusa's notification module puts this before the provider's own message. */
const WRAPPER = /^Failed to send notification with id \S+:\s*/

/**
 * What of an error may be stored and shown to an operator: one line, without a license key, a private link or a mail's
 * tag (some servers quote the mail they refuse) and without the password of an SMTP URL.
 */
export function errorText(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error)
  return message
    .replace(WRAPPER, "")
    .replace(LICENSE_KEY, "[license key]")
    .replace(OWN_TOKENS, "[private link]")
    .replace(MAIL_TAG, "[mail tag]")
    .replace(CREDENTIALS_IN_URL, "$1***@")
    .replace(/\s+/g, " ")
    .trim()
    .slice(0, MAX_LENGTH)
}
