import { ErrorSummary, type FieldErrors } from "../components/error-summary"
import { Field } from "../components/field"
import { Button, Card, Form, Notice } from "../components/parts"
import { Page } from "../document"
import { useFrame } from "../frame"

export const TYPED = ["name", "order_number", "email", "part"] as const
export type DeclareValues = Partial<Record<(typeof TYPED)[number], string>>

export type DeclareProps = {
  values: DeclareValues
  errors?: FieldErrors
  /** What kept it from being taken, apart from its fields. */
  problem?: "expired" | "limited" | "failed"
  here?: string
}

/** The first step of a withdrawal; the law gives the words of its heading (directive 2011/83/EU, article 11a, 1). */
export function DeclarePage({ values, errors = {}, problem, here }: DeclareProps) {
  const { t } = useFrame()
  return (
    <Page title={t("withdraw.title")} here={here} failed={problem !== undefined || Object.keys(errors).length > 0}>
      <h1>{t("withdraw.title")}</h1>
      <p className="lead">{t("withdraw.intro")}</p>
      <ErrorSummary errors={errors} />
      {problem && (
        <Notice tone="bad" title={t(`withdraw.${problem}_title`)}>
          <p>{t(`withdraw.${problem}`)}</p>
        </Notice>
      )}
      <Card>
        <Form action="/withdraw">
          <Field
            name="name"
            label={t("withdraw.name")}
            value={values.name}
            error={errors.name}
            autoComplete="name"
            required
          />
          <Field
            name="order_number"
            label={t("withdraw.order_number")}
            hint={t("withdraw.order_number_hint")}
            value={values.order_number}
            error={errors.order_number}
            required
          />
          <Field
            name="email"
            type="email"
            label={t("withdraw.email")}
            hint={t("withdraw.email_hint")}
            value={values.email}
            error={errors.email}
            autoComplete="email"
            required
          />
          <Field
            name="part"
            label={t("withdraw.part")}
            hint={t("withdraw.part_hint")}
            value={values.part}
            error={errors.part}
          />
          <p>{t("withdraw.then")}</p>
          <Button>{t("withdraw.continue")}</Button>
        </Form>
      </Card>
    </Page>
  )
}
