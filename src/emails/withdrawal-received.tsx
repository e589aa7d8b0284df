import { Section } from "@react-email/components"
import { Layout, Muted, Paragraph, Title } from "./components/layout"
import { color } from "./components/theme"
import { Words } from "./components/words"
import type { Phrasebook } from "./i18n"
import type { WithdrawalProps } from "./types"

export function withdrawalReceivedSubject(_props: WithdrawalProps, { t }: Phrasebook): string {
  return t("withdrawal.subject")
}

/** The acknowledgement of a withdrawal on a durable medium: when it was made, and to whom it belongs also its words. */
export function WithdrawalReceived({ words, ...props }: WithdrawalProps & { words: Phrasebook }) {
  const { store, made_at, time_zone, order_number, statement } = props
  const { t, moment } = words
  return (
    <Layout
      {...{ words, store }}
      preview={t("withdrawal.preview")}
      title={t("withdrawal.title")}
      footer={t("withdrawal.footer", { store: store.store_name })}
    >
      <Paragraph>
        {t("withdrawal.intro", { store: store.store_name, at: moment(made_at) })}
        {time_zone !== "UTC" && ` ${t("withdrawal.local", { at: moment(made_at, time_zone) })}`}
      </Paragraph>
      {statement === null ? (
        <>
          {order_number !== null && <Paragraph>{t("withdrawal.order", { order: order_number })}</Paragraph>}
          <Paragraph>{t("withdrawal.unknown")}</Paragraph>
        </>
      ) : (
        <>
          <Title>{t("withdrawal.statement")}</Title>
          <Section
            className="lc-box"
            style={{
              margin: "12px 0 0",
              padding: "16px 20px",
              border: `1px solid ${color.line}`,
              borderRadius: "10px",
            }}
          >
            <Words text={statement} />
          </Section>
        </>
      )}
      <Paragraph>{t("withdrawal.next")}</Paragraph>
      {statement === null && <Muted>{t("withdrawal.not_yours")}</Muted>}
    </Layout>
  )
}
