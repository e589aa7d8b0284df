import { shortKey } from "../../lib/format"
import type { RefundUnit } from "../../lib/refund-types"
import { money } from "../../lib/ticket-words"
import type { useText } from "../../lib/translate"

/** Which unit it is: its product, what was bought of it, its key and its price. */
export function unitWords(unit: RefundUnit, currency: string, { t, language }: Words): string {
  const about = [
    unit.title,
    unit.kind !== "initial" && t(`refunds.kind.${unit.kind}`),
    unit.masked_key ? shortKey(unit.masked_key) : t("refunds.unissued"),
    money(unit.amount, currency, language),
  ]
  return about.filter(Boolean).join(" · ")
}

type Words = Pick<ReturnType<typeof useText>, "t" | "language">
