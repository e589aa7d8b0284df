import { Badge, Button, FocusModal, Heading, Input, Select, Text, Textarea, toast } from "@medusajs/ui"
import { type FormEvent, useRef, useState } from "react"
import { useCreateTicket } from "../../hooks/tickets"
import { errorMessage } from "../../lib/format"
import { newSubmission } from "../../lib/ticket-drafts"
import { newTicketForm, parseTicketForm, type TicketFormErrors, type TicketFormValues } from "../../lib/ticket-form"
import { CATEGORIES, PRIORITIES } from "../../lib/ticket-query"
import type { Category, Priority, Ticket } from "../../lib/ticket-types"
import { useText } from "../../lib/translate"
import { Field, focusFirstError } from "../common/field"

/** Opens a ticket for a customer, who gets the message by mail, with a link to answer. */
export const CreateTicketModal = (props: {
  /** What is known where it is opened from. */
  about?: { email?: string; name?: string; order?: { id: string; display_id: number | string } }
  onCreated: (ticket: Ticket) => void
  onClose: () => void
}) => {
  const { t } = useText()
  const form = useRef<HTMLFormElement>(null)
  const create = useCreateTicket()
  const { order } = props.about ?? {}
  const [values, setValues] = useState<TicketFormValues>(() => newTicketForm(props.about))
  const [errors, setErrors] = useState<TicketFormErrors>({})
  const [submission, setSubmission] = useState(newSubmission)
  const error = (field: keyof TicketFormValues) => errors[field] && t(`tickets.create.error.${errors[field]}`)
  const change = (changed: Partial<TicketFormValues>) => {
    setValues((current) => ({ ...current, ...changed }))
    // Other words are another ticket, also after a try whose end nobody knows.
    setSubmission(newSubmission())
    setErrors((current) => Object.fromEntries(Object.entries(current).filter(([field]) => !(field in changed))))
  }

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const parsed = parseTicketForm(values)
    if (!parsed.ok) {
      setErrors(parsed.errors)
      focusFirstError(form.current)
      return
    }
    try {
      const { ticket } = await create.mutateAsync({
        ...parsed.ticket,
        ...(order && { order_id: order.id }),
        submission,
      })
      toast.success(t("tickets.create.done", { number: ticket.number }), {
        description: t("tickets.create.done_detail", { email: ticket.email }),
      })
      props.onCreated(ticket)
    } catch (failure) {
      toast.error(t("tickets.create.failed"), { description: errorMessage(failure, t("common.unknown_error")) })
    }
  }

  return (
    <FocusModal open onOpenChange={(open) => !open && !create.isPending && props.onClose()}>
      <FocusModal.Content>
        <FocusModal.Title asChild>
          <span className="sr-only">{t("tickets.create.title")}</span>
        </FocusModal.Title>
        <FocusModal.Description asChild>
          <span className="sr-only">{t("tickets.create.description")}</span>
        </FocusModal.Description>
        <form ref={form} onSubmit={submit} className="flex h-full flex-col overflow-hidden" noValidate>
          <FocusModal.Header />
          <FocusModal.Body className="flex flex-1 flex-col items-center overflow-y-auto">
            <div className="flex w-full max-w-[720px] flex-col gap-y-6 px-4 py-10 sm:px-2 md:py-16">
              <div>
                <Heading>{t("tickets.create.title")}</Heading>
                <Text size="small" className="text-ui-fg-subtle text-pretty">
                  {t("tickets.create.description")}
                </Text>
                {order && (
                  <Badge size="2xsmall" className="mt-2">
                    {t("tickets.create.about_order", { number: order.display_id })}
                  </Badge>
                )}
              </div>
              <div className="grid grid-cols-1 gap-6 sm:grid-cols-2">
                <Field label={t("tickets.create.email")} error={error("email")}>
                  {(control) => (
                    <Input
                      {...control}
                      inputMode="email"
                      maxLength={254}
                      autoComplete="off"
                      value={values.email}
                      onChange={(event) => change({ email: event.target.value })}
                    />
                  )}
                </Field>
                <Field label={t("tickets.create.name")} optional>
                  {(control) => (
                    <Input
                      {...control}
                      maxLength={100}
                      autoComplete="off"
                      value={values.name}
                      onChange={(event) => change({ name: event.target.value })}
                    />
                  )}
                </Field>
                <Field label={t("tickets.field.category")}>
                  {(control) => (
                    <Select
                      value={values.category}
                      onValueChange={(category) => change({ category: category as Category })}
                    >
                      <Select.Trigger id={control.id}>
                        <Select.Value />
                      </Select.Trigger>
                      <Select.Content>
                        {CATEGORIES.map((category) => (
                          <Select.Item key={category} value={category}>
                            {t(`tickets.category.${category}`)}
                          </Select.Item>
                        ))}
                      </Select.Content>
                    </Select>
                  )}
                </Field>
                <Field label={t("tickets.field.priority")}>
                  {(control) => (
                    <Select
                      value={values.priority}
                      onValueChange={(priority) => change({ priority: priority as Priority })}
                    >
                      <Select.Trigger id={control.id}>
                        <Select.Value />
                      </Select.Trigger>
                      <Select.Content>
                        {PRIORITIES.map((priority) => (
                          <Select.Item key={priority} value={priority}>
                            {t(`tickets.priority.${priority}`)}
                          </Select.Item>
                        ))}
                      </Select.Content>
                    </Select>
                  )}
                </Field>
              </div>
              <Field label={t("tickets.field.subject")} error={error("subject")}>
                {(control) => (
                  <Input
                    {...control}
                    maxLength={150}
                    autoComplete="off"
                    value={values.subject}
                    onChange={(event) => change({ subject: event.target.value })}
                  />
                )}
              </Field>
              <Field
                label={t("tickets.create.message")}
                help={t("tickets.create.message_help")}
                error={error("message")}
              >
                {(control) => (
                  <Textarea
                    {...control}
                    rows={10}
                    maxLength={20_000}
                    value={values.message}
                    onChange={(event) => change({ message: event.target.value })}
                  />
                )}
              </Field>
            </div>
          </FocusModal.Body>
          <FocusModal.Footer>
            <FocusModal.Close asChild>
              <Button size="small" variant="secondary" type="button" disabled={create.isPending}>
                {t("common.cancel")}
              </Button>
            </FocusModal.Close>
            <Button size="small" type="submit" isLoading={create.isPending}>
              {t("tickets.create.submit")}
            </Button>
          </FocusModal.Footer>
        </form>
      </FocusModal.Content>
    </FocusModal>
  )
}
