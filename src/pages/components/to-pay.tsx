import { useFrame } from "../frame"
import { Fact } from "./parts"

export type CartToPay = { id: string; total: number; currency_code: string }

/** What its payment brings; null: never ends. */
export type NewEnd = { expires_at: Date | null; updates_until: Date | null }

/** What a cart comes to, and what to name to the store, where the server does not know the way to its checkout. */
export function ToPay({ cart, until }: { cart: CartToPay; until?: NewEnd }) {
  const { t, to, words } = useFrame()
  return (
    <>
      <dl className="facts">
        <Fact label={t("to_pay.total")}>{words.money(cart.total, cart.currency_code)}</Fact>
        {until?.expires_at && <Fact label={t("to_pay.until")}>{words.day(until.expires_at)}</Fact>}
        {until?.updates_until && <Fact label={t("to_pay.updates")}>{words.day(until.updates_until)}</Fact>}
        <Fact label={t("to_pay.reference")}>
          <code>{cart.id}</code>
        </Fact>
      </dl>
      <p>
        {t("to_pay.how")} <a href={to("/tickets/new?category=purchase")}>{t("to_pay.write")}</a>
      </p>
    </>
  )
}
