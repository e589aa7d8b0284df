import type { Phrasebook } from "./i18n"
import type { NoticeMailProps } from "./types"

/** Why somebody gets a mail about licenses. */
export function licenseFooter(
  { store, order_number }: Pick<NoticeMailProps, "store" | "order_number">,
  { t }: Phrasebook
): string {
  return t(order_number ? "footer.order" : "footer.no_order", { order: order_number, store: store.store_name })
}
