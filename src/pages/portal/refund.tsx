import { ErrorSummary } from "../components/error-summary"
import { controlId, Field } from "../components/field"
import { Opening } from "../components/opening"
import { Button, Card, Form, Notice } from "../components/parts"
import { Page } from "../document"
import { useFrame } from "../frame"
import type { OwnerRefund, OwnerRequested, OwnerUnit } from "../../workflows/refunds/lib/owner-refund"

export type RefundProps = {
  license: { id: string; product: string }
  refund: OwnerRefund
  form_token: string
  /** What was typed before something was missing. */
  reason?: string
  /** Ids of the units that were chosen; without it those of the license itself. */
  chosen?: string[]
  /** What is wrong with the form. */
  problem?: "none_chosen" | "too_long" | "refused"
  here?: string
}

const STANDINGS = {
  void_instead: "void",
  already_refunded: "refunded",
  blocked_dispute: "disputed",
  decline_window: "declined",
} as const

function standing(verdict: OwnerRefund["verdict"]): string {
  const own = STANDINGS[verdict as keyof typeof STANDINGS]
  return own ?? (verdict.startsWith("approve_") ? "approve" : "review")
}

/** What the rules say of taking a license back, in plain words, and the way to ask for it. */
export function RefundPage({ license, refund, form_token, reason, chosen, problem, here }: RefundProps) {
  const { t, to } = useFrame()
  const { verdict, reasons, can_request, request } = refund
  const isAsked = request?.status === "open" || request?.status === "approved"
  const errors = {
    ...(problem === "none_chosen" && { units: t("portal.refund.none_chosen") }),
    ...(problem === "too_long" && { reason: t("portal.refund.too_long") }),
  }
  return (
    <Page
      title={t("portal.refund.title")}
      here={here}
      cookie="portal"
      failed={problem !== undefined}
      beside={<Opening at="/portal" />}
    >
      <h1>{t("portal.refund.title")}</h1>
      <p className="lead">{license.product}</p>
      {isAsked && (
        <Notice tone="info" title={t("portal.refund.asked_title")}>
          <Requested {...{ refund, request }} />
          <p>{t("portal.refund.asked")}</p>
        </Notice>
      )}
      {problem === "refused" && (
        <Notice tone="bad" title={t("portal.refund.refused_title")}>
          <p>{t("portal.refund.refused")}</p>
        </Notice>
      )}
      <ErrorSummary errors={errors} />
      {refund.orders.length > 1 && <Orders {...{ license, refund }} />}
      <Card title={t(`portal.refund.verdict.${standing(verdict)}`)} id="verdict">
        {reasons.map((text) => (
          <p key={text}>{text}</p>
        ))}
      </Card>
      {can_request && (
        <Card>
          <Form action="/portal/refund">
            <input type="hidden" name="form_token" value={form_token} />
            <input type="hidden" name="license" value={license.id} />
            <input type="hidden" name="order" value={refund.order_id} />
            <Units
              units={refund.units}
              currency={refund.currency_code}
              chosen={chosen ?? unitsOf(refund, license.id)}
              {...{ errors }}
            />
            <Field
              name="reason"
              label={t("portal.refund.reason")}
              hint={t("portal.refund.reason_hint")}
              value={reason}
              error={errors.reason}
              rows={4}
            />
            <p className="hint">
              {t("portal.refund.what_follows")}
              {refund.units.some(({ kind }) => kind !== "initial") && ` ${t("portal.refund.what_follows_more")}`}
            </p>
            <Button>{t("portal.refund.submit")}</Button>
          </Form>
        </Card>
      )}
      <p className="aside">
        {!can_request && (
          <>
            <a href={to("/tickets/new?category=refund")}>{t("portal.refund.write")}</a>
            {" · "}
          </>
        )}
        <a href={to("/portal")}>{t("portal.renew.back")}</a>
      </p>
    </Page>
  )
}

