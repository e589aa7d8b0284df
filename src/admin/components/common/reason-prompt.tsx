import { Button, Prompt, Textarea, toast } from "@medusajs/ui"
import { type FormEvent, type ReactNode, useRef, useState } from "react"
import { errorMessage } from "../../lib/format"
import { useText } from "../../lib/translate"
import { Field, focusFirstError } from "./field"

const SHORTEST_REASON = 3
const LONGEST_REASON = 500

/**
 * Asks for a reason and confirms in one step. It stays open until the server has answered,
 * so that a failure does not lose what was typed.
 *
 * @param children what else is asked, above the reason
 * @param check whether that can be sent; what is wrong with it is shown there
 */
export const ReasonPrompt = (props: {
  title: string
  description: string
  confirm: string
  danger?: boolean
  reasonRequired: boolean
  reasonHelp: string
  failure: string
  /** What stands there to begin with, such as where it is asked from. */
  initialReason?: string
  children?: ReactNode
  check?: () => boolean
  onConfirm: (reason: string) => Promise<void>
  onClose: () => void
}) => {
  const { t } = useText()
  const [reason, setReason] = useState(props.initialReason ?? "")
  const [missing, setMissing] = useState(false)
  const [pending, setPending] = useState(false)
  const form = useRef<HTMLFormElement>(null)

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const trimmed = reason.trim()
    const reasonMissing = props.reasonRequired && trimmed.length < SHORTEST_REASON
    setMissing(reasonMissing)
    if (props.check?.() === false || reasonMissing) {
      focusFirstError(form.current)
      return
    }
    setPending(true)
    try {
      await props.onConfirm(trimmed)
    } catch (error) {
      toast.error(props.failure, { description: errorMessage(error, t("common.unknown_error")) })
    } finally {
      setPending(false)
    }
  }

  return (
    <Prompt
      open
      onOpenChange={(open) => !open && !pending && props.onClose()}
      variant={props.danger ? "danger" : "confirmation"}
    >
      <Prompt.Content
        className="max-w-[calc(100%-2rem)] sm:max-w-[400px]"
        onOpenAutoFocus={(event) => {
          // Radix would put the focus on "Cancel"; the first thing to do here is to type.
          event.preventDefault()
          form.current?.querySelector<HTMLElement>("input, textarea")?.focus()
        }}
      >
        <form ref={form} onSubmit={submit} noValidate>
          <Prompt.Header>
            <Prompt.Title>{props.title}</Prompt.Title>
            <Prompt.Description className="text-pretty">{props.description}</Prompt.Description>
          </Prompt.Header>
          <div className="flex flex-col gap-y-4 px-6 pt-4">
            {props.children}
            <Field
              label={t("reason.label")}
              optional={!props.reasonRequired}
              help={props.reasonHelp}
              error={missing ? t("reason.required") : undefined}
            >
              {(control) => (
                <Textarea
                  {...control}
                  rows={3}
                  maxLength={LONGEST_REASON}
                  value={reason}
                  onChange={(event) => {
                    setReason(event.target.value)
                    setMissing(false)
                  }}
                />
              )}
            </Field>
          </div>
          <Prompt.Footer>
            <Prompt.Cancel disabled={pending}>{t("common.cancel")}</Prompt.Cancel>
            <Button type="submit" size="small" variant={props.danger ? "danger" : "primary"} isLoading={pending}>
              {props.confirm}
            </Button>
          </Prompt.Footer>
        </form>
      </Prompt.Content>
    </Prompt>
  )
}
