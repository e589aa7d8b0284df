import { Card } from "../components/parts"
import { ToPay, type CartToPay } from "../components/to-pay"
import { Page } from "../document"
import { useFrame } from "../frame"

/** For a store whose checkout the server does not know: the cart is there, and its number finds it. */
export function CartReadyPage({ cart }: { cart: CartToPay }) {
  const { t } = useFrame()
  return (
    <Page title={t("renew.ready_title")}>
      <h1 tabIndex={-1} data-focus="">
        {t("renew.ready_title")}
      </h1>
      <p className="lead">{t("renew.ready")}</p>
      <Card>
        <ToPay cart={cart} />
      </Card>
    </Page>
  )
}
