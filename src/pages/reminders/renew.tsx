import { ErrorSummary } from "../components/error-summary"
import { controlId, Field } from "../components/field"
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
  ended: boolean
  updates_only: boolean
  /** The end that one more term brings if it is paid now; null when it is not known. */
  new_end: Date | null
  /** What one more term costs; null when it is not known before the cart. */
  price: Money | null
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

type Money = { amount: number; currency_code: string }

export type RenewalProps = {
  /** The mail's, which makes the cart. */
  token: string
  licenses: RenewableLicense[]
  /** For all of them; null when it is not known before the cart. */
  total: Money | null
  is_tax_inclusive: boolean
  /** None was chosen. */
  missing?: boolean
}

/** What a reminder's link may renew, to be chosen where there are several. */
export function RenewalPage({ token, licenses, total, is_tax_inclusive, missing }: RenewalProps) {
  const { t, words } = useFrame()
  const count = licenses.length
  return (
    <Page title={t("renew.title")} failed={missing} again={{ action: "/renew/open", fields: { token } }}>
      <h1>{t("renew.title")}</h1>
      {missing && <ErrorSummary errors={{ [`license-${licenses[0]!.id}`]: t("renew.none_chosen") }} />}
      <p className="lead">{t("renew.intro", { count })}</p>
      <Card>
        <Form action="/renew/cart">
          <input type="hidden" name="token" value={token} />
          {count === 1 ? <License license={licenses[0]!} /> : <Choices licenses={licenses} />}
          {total && count > 1 && (
            <p>
              {t("renew.total")}: <strong>{words.money(total.amount, total.currency_code)}</strong>
            </p>
          )}
          <p className="hint">
            {t("renew.nothing_yet")}{" "}
            {total && t(is_tax_inclusive ? "portal.renew.with_taxes" : "portal.renew.without_taxes")}
          </p>
          <Button>{t("renew.submit", { count })}</Button>
        </Form>
      </Card>
    </Page>
  )
}

/** All are chosen to begin with: that is what the mail was about. */
function Choices({ licenses }: { licenses: RenewableLicense[] }) {
  const { t } = useFrame()
  return (
    <fieldset>
      <legend>{t("renew.choose")}</legend>
      <input type="hidden" name="choose" value="1" />
      {licenses.map((license) => (
        <label key={license.id} className="choice">
          <input
            type="checkbox"
            name={`license-${license.id}`}
            id={controlId(`license-${license.id}`)}
            value="1"
            defaultChecked
          />
          <License license={license} />
        </label>
      ))}
    </fieldset>
  )
}

function License({ license }: { license: RenewableLicense }) {
  const { t, words } = useFrame()
  const { product, plan, masked_key, ends, ended, updates_only, new_end, price } = license
  const what = updates_only ? "updates" : "valid"
  return (
    <span className="lines">
      <span className="name">
        {product} ({plan})
      </span>
      <code>{masked_key}</code>
      {ends && <span>{t(`renew.${what}_${ended ? "ended" : "until"}`, { date: words.day(ends) })}</span>}
      {new_end && <span>{t(`renew.${what}_then`, { date: words.day(new_end) })}</span>}
      {price && <span>{t("renew.price", { price: words.money(price.amount, price.currency_code) })}</span>}
    </span>
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
