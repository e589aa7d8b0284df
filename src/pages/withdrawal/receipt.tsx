import { Card, Moment, Notice } from "../components/parts"
import { Page } from "../document"
import { useFrame } from "../frame"
import { Statement } from "./confirm"

/** What was stated and when: the same for everyone, whatever they named. */
export function WithdrawalReceiptPage({ statement, made_at }: { statement: string; made_at: Date | string }) {
  const { t } = useFrame()
  return (
    <Page title={t("withdraw.done_title")}>
      <h1 tabIndex={-1} data-focus="">
        {t("withdraw.done_title")}
      </h1>
      <Notice tone="good">
        <p>
          {t("withdraw.received")} <Moment at={made_at} />
        </p>
      </Notice>
      <Card title={t("withdraw.statement")} id="statement">
        <Statement text={statement} />
      </Card>
      <p className="aside">{t("withdraw.mail")}</p>
    </Page>
  )
}
