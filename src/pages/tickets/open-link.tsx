import { ErrorSummary } from "../components/error-summary"
import { KeptText, LinkRequest, PasteForm, type LinkRequestValues } from "../components/link-forms"
import { Opening } from "../components/opening"
import { Button, Card, Form, Notice } from "../components/parts"
import { Page } from "../document"
import { useFrame } from "../frame"

/** Where the languages of a page lead that answers a form: to the page on which the same can be tried again. */
const ELSEWHERE = "/t?other=1"

export type OpenLinkProps = {
  here?: string
  /** What just happened. */
  done?: "left" | "link"
  /** Nothing was pasted. */
  missing?: boolean
  /** The form for a new link, sent with mistakes. */
  asked?: { values: LinkRequestValues; wrong: ("email" | "number")[] }
}

/** For who comes without a visit. The script opens the link in the address; without it, the link can be pasted. */
export function OpenLinkPage({ here, done, missing, asked }: OpenLinkProps) {
  const { t, to } = useFrame()
  const paste = missing ? { token: t("open.missing") } : undefined
  const ask = asked && Object.fromEntries(asked.wrong.map((field) => [field, t(`link.${field}_missing`)]))
  return (
    <Page
      title={t("open.title")}
      here={here ?? ELSEWHERE}
      cookie
      failed={Boolean(missing || asked)}
      beside={<Opening />}
    >
      {done === "left" && (
        <Notice tone="good" title={t("open.left_title")}>
          <p>{t("open.left")}</p>
        </Notice>
      )}
      {done === "link" && (
        <Notice tone="good" title={t("link.sent_title")}>
          <p>{t("link.sent")}</p>
        </Notice>
      )}
      <h1>{t("open.title")}</h1>
      <ErrorSummary errors={paste ?? ask ?? {}} />
      <Card>
        <p>{t("open.intro")}</p>
        <PasteForm error={paste?.token} />
      </Card>
      <LinkRequest title={t("open.no_link")} values={asked?.values} errors={ask} />
      <p className="aside">
        <a href={to("/tickets/new")}>{t("open.new")}</a>
      </p>
    </Page>
  )
}

/** A token that opens nothing, in the words that its holder may be told. */
export function LinkProblemPage({ problem }: { problem: "unknown" | "revoked" }) {
  const { t } = useFrame()
  return (
    <Page title={t(`${problem}.title`)} here={ELSEWHERE} cookie failed beside={<Opening />}>
      <h1 tabIndex={-1} data-focus="">
        {t(`${problem}.title`)}
      </h1>
      <p className="lead">{t(`${problem}.text`)}</p>
      {problem === "unknown" && (
        <Card>
          <PasteForm />
        </Card>
      )}
      <LinkRequest title={t("link.title")} />
    </Page>
  )
}

/** @param token the expired link's, which asks for a new one and opens nothing */
export function ExpiredPage({ token }: { token: string }) {
  const { t } = useFrame()
  return (
    <Page title={t("expired.title")} here={ELSEWHERE} cookie failed beside={<Opening />}>
      <h1 tabIndex={-1} data-focus="">
        {t("expired.title")}
      </h1>
      <p className="lead">{t("expired.text")}</p>
      <Card>
        <Form action="/t/link">
          <input type="hidden" name="token" value={token} />
          <Button>{t("expired.submit")}</Button>
        </Form>
      </Card>
    </Page>
  )
}

/** @param kept what was written on a page whose visit is over */
export function EndedPage({ kept }: { kept?: string }) {
  const { t } = useFrame()
  return (
    <Page title={t("ended.title")} here={kept ? undefined : ELSEWHERE} cookie failed beside={<Opening />}>
      <h1>{t("ended.title")}</h1>
      <p className="lead">{t(kept ? "ended.text_kept" : "ended.text")}</p>
      {kept && (
        <Card>
          <KeptText text={kept} />
        </Card>
      )}
      <Card title={t("open.title")} id="paste">
        <p>{t("open.intro")}</p>
        <PasteForm />
      </Card>
      <LinkRequest title={t("link.title")} />
    </Page>
  )
}

/** A page of one request was used after another one was opened in the same browser. */
export function OtherVisitPage({ kept }: { kept?: string }) {
  const { t, to } = useFrame()
  return (
    <Page title={t("other_visit.title")} here={kept ? undefined : "/t"} cookie failed beside={<Opening />}>
      <h1>{t("other_visit.title")}</h1>
      <p className="lead">{t(kept ? "other_visit.text_kept" : "other_visit.text")}</p>
      {kept && (
        <Card>
          <KeptText text={kept} />
        </Card>
      )}
      <p>
        <a href={to("/t")}>{t("other_visit.go")}</a>
      </p>
    </Page>
  )
}
