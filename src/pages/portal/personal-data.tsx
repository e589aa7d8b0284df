import { Field } from "../components/field"
import { Button, Card, Form } from "../components/parts"
import { useFrame } from "../frame"

type PersonalDataProps = { form_token: string; wrong_reason?: string }

/** What is held of who reads the page: to be saved, and to be forgotten. */
export function PersonalData({ form_token, wrong_reason }: PersonalDataProps) {
  const { t } = useFrame()
  const wrong = wrong_reason !== undefined
  const token = <input type="hidden" name="form_token" value={form_token} />
  return (
    <Card title={t("portal.data.title")} id="data" quiet>
      <p>{t("portal.data.text")}</p>
      <Form action="/portal/export" again>
        {token}
        <Button quiet>{t("portal.data.export")}</Button>
      </Form>
      <details className="more" open={wrong}>
        <summary>{t("portal.data.erase")}</summary>
        <p>{t("portal.data.erase_text")}</p>
        <Form action="/portal/erasure">
          {token}
          <Field
            name="reason"
            label={t("portal.data.reason")}
            hint={t("portal.data.reason_hint")}
            error={wrong ? t("portal.data.reason_wrong") : undefined}
            value={wrong_reason}
            rows={3}
          />
          <Button quiet>{t("portal.data.erase_submit")}</Button>
        </Form>
      </details>
    </Card>
  )
}
