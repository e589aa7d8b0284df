import { Button, Card, Form } from "../components/parts"
import { Page } from "../document"
import { useFrame } from "../frame"

/** The second step: the statement, and the button whose words the law gives (article 11a, 3). */
export function ConfirmWithdrawalPage({ statement, token }: { statement: string; token: string }) {
  const { t, to } = useFrame()
  return (
    <Page title={t("withdraw.check_title")}>
      <h1 tabIndex={-1} data-focus="">
        {t("withdraw.check_title")}
      </h1>
      <p className="lead">{t("withdraw.check")}</p>
      <Card>
        <Statement text={statement} />
        <Form action="/withdraw/confirm">
          <input type="hidden" name="token" value={token} />
          <Button>{t("withdraw.confirm")}</Button>
        </Form>
      </Card>
      <p className="aside">
        <a href={to("/withdraw")}>{t("withdraw.again")}</a>
      </p>
    </Page>
  )
}

/** A statement in its lines. */
export function Statement({ text }: { text: string }) {
  return <p className="text">{text}</p>
}
