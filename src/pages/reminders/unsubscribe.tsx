import { Button, Card, Form, Notice } from "../components/parts"
import { Page } from "../document"
import { useFrame } from "../frame"

export type UnsubscribeProps = {
  /** Of the mail's link. */
  token: string
  /** Whether the address gets none now. */
  ended: boolean
  /** What the form just did. */
  done?: boolean
  /** They were brought back too often. */
  limited?: boolean
}

/** Ends the reminders of an address, or brings them back. Opening it changes nothing. */
export function UnsubscribePage({ token, ended, done = false, limited = false }: UnsubscribeProps) {
  const { t } = useFrame()
  const part = ended ? "ended" : "wanted"
  return (
    <Page title={t("unsubscribe.title")} here={`/unsubscribe?${new URLSearchParams({ token })}`} failed={limited}>
      {done && <Notice tone="good" title={t(`unsubscribe.${part}_done`)} />}
      {limited && (
        <Notice tone="bad" title={t("portal.limited_title")}>
          <p>{t("portal.limited_reminders")}</p>
        </Notice>
      )}
      <h1>{t("unsubscribe.title")}</h1>
      <p className="lead">{t(`unsubscribe.${part}`)}</p>
      <Card>
        <Form action="/unsubscribe">
          <input type="hidden" name="token" value={token} />
          <input type="hidden" name="wanted" value={ended ? "1" : "0"} />
          <Button quiet={ended}>{t(`unsubscribe.${part}_submit`)}</Button>
        </Form>
      </Card>
      <p className="aside">{t("unsubscribe.others")}</p>
    </Page>
  )
}

/** A link that was not made by this store, or was cut off. */
export function UnknownUnsubscribePage() {
  const { t } = useFrame()
  return (
    <Page title={t("unsubscribe.unknown_title")} failed>
      <h1 tabIndex={-1} data-focus="">
        {t("unsubscribe.unknown_title")}
      </h1>
      <p className="lead">{t("unsubscribe.unknown")}</p>
    </Page>
  )
}
