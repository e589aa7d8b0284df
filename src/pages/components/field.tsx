import type { ReactNode } from "react"
import { useFrame } from "../frame"

export type FieldProps = {
  name: string
  label: string
  hint?: string
  /** One or several. */
  error?: string | string[]
  value?: string
  type?: "text" | "email"
  autoComplete?: string
  inputMode?: "numeric" | "email" | "text"
  required?: boolean
  /** UTF-16 units. Long texts are not cut off while they are pasted: see the server's message. */
  maxLength?: number
  /** For keys and codes. */
  code?: boolean
  /** Lines, which make it a text area. */
  rows?: number
}

export function Field({ rows, type = "text", code, inputMode, maxLength, ...field }: FieldProps) {
  const described = describe(field)
  const common = {
    ...described.control,
    name: field.name,
    defaultValue: field.value,
    autoComplete: field.autoComplete ?? "off",
    required: field.required,
    className: code ? "control code" : "control",
  }
  return (
    <Labelled {...field}>
      {rows ? (
        <textarea {...common} rows={rows} />
      ) : (
        <input
          {...common}
          type={type}
          inputMode={inputMode}
          maxLength={maxLength}
          {...(code && { autoCapitalize: "off", autoCorrect: "off", spellCheck: false })}
        />
      )}
    </Labelled>
  )
}

type SelectProps = Pick<FieldProps, "name" | "label" | "hint" | "error" | "value"> & {
  options: { value: string; label: string }[]
}

export function Select({ options, ...field }: SelectProps) {
  const described = describe(field)
  return (
    <Labelled {...field}>
      <select {...described.control} name={field.name} defaultValue={field.value} className="control">
        {options.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
    </Labelled>
  )
}

type FilesProps = Pick<FieldProps, "name" | "label" | "hint" | "error"> & {
  accept: string
  children?: ReactNode
  /** What the script checks before anything is sent. */
  limits: Record<`data-${string}`, string | number>
}

export function Files({ accept, limits, children, ...field }: FilesProps) {
  const described = describe(field)
  return (
    <Labelled {...field}>
      <input
        {...described.control}
        {...limits}
        type="file"
        name={field.name}
        multiple
        accept={accept}
        className="files"
      />
      {children}
    </Labelled>
  )
}

type LabelledProps = Pick<FieldProps, "name" | "label" | "hint" | "error"> & { children: ReactNode }

export function Labelled({ name, label, hint, error, children }: LabelledProps) {
  const { t } = useFrame()
  const ids = idsOf(name)
  return (
    <div className={error ? "field wrong" : "field"}>
      <label htmlFor={ids.control}>{label}</label>
      {hint && (
        <p className="hint" id={ids.hint}>
          {hint}
        </p>
      )}
      {error !== undefined && (
        <div className="error" id={ids.error}>
          {[error].flat().map((text, index) => (
            <p key={index}>
              <span className="unseen">{t("errors.field")} </span>
              {text}
            </p>
          ))}
        </div>
      )}
      {children}
    </div>
  )
}

/** The id of a field's control, for links to it. */
export const controlId = (name: string) => `field-${name}`

const idsOf = (name: string) => ({ control: controlId(name), hint: `hint-${name}`, error: `error-${name}` })

function describe({ name, hint, error }: Pick<FieldProps, "name" | "hint" | "error">) {
  const ids = idsOf(name)
  const described = [hint && ids.hint, error && ids.error].filter(Boolean).join(" ")
  return {
    control: {
      id: ids.control,
      "aria-describedby": described || undefined,
      "aria-invalid": error ? (true as const) : undefined,
    },
  }
}
