import { Text } from "@medusajs/ui"
import { formatDate } from "../../lib/format"
import { keyFacts, reasonWords, type RefundAssessment } from "../../lib/refund-types"
import { money } from "../../lib/ticket-words"
import { useText } from "../../lib/translate"
import { SectionRow } from "../common/section-row"

/** Why the rules say what they say, and what an operator would look up to judge it. */
export const RefundVerdict = ({ assessment }: { assessment: RefundAssessment }) => {
  const { t, language } = useText()
  const { paid, refunded, purchased_at, days, devices, downloads, delivery } = keyFacts(assessment)
  const amount = (value: number) => money(value, assessment.currency_code, language)
  const since =
    purchased_at === null || days === null
      ? t("refunds.fact.unknown")
      : t("refunds.fact.days", { count: days, date: formatDate(purchased_at, language) })
  return (
    <>
      <div className="flex flex-col gap-y-1 px-6 py-4">
        {assessment.reasons.map((reason) => (
          <Text key={reason.text} size="small" className="text-pretty">
            {reasonWords(reason, language)}
          </Text>
        ))}
        <Text size="xsmall" className="text-ui-fg-muted">
          {t("refunds.as_told")}
        </Text>
      </div>
      <SectionRow title={t("refunds.fact.paid")}>{amount(paid)}</SectionRow>
      <SectionRow title={t("refunds.fact.refunded")}>{amount(refunded)}</SectionRow>
      <SectionRow title={t("refunds.fact.purchased")}>{since}</SectionRow>
      <SectionRow title={t("refunds.fact.devices")}>{devices}</SectionRow>
      <SectionRow title={t("refunds.fact.downloads")}>{downloads}</SectionRow>
      {delivery.length > 0 && (
        <SectionRow title={t("refunds.fact.delivery")}>
          {delivery.map((state) => t(`refunds.delivery.${state}`)).join(", ")}
        </SectionRow>
      )}
    </>
  )
}
