import { phrasebook } from "./i18n"
import { refundItem } from "./refund-item"
import type { RefundMailProps } from "./types"

/** The mail's words for a page where the customer reads them. */
export function refundMessage(locale: string | null, props: Omit<RefundMailProps, "store">): string {
  const words = phrasebook(locale)
  const { t, money } = words
  const { decision, amount, order_number, reason, items } = props
  const values = { amount: amount ? money(amount.value, amount.currency_code) : "", order: order_number ?? "" }
  const about = items.map((item) => {
    const { note, facts } = refundItem(item, words)
    const name = [item.title, item.masked_key].filter(Boolean).join(" · ")
    return [name, ...(note ? [note] : []), ...facts.map(({ label, value }) => `${label}: ${value}`)].join("\n")
  })
  return [
    t(`refund.intro_${decision}`, values),
    ...(reason ? [`${t("refund.reason")}:\n${reason}`] : []),
    ...about,
    ...(decision === "declined" ? [`${t("refund.object_title")} ${t("refund.object_here")}`] : []),
  ].join("\n\n")
}
