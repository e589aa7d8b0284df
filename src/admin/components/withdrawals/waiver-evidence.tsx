import { Text } from "@medusajs/ui"
import { formatDateTime } from "../../lib/format"
import { useText } from "../../lib/translate"
import type { OrderWaiver } from "../../lib/withdrawal-types"

/** What the buyer agreed to at the checkout, word for word, and whether a mail has confirmed it. */
export const WaiverEvidence = ({ waiver }: { waiver: OrderWaiver }) => {
  const { t, language } = useText()
  return (
    <div className="flex flex-col gap-y-2 px-6 py-4">
      <Text size="small" weight="plus">
        {t("withdrawals.consent.given", { date: formatDateTime(waiver.given_at, language) })}
      </Text>
      <ul className="text-ui-fg-subtle txt-small flex list-disc flex-col gap-y-1 ps-5" lang={waiver.locale}>
        <li className="text-pretty">{waiver.begin}</li>
        <li className="text-pretty">{waiver.lose}</li>
      </ul>
      <Text size="small" className="text-ui-fg-subtle text-pretty">
        {waiver.confirmed_at
          ? t("withdrawals.consent.confirmed", { date: formatDateTime(waiver.confirmed_at, language) })
          : t("withdrawals.consent.unconfirmed")}{" "}
        {t("withdrawals.consent.version", { version: waiver.version })}
      </Text>
    </div>
  )
}
