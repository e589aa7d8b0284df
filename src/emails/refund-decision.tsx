import { Layout, Paragraph, Title } from "./components/layout"
import { LicenseBox } from "./components/license-box"
import { Help, Support } from "./components/support"
import { Words } from "./components/words"
import type { Phrasebook } from "./i18n"
import { licenseFooter } from "./license-footer"
import { refundItem } from "./refund-item"
import type { RefundMailProps } from "./types"

export function refundDecisionSubject(props: RefundMailProps, { t, money }: Phrasebook): string {
  return t(`refund.subject_${props.decision}`, valuesOf(props, money))
}

/** What became of a refund: paid, not needed, or declined with an operator's reason. */
export function RefundDecision({ words, ...props }: RefundMailProps & { words: Phrasebook }) {
  const { t, money } = words
  const { store, order_number, decision, items, reason } = props
  return (
    <Layout
      {...{ words, store }}
      preview={t(`refund.preview_${decision}`)}
      title={t(`refund.title_${decision}`)}
      footer={licenseFooter({ store, order_number }, words)}
    >
      <Paragraph>{t(`refund.intro_${decision}`, valuesOf(props, money))}</Paragraph>
      {reason && (
        <>
          <Title>{t("refund.reason")}</Title>
          <Words text={reason} />
        </>
      )}
      {items.length > 0 && (
        <>
          <Title>{t("refund.about")}</Title>
          {items.map((item, place) => (
            <LicenseBox
              key={place}
              title={item.kind === "initial" ? item.title : `${item.title} · ${t(`refund.kind.${item.kind}`)}`}
              keysLabel={t("refund.key")}
              keys={item.masked_key ? [item.masked_key] : []}
              {...refundItem(item, words)}
            />
          ))}
        </>
      )}
      {decision === "declined" ? (
        <>
          <Title>{t("refund.object_title")}</Title>
          <Support
            {...{ words, store, order_number }}
            write={t("refund.object_write")}
            reply={t("refund.object_reply")}
            nameOrder={t("refund.name", { order: order_number })}
          />
        </>
      ) : (
        <Help {...{ words, store, order_number }} />
      )}
    </Layout>
  )
}

function valuesOf({ amount, order_number }: RefundMailProps, money: Phrasebook["money"]) {
  return { amount: amount ? money(amount.value, amount.currency_code) : "", order: order_number ?? "" }
}
