import { Button, Drawer, RadioGroup, Text, Textarea, toast } from "@medusajs/ui"
import { type FormEvent, useState } from "react"
import { useMergeTicket, useTickets } from "../../hooks/tickets"
import { errorMessage } from "../../lib/format"
import type { TicketThread } from "../../lib/ticket-types"
import { useText } from "../../lib/translate"
import { Field } from "../common/field"
import { LoadError } from "../common/load-error"
import { LoadingRows } from "../common/loading"

const MOST = 50
const NOT_INTO = ["spam", "held"]

/** Moves everything of this ticket into another one of the same address. */
export const MergeDialog = (props: {
  ticket: TicketThread
  /** Picked already, and still to be confirmed. */
  initialInto?: string
  onMerged: (intoId: string) => void
  onClose: () => void
}) => {
  const { t } = useText()
  const { ticket } = props
  const merge = useMergeTicket(ticket.id)
  const query = useTickets({ view: "all", email: ticket.email, limit: MOST, offset: 0, order: "-last_message_at" })
  const [into, setInto] = useState(props.initialInto ?? "")
  const [reason, setReason] = useState("")
  const targets = query.data?.tickets.filter(
    ({ id, merged_into_id, status }) => id !== ticket.id && !merged_into_id && !NOT_INTO.includes(status)
  )

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    try {
      const { ticket: target } = await merge.mutateAsync({
        into_id: into,
        ...(reason.trim() && { reason: reason.trim() }),
      })
      toast.success(t("tickets.merge.done", { number: target.number }))
      props.onMerged(target.id)
    } catch (error) {
      toast.error(t("tickets.merge.failed"), { description: errorMessage(error, t("common.unknown_error")) })
    }
  }

  return (
    <Drawer open onOpenChange={(open) => !open && !merge.isPending && props.onClose()}>
      <Drawer.Content>
        <form onSubmit={submit} className="flex h-full flex-col overflow-hidden">
          <Drawer.Header>
            <Drawer.Title>{t("tickets.merge.title", { number: ticket.number })}</Drawer.Title>
            <Drawer.Description>{t("tickets.merge.help")}</Drawer.Description>
          </Drawer.Header>
          <Drawer.Body className="flex flex-1 flex-col gap-y-6 overflow-y-auto">
            {query.isError && !targets ? (
              <LoadError
                title={t("tickets.load_failed")}
                error={query.error}
                onRetry={() => query.refetch()}
                retrying={query.isFetching}
              />
            ) : !targets ? (
              <LoadingRows rows={3} />
            ) : targets.length === 0 ? (
              <Text size="small" className="text-ui-fg-subtle text-pretty">
                {t("tickets.merge.none", { email: ticket.email })}
              </Text>
            ) : (
              <>
                <RadioGroup
                  aria-label={t("tickets.merge.into")}
                  value={into}
                  onValueChange={setInto}
                  className="flex flex-col gap-y-2"
                >
                  {targets.map(({ id, number, subject, status }) => (
                    <RadioGroup.ChoiceBox
                      key={id}
                      value={id}
                      label={`#${number} ${subject}`}
                      description={t(`tickets.status.${status}`)}
                    />
                  ))}
                </RadioGroup>
                <Field label={t("reason.label")} help={t("tickets.reason_help")} optional>
                  {(control) => (
                    <Textarea
                      {...control}
                      rows={2}
                      maxLength={500}
                      value={reason}
                      onChange={(event) => setReason(event.target.value)}
                    />
                  )}
                </Field>
              </>
            )}
          </Drawer.Body>
          <Drawer.Footer>
            <Drawer.Close asChild>
              <Button size="small" variant="secondary" type="button" disabled={merge.isPending}>
                {t("common.cancel")}
              </Button>
            </Drawer.Close>
            <Button
              size="small"
              type="submit"
              disabled={!targets?.some(({ id }) => id === into)}
              isLoading={merge.isPending}
            >
              {t("tickets.merge.confirm")}
            </Button>
          </Drawer.Footer>
        </form>
      </Drawer.Content>
    </Drawer>
  )
}
