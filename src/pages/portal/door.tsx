import { ErrorSummary } from "../components/error-summary"
import { Field } from "../components/field"
import { Opening } from "../components/opening"
import { Button, Card, Form, Notice } from "../components/parts"
import { Page } from "../document"
import { useFrame } from "../frame"

export type DoorProps = {
  here?: string
  /** What just happened. */
  done?: "sent" | "left"
  /** Why the link that was followed, or the session, opens nothing. */
  problem?: "unknown" | "expired" | "revoked" | "ended"
  /** An address that is none. */
  wrong_email?: string
  /** Nothing was pasted. */
  missing?: boolean
}

/** For who comes without a session: asks for a link by mail. The script opens the link that is in the address. */
export function DoorPage({ here, done, problem, wrong_email, missing }: DoorProps) {
  const { t, to } = useFrame()
  const title = t(problem ? `portal.problem.${problem}_title` : "portal.door.title")
  const email = wrong_email === undefined ? undefined : t("portal.door.email_wrong")
  const token = missing ? t("portal.door.missing") : undefined
  return (
    <Page
      title={title}
      here={here ?? "/portal?other=1"}
      cookie="portal"
      failed={Boolean(problem || email || token)}
      beside={<Opening at="/portal" />}
    >
      {done && (
        <Notice tone="good" title={t(`portal.door.${done}_title`)}>
          <p>{t(`portal.door.${done}`)}</p>
        </Notice>
      )}
      <h1 tabIndex={problem && -1} data-focus={problem && ""}>
        {title}
      </h1>
      {problem && <p className="lead">{t(`portal.problem.${problem}`)}</p>}
      <ErrorSummary errors={{ ...(email && { email }), ...(token && { token }) }} />
      {!problem && <p className="lead">{t("portal.door.lead")}</p>}
      <Card>
        <Form action="/portal/links">
          <Field
            name="email"
            type="email"
            label={t("portal.door.email")}
            hint={t("portal.door.email_hint")}
            value={wrong_email}
            error={email}
            autoComplete="email"
            required
          />
          <Button>{t("portal.door.submit")}</Button>
        </Form>
      </Card>
      <Card title={t("portal.door.paste_title")} id="paste" quiet>
        <p>{t("portal.door.paste")}</p>
        <Form action="/portal/session">
          <Field name="token" label={t("portal.door.link")} error={token} required code />
          <Button quiet>{t("portal.door.open")}</Button>
        </Form>
      </Card>
      <p className="aside">
        {t("portal.door.help")} <a href={to("/tickets/new")}>{t("portal.door.help_action")}</a>
      </p>
    </Page>
  )
}

/** A page of one session was used after another link was opened in the same browser. */
export function OtherSessionPage() {
  const { t, to } = useFrame()
  return (
    <Page
      title={t("portal.problem.other_title")}
      here="/portal"
      cookie="portal"
      failed
      beside={<Opening at="/portal" />}
    >
      <h1 tabIndex={-1} data-focus="">
        {t("portal.problem.other_title")}
      </h1>
      <p className="lead">{t("portal.problem.other")}</p>
      <p>
        <a href={to("/portal")}>{t("portal.problem.other_go")}</a>
      </p>
    </Page>
  )
}
