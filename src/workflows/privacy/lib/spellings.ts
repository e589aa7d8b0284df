import { domainToUnicode } from "node:url"
import { normalizeEmail } from "../../../modules/support/rules/intake"

/**
 * How one address may stand in what we hold: orders keep a domain of other letters as the buyer wrote it, tickets its
 * ASCII form. All in lower case; the first is the one that addresses are compared by.
 */
export function spellingsOf(email: string): [string, ...string[]] {
  const typed = email.trim().toLowerCase()
  const key = normalizeEmail(email)?.key
  if (!key) {
    return [typed]
  }
  const at = key.indexOf("@") + 1
  const readable = key.slice(0, at) + domainToUnicode(key.slice(at))
  return [key, ...new Set([typed, readable].filter((other) => other !== key))]
}
