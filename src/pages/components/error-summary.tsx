import { useFrame } from "../frame"
import { controlId } from "./field"

/** Texts by field's name, in the order of the form. */
export type FieldErrors = Partial<Record<string, string>>

/** What is wrong with a form, before it, with a link to each field. The script moves the focus here. */
export function ErrorSummary({ errors }: { errors: FieldErrors }) {
  const { t } = useFrame()
  const entries = Object.entries(errors)
  if (!entries.length) {
    return null
  }
  return (
    <div className="notice bad" role="alert" tabIndex={-1} data-focus="">
      <h2 className="notice-title">{t("errors.title", { count: entries.length })}</h2>
      <ul>
        {entries.map(([name, text]) => (
          <li key={name}>
            <a href={`#${controlId(name)}`}>{text}</a>
          </li>
        ))}
      </ul>
    </div>
  )
}
