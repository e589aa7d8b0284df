import { quietSubject } from "./intake"
import { addCounts, redact, type Redacted } from "./redact"

/** Longer ones are cut before anything is looked for; no subject is as long. */
const MOST_READ = 10_000

/**
 * One line of what a person wrote, without card numbers, keys and secrets. Hidden before it is shortened as well as
 * after: a key whose last symbols are cut off is none any more, and shows all that matters of it.
 */
export function redactLine(text: string): Redacted {
  const raw = redact(text.slice(0, MOST_READ))
  const quiet = redact(quietSubject(raw.text))
  return { text: quiet.text, counts: addCounts(raw.counts, quiet.counts) }
}
