import type { RedactionCounts } from "../../modules/support/types"

const QUERY = /^(?:c(\d{1,4}))?(?:k(\d{1,4}))?(?:s(\d{1,4}))?$/

/** What was hidden, for the address of the page that says so: numbers only, e.g. `c1k2`. Empty when nothing was. */
export function hiddenAsQuery({ cards, license_keys, secrets }: RedactionCounts): string {
  const part = (letter: string, count: number) => (count > 0 ? `${letter}${Math.min(count, 9999)}` : "")
  return `${part("c", cards)}${part("k", license_keys)}${part("s", secrets)}`
}

/** @returns null for nothing, and for what is not of that form */
export function hiddenFromQuery(text: string | null): RedactionCounts | null {
  const [, cards = "0", license_keys = "0", secrets = "0"] = (text && QUERY.exec(text)) || []
  const counts = { cards: Number(cards), license_keys: Number(license_keys), secrets: Number(secrets) }
  return Object.values(counts).some(Boolean) ? counts : null
}
