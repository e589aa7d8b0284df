import { useFrame } from "../frame"
import type { FieldErrors } from "./error-summary"
import { Field } from "./field"
import { Button, Card, Form } from "./parts"

/** For who has no JavaScript, or another browser than the one that mails open in. */
export function PasteForm({ error, at = "/t" }: { error?: string; at?: string }) {
  const { t } = useFrame()
  return (
    <Form action={`${at}/session`}>
      <Field name="token" label={t("open.link")} error={error} required code />
      <Button>{t("open.submit")}</Button>
    </Form>
  )
}

export type LinkRequestValues = { email?: string; number?: string }
type LinkRequestProps = { title: string; values?: LinkRequestValues; errors?: FieldErrors }

/** Asks for a new private link, by what its owner knows. */
export function LinkRequest({ title, values = {}, errors = {} }: LinkRequestProps) {
  const { t } = useFrame()
  return (
    <Card title={title} id="new-link" quiet>
      <p>{t("link.intro")}</p>
      <Form action="/t/link">
        <Field
          name="email"
          type="email"
          label={t("link.email")}
          value={values.email}
          error={errors.email}
          autoComplete="email"
          required
        />
        <Field
          name="number"
          label={t("link.number")}
          hint={t("link.number_hint")}
          value={values.number}
          error={errors.number}
          inputMode="numeric"
          required
        />
        <Button quiet>{t("link.submit")}</Button>
      </Form>
    </Card>
  )
}

/** What somebody wrote that was not sent, to be copied. */
export function KeptText({ text }: { text: string }) {
  const { t } = useFrame()
  return (
    <div className="field">
      <label htmlFor="kept">{t("other_visit.kept")}</label>
      <textarea id="kept" className="control" rows={8} readOnly defaultValue={text} />
    </div>
  )
}
