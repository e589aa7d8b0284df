import { Button, Card, Form } from "../components/parts"
import { useFrame } from "../frame"

type RemindersProps = {
  form_token: string
  /** Whether the address is reminded now. */
  wanted: boolean
}

/** Whether an address is reminded of licenses that end. */
export function Reminders({ form_token, wanted }: RemindersProps) {
  const { t } = useFrame()
  return (
    <Card title={t("unsubscribe.title")} id="reminders" quiet>
      <p>{t(wanted ? "unsubscribe.wanted" : "portal.reminders_ended")}</p>
      <Form action="/portal/reminders">
        <input type="hidden" name="form_token" value={form_token} />
        <input type="hidden" name="wanted" value={wanted ? "no" : "yes"} />
        <Button quiet>{t(wanted ? "unsubscribe.wanted_submit" : "unsubscribe.ended_submit")}</Button>
      </Form>
    </Card>
  )
}
