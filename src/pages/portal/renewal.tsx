import { Opening } from "../components/opening"
import { Button, Card, Fact, Form } from "../components/parts"
import { ToPay, type CartToPay, type NewEnd } from "../components/to-pay"
import { Page } from "../document"
import { useFrame } from "../frame"
import type { PortalLicense } from "./model"

type RenewalProps = {
  license: Pick<PortalLicense, "id" | "product" | "plan" | "masked_key" | "expires_at" | "updates_until">
  /** What it comes to if it is paid now. */
  quote: { currency_code: string | null; new_expires_at: Date | null; new_updates_until: Date | null }
  /** For all of its units. */
  total: number
  is_tax_inclusive: boolean
  form_token: string
}

/** What a renewal costs and comes to, before its cart is made. */
export function RenewalPage({ license, quote, total, is_tax_inclusive, form_token }: RenewalProps) {
  const { t, to, words } = useFrame()
  const { id, product, plan, masked_key, expires_at, updates_until } = license
  const at = `/portal/licenses/${id}/renew`
  const { new_expires_at, new_updates_until } = quote
  return (
    <Page title={t("portal.renew.title", { product: product.title })} here={at} cookie="portal">
      <h1>{t("portal.renew.title", { product: product.title })}</h1>
      <p className="lead">{t("portal.renew.intro")}</p>
      <Card>
        <dl className="facts">
          <Fact label={t("portal.license.plan")}>{plan.name}</Fact>
          <Fact label={t("portal.license.key")}>
            <code>{masked_key}</code>
          </Fact>
          {new_expires_at && (
            <Fact label={t("portal.renew.valid")}>
              <Days from={expires_at} to={new_expires_at} />
            </Fact>
          )}
          {new_updates_until && (
            <Fact label={t("portal.renew.updates")}>
              <Days from={updates_until} to={new_updates_until} />
            </Fact>
          )}
          <Fact label={t("portal.renew.price")}>{words.money(total, quote.currency_code!)}</Fact>
        </dl>
        <p className="hint">{t(is_tax_inclusive ? "portal.renew.with_taxes" : "portal.renew.without_taxes")}</p>
        <Form action={at}>
          <input type="hidden" name="form_token" value={form_token} />
          <Button>{t("portal.renew.make")}</Button>
        </Form>
      </Card>
      <p className="aside">
        <a href={to("/portal")}>{t("portal.renew.back")}</a>
      </p>
    </Page>
  )
}

function Days({ from, to }: { from: Date | string | null; to: Date }) {
  const { t, words } = useFrame()
  if (!from) {
    return <>{t("portal.renew.until", { to: words.day(to) })}</>
  }
  const has_ended = new Date(from) <= new Date()
  return (
    <>{t(has_ended ? "portal.renew.ended_to" : "portal.renew.from_to", { from: words.day(from), to: words.day(to) })}</>
  )
}

type RenewalCartProps = {
  product: string
  cart: CartToPay
  until: NewEnd
}

/** A cart was made, and the store has not said where it is paid. */
export function RenewalCartPage({ product, cart, until }: RenewalCartProps) {
  const { t, to } = useFrame()
  return (
    <Page title={t("portal.renew.ready_title")} cookie="portal" beside={<Opening at="/portal" />}>
      <h1 tabIndex={-1} data-focus="">
        {t("portal.renew.ready_title")}
      </h1>
      <p className="lead">{t("portal.renew.text", { product })}</p>
      <Card>
        <ToPay cart={cart} until={until} />
      </Card>
      <p className="aside">
        <a href={to("/portal")}>{t("portal.renew.back")}</a>
      </p>
    </Page>
  )
}

/** The store has a reason not to renew it, such as a plan that has no term any more. */
export function NoRenewalPage() {
  const { t, to } = useFrame()
  return (
    <Page title={t("portal.renew.refused_title")} cookie="portal" failed beside={<Opening at="/portal" />}>
      <h1 tabIndex={-1} data-focus="">
        {t("portal.renew.refused_title")}
      </h1>
      <p className="lead">{t("portal.renew.refused")}</p>
      <p>
        <a href={to("/tickets/new?category=purchase")}>{t("portal.door.help_action")}</a>
      </p>
      <p>
        <a href={to("/portal")}>{t("portal.renew.back")}</a>
      </p>
    </Page>
  )
}
