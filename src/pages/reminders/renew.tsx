import { ErrorSummary } from "../components/error-summary"
import { Field } from "../components/field"
import { Button, Card, Form } from "../components/parts"
import { Page } from "../document"
import { useFrame } from "../frame"

export type RenewableLicense = {
  id: string
  masked_key: string
  product: string
  plan: string
  /** When it ends, or its updates do; null = never */
  ends: Date | string | null
  updates_only: boolean
  /** What one more term costs; null when it is not known before the cart. */
  price: { amount: number; currency_code: string } | null
}

/** Takes the link of a mail: the script sends it, and without one it can be pasted. */
export function OpenRenewalPage({ missing }: { missing?: boolean }) {
  const { t } = useFrame()
  const error = missing ? t("renew.missing") : undefined
  return (
    <Page title={t("renew.title")} here={missing ? undefined : "/renew"} failed={missing}>
      <h1>{t("renew.title")}</h1>
      <ErrorSummary errors={error ? { token: error } : {}} />
      <Card>
        <p>{t("renew.paste")}</p>
        <Form action="/renew/open" takesFragment>
          <Field name="token" label={t("open.link")} error={error} required code />
          <Button>{t("renew.open")}</Button>
        </Form>
      </Card>
    </Page>
  )
}

/** @param token the mail's, which makes the cart */
export function RenewalPage({ token, licenses }: { token: string; licenses: RenewableLicense[] }) {
  const { t, words } = useFrame()
  const count = licenses.length
  return (
    <Page title={t("renew.title")}>
      <h1>{t("renew.title")}</h1>
      <p className="lead">{t("renew.intro", { count })}</p>
      {licenses.map(({ id, product, plan, masked_key, ends, updates_only, price }) => (
        <Card key={id}>
          <p>
            <strong>{product}</strong> ({plan})
          </p>
          <p>
            <code>{masked_key}</code>
          </p>
          {ends && <p>{t(updates_only ? "renew.updates_until" : "renew.valid_until", { date: words.moment(ends) })}</p>}
          {price && <p>{t("renew.price", { price: words.money(price.amount, price.currency_code) })}</p>}
        </Card>
      ))}
      <Card quiet>
        <Form action="/renew/cart">
          <input type="hidden" name="token" value={token} />
          <Button>{t("renew.submit", { count })}</Button>
        </Form>
        <p>{t("renew.nothing_yet")}</p>
      </Card>
    </Page>
  )
}

/** For a store whose checkout the server does not know: the cart is there, and its number finds it. */
export function CartReadyPage({ cart_id, support_email }: { cart_id: string; support_email: string | null }) {
  const { t } = useFrame()
  return (
    <Page title={t("renew.ready_title")}>
      <h1>{t("renew.ready_title")}</h1>
      <p className="lead">{t("renew.ready")}</p>
      <Card>
        <p>{t("renew.cart")}</p>
        <p>
          <code>{cart_id}</code>
        </p>
        {support_email && (
          <p>
            {t("renew.write")} <a href={`mailto:${support_email}`}>{support_email}</a>
          </p>
        )}
      </Card>
    </Page>
  )
}

/** A link that opens nothing: never did, does no more, or whose licenses cannot be renewed by it. */
export function RenewalProblemPage({ problem }: { problem: "unknown" | "expired" | "nothing" }) {
  const { t, to } = useFrame()
  return (
    <Page title={t(`renew.${problem}_title`)} failed>
      <h1 tabIndex={-1} data-focus="">
        {t(`renew.${problem}_title`)}
      </h1>
      <p className="lead">{t(`renew.${problem}`)}</p>
      <p>
        <a href={to("/tickets/new")}>{t("renew.ask")}</a>
      </p>
    </Page>
  )
}
