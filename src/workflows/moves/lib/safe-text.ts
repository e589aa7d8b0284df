import { redact } from "../../../modules/support/rules/redact"

/** What somebody typed, without keys, card numbers and secrets; null when nothing is left. */
export function safeText(text: string | null | undefined): string | null {
  // No table stores a NUL.
  return redact((text ?? "").replaceAll("\0", "")).text.trim() || null
}
