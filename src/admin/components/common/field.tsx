import { Hint, Label, Text } from "@medusajs/ui"
import { type ReactNode, useId } from "react"
import { useText } from "../../lib/translate"

export type FieldControl = { id: string; "aria-describedby": string | undefined; "aria-invalid": boolean }

/** After a refused submit: brings the first field that needs a change into view, once it is marked. */
export function focusFirstError(form: HTMLFormElement | null) {
  requestAnimationFrame(() => form?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus())
}

/** A label, its control, a help text in plain words, and the reason when the value will not do. */
export const Field = (props: {
  label: string
  help?: string
  error?: string
  optional?: boolean
  children: (control: FieldControl) => ReactNode
}) => {
  const { t } = useText()
  const id = useId()
  const described = [props.help && `${id}-help`, props.error && `${id}-error`].filter(Boolean).join(" ")
  return (
    <div className="flex flex-col gap-y-2">
      <div className="flex items-center gap-x-1">
        <Label htmlFor={id} size="small" weight="plus">
          {props.label}
        </Label>
        {props.optional && (
          <Text as="span" size="small" leading="compact" className="text-ui-fg-muted">
            ({t("common.optional")})
          </Text>
        )}
      </div>
      {props.children({ id, "aria-describedby": described || undefined, "aria-invalid": Boolean(props.error) })}
      {props.help && (
        <Hint id={`${id}-help`} className="text-pretty">
          {props.help}
        </Hint>
      )}
      {props.error && (
        <Hint id={`${id}-error`} variant="error" role="alert">
          {props.error}
        </Hint>
      )}
    </div>
  )
}
