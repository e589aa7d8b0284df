import { CATEGORIES } from "../../modules/support/rules/words"
import { ErrorSummary, type FieldErrors } from "../components/error-summary"
import { Field, Select } from "../components/field"
import { Button, Card, Form, Notice } from "../components/parts"
import { Page } from "../document"
import { useFrame } from "../frame"

export const TYPED = ["email", "name", "subject", "category", "product", "message", "order_number"] as const
export type NewTicketValues = Partial<Record<(typeof TYPED)[number], string>>

/** A field that people do not see. Its name says nothing to a browser that fills forms in. */
export const HONEYPOT = "lc_note"

export type NewTicketProps = {
  values: NewTicketValues
  errors?: FieldErrors
  /** What kept the form from being taken, apart from its fields. */
  problem?: "stale" | "limited" | "failed"
  /** A key was typed, and is not shown again. */
  key_dropped?: boolean
  products: { handle: string; title: string }[]
  /** When the form was opened. */
  seal: string
  here?: string
}

/** The form with which anybody opens a ticket. */
export function NewTicketPage(props: NewTicketProps) {
  const { errors = {}, problem, here } = props
  const { t, to } = useFrame()
  return (
    <Page title={t("new.title")} here={here} failed={problem !== undefined || Object.keys(errors).length > 0}>
      <h1>{t("new.title")}</h1>
      <p className="lead">{t("new.intro")}</p>
      <ErrorSummary errors={errors} />
      {problem && (
        <Notice tone="bad" title={t(`new.${problem}_title`)}>
          <p>{t(`new.${problem}`)}</p>
        </Notice>
      )}
      <Card>
        <Form action="/tickets/new">
          <Person {...props} />
          <Subject {...props} />
          <Numbers {...props} />
          <Field
            name="message"
            rows={9}
            label={t("new.message")}
            hint={t("new.message_hint")}
            value={props.values.message}
            error={errors.message}
            required
          />
          <div className="trap" aria-hidden="true">
            <label htmlFor="field-trap">{t("new.honeypot")}</label>
            <input id="field-trap" type="text" name={HONEYPOT} tabIndex={-1} autoComplete="off" />
          </div>
          <input type="hidden" name="seal" value={props.seal} />
          <Button>{t("new.send")}</Button>
        </Form>
      </Card>
      <p className="aside">
        {t("new.have_link")} <a href={to("/t")}>{t("new.have_link_action")}</a>
      </p>
    </Page>
  )
}

function Person({ values, errors = {} }: NewTicketProps) {
  const { t } = useFrame()
  return (
    <>
      <Field
        name="email"
        type="email"
        label={t("new.email")}
        hint={t("new.email_hint")}
        value={values.email}
        error={errors.email}
        autoComplete="email"
        required
      />
      <Field name="name" label={t("new.name")} value={values.name} error={errors.name} autoComplete="name" />
    </>
  )
}

function Subject({ values, errors = {}, products }: NewTicketProps) {
  const { t } = useFrame()
  const categories = CATEGORIES.map((value) => ({ value, label: t(`categories.${value}`) }))
  const { product } = values
  const isElsewhere = product !== undefined && product !== "" && !products.some(({ handle }) => handle === product)
  return (
    <>
      <Select
        name="category"
        label={t("new.category")}
        value={values.category ?? "other"}
        error={errors.category}
        options={categories}
      />
      {isElsewhere && !errors.product ? (
        <input type="hidden" name="product" value={product} />
      ) : (
        products.length > 0 && (
          <Select
            name="product"
            label={t("new.product")}
            value={product ?? ""}
            error={errors.product}
            options={[
              { value: "", label: t("new.product_none") },
              ...products.map(({ handle, title }) => ({ value: handle, label: title })),
            ]}
          />
        )
      )}
      <Field name="subject" label={t("new.subject")} value={values.subject} error={errors.subject} />
    </>
  )
}

function Numbers({ values, errors = {}, key_dropped }: NewTicketProps) {
  const { t } = useFrame()
  const isOpen = Boolean(key_dropped || values.order_number || errors.license_key || errors.order_number)
  return (
    <details className="more" open={isOpen}>
      <summary>{t("new.more")}</summary>
      <Field
        name="license_key"
        label={t("new.license_key")}
        hint={key_dropped ? t("new.license_key_again") : t("new.license_key_hint")}
        error={errors.license_key}
        code
      />
      <Field
        name="order_number"
        label={t("new.order_number")}
        hint={t("new.order_number_hint")}
        value={values.order_number}
        error={errors.order_number}
        inputMode="numeric"
      />
    </details>
  )
}
