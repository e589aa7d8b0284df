import { shortKey } from "../../../lib/short-key"
import { languageOf } from "../../../modules/refunds/rules/reason-language"

/** What a line of a cart is for; `plan` is the name of the one that an upgrade brings. */
export type LineSubject = { product: string; masked_key: string } & (
  { kind: "renewal" } | { kind: "upgrade"; plan: string }
)

const WORDS = {
  en: { renewal: "Renewal", upgrade: (plan: string) => `Upgrade to ${plan}` },
  de: { renewal: "Verlängerung", upgrade: (plan: string) => `Upgrade auf ${plan}` },
}

/**
 * How a line reads in a cart, and then on its order and in the store's mails: a renewal or an upgrade of a license that
 * the buyer has, and not one more license. Medusa translates the rest of the line by the product.
 */
export function lineTexts(
  subject: LineSubject,
  locale: string | null | undefined
): { title: string; subtitle: string } {
  const words = WORDS[languageOf(locale)]
  const what = subject.kind === "renewal" ? words.renewal : words.upgrade(subject.plan)
  const subtitle = `${what} · ${shortKey(subject.masked_key)}`
  return { title: `${subject.product} · ${subtitle}`, subtitle }
}
