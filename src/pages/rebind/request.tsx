import { durationToSeconds } from "../../lib/duration"
import type { AskingDevice, RebindRequestView } from "../../modules/licensing/services/rebind-requests"
import { ErrorSummary } from "../components/error-summary"
import { controlId, Field } from "../components/field"
import { Opening } from "../components/opening"
import { Button, Card, Fact, Form, Moment, Notice } from "../components/parts"
import { Page } from "../document"
import { useFrame } from "../frame"
import { AT } from "./open"

export type RebindPageProps = {
  request: Omit<RebindRequestView, "device_name"> & {
    /** Short and harmless; null when it has none. */
    device: string | null
  }
  /** Ties the page's forms to the visit. */
  form_token: string
  /** Nobody was chosen who could give way. */
  missing?: boolean
  /** UTF-16 units of a reason. */
  longest: number
}

/** A device asks for a seat: what it is, who holds the seats, and the owner's decision. */
export function RebindPage(props: RebindPageProps) {
  const { request, missing } = props
  const { t } = useFrame()
  return (
    <Page title={t("rebind.title")} here={AT} cookie="rebind" failed={missing} beside={<Opening at={AT} />}>
      <h1>{t("rebind.title")}</h1>
      {missing && <ErrorSummary errors={{ from: t("rebind.choose_missing") }} />}
      <Standing {...props} />
      <Card>
        <Facts request={request} />
      </Card>
      {request.status === "asked" && isValid(request) && <Choice {...props} />}
      <No {...props} />
    </Page>
  )
}

const isValid = ({ license }: Pick<RebindPageProps["request"], "license">) =>
  license.state === "active" || license.state === "grace"

/** What became of the request, where nothing is to be chosen. */
function Standing({ request }: RebindPageProps) {
  const { t, store_name } = useFrame()
  const { status, license } = request
  if (status === "asked") {
    return isValid(request) ? null : (
      <Notice tone="info" title={t("rebind.invalid_title")}>
        <p>{t("rebind.invalid")}</p>
      </Notice>
    )
  }
  const text = status === "expired" ? "rebind.expired_text" : `rebind.${status}`
  return (
    <Notice tone={status === "done" ? "good" : "info"} title={t(`rebind.${status}_title`)}>
      <p>{t(text, { product: license.product_title, store: store_name })}</p>
    </Notice>
  )
}

function Facts({ request }: Pick<RebindPageProps, "request">) {
  const { t } = useFrame()
  const { device, created_at, expires_at, status, license } = request
  const { used, limit } = license.seats
  return (
    <dl className="facts">
      <Fact label={t("rebind.asking")}>
        <bdi>{device ?? t("rebind.unnamed")}</bdi>
      </Fact>
      <Fact label={t("rebind.asked_at")}>
        <Moment at={created_at} />
      </Fact>
      {status === "asked" && (
        <Fact label={t("rebind.until")}>
          <Moment at={expires_at} />
        </Fact>
      )}
      <Fact label={t("rebind.product")}>{license.product_title}</Fact>
      <Fact label={t("rebind.license")}>
        <code>{license.masked_key}</code>
      </Fact>
      {limit !== null && <Fact label={t("rebind.seats")}>{t("rebind.seats_used", { used, limit })}</Fact>}
    </dl>
  )
}

function Choice(props: RebindPageProps) {
  const { request, form_token } = props
  const { t } = useFrame()
  const { seats } = request.license
  if (seats.limit === null || seats.used < seats.limit) {
    return (
      <Card title={t("rebind.free_title")} id="choose">
        <p>{t("rebind.free")}</p>
        <Form action={`${AT}/move`}>
          <input type="hidden" name="form_token" value={form_token} />
          <Button>{t("rebind.allow")}</Button>
        </Form>
      </Card>
    )
  }
  const { limit, used } = request.rebinds
  return limit !== null && used >= limit ? <OverQuota {...props} /> : <Move {...props} />
}

function Move({ request, form_token, missing }: RebindPageProps) {
  const { t } = useFrame()
  const { limit, used } = request.rebinds
  return (
    <Card title={t("rebind.choose_title")} id="choose">
      <p>{t("rebind.choose")}</p>
      <Form action={`${AT}/move`}>
        <input type="hidden" name="form_token" value={form_token} />
        <Devices devices={request.devices} missing={missing} />
        {limit !== null && <p className="hint">{t("rebind.moves_left", { count: limit - used })}</p>}
        <Button>{t("rebind.move")}</Button>
      </Form>
    </Card>
  )
}

function OverQuota({ request, form_token, missing, longest }: RebindPageProps) {
  const { t, store_name } = useFrame()
  const { limit, next_at, window } = request.rebinds
  const period = t("rebind.period", { count: daysIn(window) })
  return (
    <Card title={t("rebind.quota_title")} id="choose">
      {next_at === null ? (
        <p>{t("rebind.quota_none")}</p>
      ) : (
        <p>
          {t("rebind.quota", { count: limit ?? 0, period })} <Moment at={next_at} />
        </p>
      )}
      <p>{t("rebind.escalate")}</p>
      <Form action={`${AT}/escalate`}>
        <input type="hidden" name="form_token" value={form_token} />
        <Devices devices={request.devices} missing={missing} />
        <Field name="reason" rows={4} label={t("rebind.reason")} maxLength={longest} />
        <Button>{t("rebind.send", { store: store_name })}</Button>
      </Form>
    </Card>
  )
}

/** A part of a day counts as a day: what is said is never too short. */
const daysIn = (window: string) => Math.max(1, Math.ceil(durationToSeconds(window) / 86_400))

/** The one that was not seen for longest comes first: it is the likeliest. None is chosen beforehand. */
function Devices({ devices, missing }: { devices: AskingDevice[]; missing?: boolean }) {
  const { t } = useFrame()
  return (
    <fieldset aria-invalid={missing || undefined}>
      <legend>{t("rebind.legend")}</legend>
      {devices.map(({ id, name, platform, last_seen_at }, index) => (
        <label className="choice" key={id}>
          <input
            type="radio"
            name="from"
            value={id}
            required
            id={index === 0 ? controlId("from") : controlId(`from-${index}`)}
          />
          <span>
            <span className="name" dir="auto">
              {name ?? t("rebind.unnamed")}
            </span>
            {platform ? `${platform}, ` : ""}
            {t("rebind.last_seen")} <Moment at={last_seen_at} />
          </span>
        </label>
      ))}
    </fieldset>
  )
}

function No({ request, form_token }: RebindPageProps) {
  const { t } = useFrame()
  const word = { asked: "decline", escalated: "withdraw" }[request.status as string]
  return word === undefined ? null : (
    <Card title={t(`rebind.${word}_title`)} id="no" quiet>
      <p>{t(`rebind.${word}_text`)}</p>
      <Form action={`${AT}/decline`}>
        <input type="hidden" name="form_token" value={form_token} />
        <Button quiet>{t(`rebind.${word}`)}</Button>
      </Form>
    </Card>
  )
}
