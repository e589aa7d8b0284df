import { Copy } from "../components/copy"
import { Button, Fact, Form } from "../components/parts"
import { useFrame } from "../frame"
import { Devices } from "./devices"
import { mayBeRenewed, type PortalLicense } from "./model"

export type SectionProps = {
  license: PortalLicense
  form_token: string
  page: number
  /** Its key in clear. */
  shown?: string
}

/** One license: what it is good for, its key, its devices, and what can be done with it. */
export function LicenseSection({ license, form_token, page, shown }: SectionProps) {
  const { t, to } = useFrame()
  const { id, product, plan, state, masked_key, order_number } = license
  // Its key opens nothing any more, and there are no seats to free.
  const isOver = license.status === "revoked"
  const about = new URLSearchParams({ product: product.handle })
  return (
    <section className="card license" id={id} aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{product.title}</h2>
      <p>
        <span className={`status ${state}`}>{t(`portal.state.${state}`)}</span> <StateText license={license} />
      </p>
      {license.refund === "open" && <p>{t("portal.refund.waits")}</p>}
      <dl className="facts">
        <Fact label={t("portal.license.plan")}>{plan.name}</Fact>
        <Fact label={t("portal.license.updates")}>
          <Updates license={license} />
        </Fact>
        <Fact label={t("portal.license.seats")}>
          {license.seats.limit === null
            ? t("portal.license.seats_unlimited", { used: license.seats.used })
            : t("portal.license.seats_of", { used: license.seats.used, limit: license.seats.limit })}
        </Fact>
        {order_number !== null && <Fact label={t("portal.license.order")}>#{order_number}</Fact>}
      </dl>
      <div className="key" id={`${id}-key`} tabIndex={shown === undefined ? undefined : -1} data-focus={shown && ""}>
        <p className="label">{t("portal.license.key")}</p>
        <p>
          <code id={`${id}-text`}>{shown ?? masked_key}</code>
        </p>
        {isOver ? null : shown === undefined ? (
          <Form action={`/portal/licenses/${id}/key#${id}-key`}>
            <Hidden {...{ form_token, page }} />
            <Button quiet label={`${t("portal.license.show")}: ${product.title}, ${masked_key}`}>
              {t("portal.license.show")}
            </Button>
          </Form>
        ) : (
          <>
            <Copy from={`${id}-text`} />
            <p className="hint">{t("portal.license.shown")}</p>
          </>
        )}
      </div>
      {!isOver && <Devices {...{ license, form_token, page }} />}
      {mayBeRenewed(license) && (
        <div className="action">
          <a
            className="button"
            href={to(`/portal/licenses/${id}/renew`)}
            aria-label={t("portal.renew.named", { product: product.title, key: masked_key })}
          >
            {t("portal.renew.submit")}
          </a>
        </div>
      )}
      <p className="aside">
        {license.refund !== "none" && (
          <>
            <a href={to(`/portal/refund?${new URLSearchParams({ license: id })}`)}>
              {t(license.refund === "open" ? "portal.refund.link_open" : "portal.refund.link")}
            </a>
            {" · "}
          </>
        )}
        <a href={to(`/tickets/new?${about}&category=license`)}>{t("portal.help")}</a>
      </p>
    </section>
  )
}

/** What every form of a license carries: the proof that it is of this session's page, and where to come back to. */
export function Hidden({ form_token, page }: Pick<SectionProps, "form_token" | "page">) {
  return (
    <>
      <input type="hidden" name="form_token" value={form_token} />
      <input type="hidden" name="page" value={page} />
    </>
  )
}

function StateText({ license: { state, expires_at, on_expiry } }: Pick<SectionProps, "license">) {
  const { t, words } = useFrame()
  const date = expires_at ? words.day(expires_at) : ""
  if (state === "active") {
    return t(expires_at ? "portal.state_text.until" : "portal.state_text.endless", { date })
  }
  if (state === "grace") {
    return t(on_expiry === "keep_running" ? "portal.state_text.grace_keep" : "portal.state_text.grace", { date })
  }
  // Without a term there is no day on which it ended.
  return t(state === "expired" && !expires_at ? "portal.state_text.expired_paid_back" : `portal.state_text.${state}`, {
    date,
  })
}

function Updates({ license: { updates_until, expires_at } }: Pick<SectionProps, "license">) {
  const { t, words } = useFrame()
  if (!updates_until) {
    return t(expires_at ? "portal.license.with_license" : "portal.license.updates_always")
  }
  const has_ended = new Date(updates_until) <= new Date()
  return t(has_ended ? "portal.license.updates_ended" : "portal.license.updates_until", {
    date: words.day(updates_until),
  })
}
