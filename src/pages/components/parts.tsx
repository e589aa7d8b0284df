import type { ReactNode } from "react"
import { useFrame } from "../frame"

/** A sheet of the page with a heading of its own, or without. */
export function Card({ title, id, quiet, children }: CardProps) {
  return (
    <section className={quiet ? "card quiet" : "card"} aria-labelledby={title && id ? id : undefined}>
      {title && <h2 id={id}>{title}</h2>}
      {children}
    </section>
  )
}
type CardProps = { title?: string; id?: string; quiet?: boolean; children: ReactNode }

type Tone = "good" | "bad" | "info"

/** What just happened. Screen readers say it when the page opens: at once what went wrong, the rest when they pause. */
export function Notice({ tone, title, children }: { tone: Tone; title?: string; children?: ReactNode }) {
  return (
    <div className={`notice ${tone}`} role={tone === "bad" ? "alert" : "status"}>
      {title && <p className="notice-title">{title}</p>}
      {children}
    </div>
  )
}

type ButtonProps = { children: ReactNode; quiet?: boolean; name?: string; value?: string; label?: string }

export function Button({ children, quiet, name, value, label }: ButtonProps) {
  return (
    <button className={quiet ? "button quiet" : "button"} type="submit" name={name} value={value} aria-label={label}>
      {children}
    </button>
  )
}

/** A form that posts to one of the pages, and sends once however often its button is pressed. */
export function Form({ action, files, takesFragment, again, children }: FormProps) {
  const { to } = useFrame()
  return (
    // Browsers' own messages come one at a time, and not in the page's language: ours stand at the fields.
    <form
      method="post"
      action={to(action)}
      encType={files ? "multipart/form-data" : undefined}
      noValidate
      data-once={again ? undefined : ""}
      data-fragment={takesFragment ? "" : undefined}
    >
      {children}
    </form>
  )
}

type FormProps = {
  action: string
  files?: boolean
  /** Its field `token` is filled with what stands behind the # of the address, and sent at once. */
  takesFragment?: boolean
  /** May be sent again: its answer is a file, and the page stays. */
  again?: boolean
  children: ReactNode
}

/** A moment in UTC, which the script rewrites into the reader's own zone. */
export function Moment({ at }: { at: Date | string }) {
  const { words } = useFrame()
  return (
    <time dateTime={new Date(at).toISOString()} data-moment="">
      {words.moment(at)}
    </time>
  )
}

/** One of the facts of a `<dl className="facts">`. */
export function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  )
}
