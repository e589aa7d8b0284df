import { Opening } from "../components/opening"
import { Card } from "../components/parts"
import { Page } from "../document"
import { useFrame } from "../frame"

export type RenewalProps = {
  product: string
  cart: { id: string; total: number; currency_code: string }
}

/** A cart was made, and the store has not said where it is paid. */
export function RenewalPage({ product, cart }: RenewalProps) {
  const { t, to, words } = useFrame()
  return (
    <Page title={t("portal.renew.title")} cookie="portal" beside={<Opening at="/portal" />}>
      <h1 tabIndex={-1} data-focus="">
        {t("portal.renew.title")}
      </h1>
      <p className="lead">{t("portal.renew.text", { product })}</p>
      <Card>
        <p>
          {t("portal.renew.total")}: <strong>{words.money(cart.total, cart.currency_code)}</strong>
        </p>
        <p>
          {t("portal.renew.no_checkout")} <code>{cart.id}</code>
        </p>
        <p>
          <a href={to("/tickets/new?category=purchase")}>{t("portal.door.help_action")}</a>
        </p>
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
