import { Button, Prompt, Textarea, toast } from "@medusajs/ui"
import { type FormEvent, useRef, useState } from "react"
import { errorMessage } from "../../lib/format"
import { useText } from "../../lib/translate"
import { Field } from "./field"

const SHORTEST_REASON = 3
const LONGEST_REASON = 500

/**
 * Asks for a reason and confirms in one step. It stays open until the server has answered,
 * so that a failure does not lose what was typed.
 */
export const ReasonPrompt = (props: {
  title: string
  description: string
  confirm: string
  danger?: boolean
  reasonRequired: boolean
  reasonHelp: string
  failure: string
  onConfirm: (reason: string) => Promise<void>
  onClose: () => void
}) => {
  const { t } = useText()
  const [reason, setReason] = useState("")
  const [missing, setMissing] = useState(false)
  const [pending, setPending] = useState(false)
  const input = useRef<HTMLTextAreaElement>(null)

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const trimmed = reason.trim()
    if (props.reasonRequired && trimmed.length < SHORTEST_REASON) {
      setMissing(true)
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
          input.current?.focus()
        }}
      >
        <form onSubmit={submit}>
          <Prompt.Header>
            <Prompt.Title>{props.title}</Prompt.Title>
            <Prompt.Description className="text-pretty">{props.description}</Prompt.Description>
          </Prompt.Header>
          <div className="px-6 pt-4">
            <Field
              label={t("reason.label")}
              optional={!props.reasonRequired}
              help={props.reasonHelp}
              error={missing ? t("reason.required") : undefined}
            >
              {(control) => (
                <Textarea
                  {...control}
                  ref={input}
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