/** What was asked for, and what it comes to. */
function Requested({ refund, request }: { refund: OwnerRefund; request: OwnerRequested }) {
  const { t, words } = useFrame()
  const units = refund.units.filter(({ unit_id }) => request.unit_ids.includes(unit_id))
  return (
    <>
      <ul>
        {units.map(({ unit_id, title, kind, masked_key }) => (
          <li key={unit_id} dir="auto">
            {[title, kind !== "initial" && t(`portal.refund.kind.${kind}`), masked_key].filter(Boolean).join(" · ")}
          </li>
        ))}
      </ul>
      {request.amount ? (
        <p>{t("portal.refund.amount", { amount: words.money(request.amount, refund.currency_code) })}</p>
      ) : null}
    </>
  )
}

export const refundPath = (license: string, order: string) =>
  `/portal/refund?${new URLSearchParams({ license, order })}`

/** What was paid for a license, order by order. One is asked about at a time. */
function Orders({ license, refund: { order_id, orders } }: Pick<RefundProps, "license" | "refund">) {
  const { t, to, words } = useFrame()
  return (
    <Card title={t("portal.refund.orders")} id="orders" quiet>
      <ul role="list" className="orders">
        {orders.map(({ order_id: id, order_number, kind, paid_at, verdict }) => {
          const name = t(`portal.refund.order.${kind}`, { number: order_number ?? "" })
          return (
            <li key={id}>
              {id === order_id ? (
                <strong aria-current="true">{name}</strong>
              ) : (
                <a href={to(refundPath(license.id, id))}>{name}</a>
              )}
              {paid_at && ` · ${words.day(paid_at)}`} · {t(`portal.refund.verdict.${standing(verdict)}`)}
            </li>
          )
        })}
      </ul>
    </Card>
  )
}

type UnitsProps = { units: OwnerUnit[]; currency: string; chosen: string[]; errors: { units?: string } }

const unitsOf = ({ units }: OwnerRefund, id: string) =>
  units.filter(({ license_id }) => license_id === id).map(({ unit_id }) => unit_id)

function Units({ units, currency, chosen, errors }: UnitsProps) {
  const { t, words } = useFrame()
  const offered = units.filter(({ selectable }) => selectable)
  // Of one alone the page has said it already.
  const judged = offered.length > 1
  const differ = new Set(offered.map(({ verdict }) => standing(verdict))).size > 1
  return (
    <fieldset id={controlId("units")} aria-invalid={errors.units ? true : undefined}>
      <legend>{t("portal.refund.units")}</legend>
      {differ && <p className="hint">{t("portal.refund.careful")}</p>}
      {errors.units && (
        <p className="error">
          <span className="unseen">{t("errors.field")} </span>
          {errors.units}
        </p>
      )}
      {offered.map(({ unit_id, title, kind, masked_key, amount, verdict, reasons }) => (
        <label className="choice" key={unit_id}>
          <input
            type="checkbox"
            name={`unit_${unit_id}`}
            id={controlId(`unit_${unit_id}`)}
            value="1"
            defaultChecked={chosen.includes(unit_id)}
            aria-describedby={judged ? controlId(`why_${unit_id}`) : undefined}
          />
          <span>
            <span className="name" dir="auto">
              {title}
            </span>
            {kind !== "initial" && `${t(`portal.refund.kind.${kind}`)} · `}
            {masked_key} · {words.money(amount, currency)}
            {judged && (
              <span className="hint" id={controlId(`why_${unit_id}`)}>
                {[`${t(`portal.refund.verdict.${standing(verdict)}`)}.`, ...reasons].join(" ")}
              </span>
            )}
          </span>
        </label>
      ))}
    </fieldset>
  )
}

/** It was asked for, and waits for an operator. */
export function RefundAskedPage({ number, email }: { number: number | null; email: string }) {
  const { t, to } = useFrame()
  return (
    <Page title={t("portal.refund.sent_title")} cookie="portal" beside={<Opening at="/portal" />}>
      <h1 tabIndex={-1} data-focus="">
        {t("portal.refund.sent_title")}
      </h1>
      <p className="lead">{t("portal.refund.sent", { email })}</p>
      {number !== null && <p>{t("portal.refund.ticket", { number })}</p>}
      <p>
        <a href={to("/portal")}>{t("portal.renew.back")}</a>
      </p>
    </Page>
  )
}
