import { Select, Text, clx, toast } from "@medusajs/ui"
import type { ReactNode } from "react"
import { Link } from "react-router-dom"
import { useMe, useOperators } from "../../hooks/operators"
import { useProductTitle } from "../../hooks/plans"
import { useUpdateTicket } from "../../hooks/tickets"
import { errorMessage, formatDateTime, shortKey } from "../../lib/format"
import { CATEGORIES, PRIORITIES } from "../../lib/ticket-query"
import { dueFact, dueText } from "../../lib/ticket-time"
import type { DueState, TicketChanges, TicketContext, TicketThread } from "../../lib/ticket-types"
import { operatorName } from "../../lib/ticket-words"
import { useText } from "../../lib/translate"
import { SideSection } from "./side-section"

const LINK = "text-ui-fg-interactive hover:text-ui-fg-interactive-hover"
/** A select has no empty value. */
const NONE = "none"

/** What an operator sets on a ticket. Each choice is stored at once. */
export const TicketFields = ({ ticket, context }: { ticket: TicketThread; context?: TicketContext }) => {
  const { t, language } = useText()
  const operators = useOperators().data ?? []
  const me = useMe().data
  const update = useUpdateTicket(ticket.id)
  // What was chosen is shown while it is being stored.
  const shown = { ...ticket, ...(update.isPending ? update.variables : {}) }

  const set = async (changes: TicketChanges) => {
    try {
      await update.mutateAsync(changes)
    } catch (error) {
      toast.error(t("tickets.fields.failed"), { description: errorMessage(error, t("common.unknown_error")) })
    }
  }

  const others = operators.filter(({ id }) => id !== me?.id)
  const isListed = operators.some(({ id }) => id === shown.assignee_id)
  const orders = context?.orders ?? []
  const licenses = context?.licenses ?? []

  return (
    <SideSection
      title={t("tickets.fields.title")}
      actions={
        me && shown.assignee_id !== me.id ? (
          <button
            type="button"
            className={clx("txt-compact-small-plus", LINK)}
            disabled={update.isPending}
            onClick={() => void set({ assignee_id: me.id })}
          >
            {t("tickets.take")}
          </button>
        ) : undefined
      }
    >
      <div className="flex flex-col gap-y-3 px-6 py-4">
        <Choice
          label={t("tickets.field.assignee_id")}
          value={shown.assignee_id ?? NONE}
          onChange={(value) => void set({ assignee_id: value === NONE ? null : value })}
          options={[
            [NONE, t("tickets.unassigned")],
            ...(me ? ([[me.id, t("tickets.me_named", { name: operatorName(me, t) })]] as const) : []),
            ...others.map((operator) => [operator.id, operatorName(operator, t)] as const),
            ...(shown.assignee_id && !isListed && shown.assignee_id !== me?.id
              ? ([[shown.assignee_id, operatorName(ticket.assignee, t)]] as const)
              : []),
          ]}
        />
        <Choice
          label={t("tickets.field.priority")}
          value={shown.priority}
          onChange={(priority) => void set({ priority: priority as TicketThread["priority"] })}
          options={PRIORITIES.map((priority) => [priority, t(`tickets.priority.${priority}`)])}
        />
        <Choice
          label={t("tickets.field.category")}
          value={shown.category}
          onChange={(category) => void set({ category: category as TicketThread["category"] })}
          options={CATEGORIES.map((category) => [category, t(`tickets.category.${category}`)])}
        />
        <Choice
          label={t("tickets.field.order_id")}
          value={shown.order_id ?? NONE}
          onChange={(value) => void set({ order_id: value === NONE ? null : value })}
          options={[
            [NONE, t("tickets.none")],
            ...withOwn(
              orders.map(({ id, display_id }) => [id, `#${display_id}`] as const),
              shown.order_id
            ),
          ]}
        />
        <Choice
          label={t("tickets.field.license_id")}
          value={shown.license_id ?? NONE}
          onChange={(value) => void set({ license_id: value === NONE ? null : value })}
          options={[
            [NONE, t("tickets.none")],
            ...withOwn(
              licenses.map(({ id, masked_key }) => [id, shortKey(masked_key)] as const),
              shown.license_id
            ),
          ]}
        />
      </div>
      <div className="flex flex-col gap-y-2 px-6 py-4">
        <Row label={t("tickets.field.first_reply_due_at")}>
          <DueFact
            due={dueFact(ticket.status, ticket.first_reply)}
            at={ticket.first_reply_due_at}
            language={language}
          />
        </Row>
        <Row label={t("tickets.field.resolution_due_at")}>
          <DueFact due={dueFact(ticket.status, ticket.resolution)} at={ticket.resolution_due_at} language={language} />
        </Row>
        {ticket.product_id && (
          <Row label={t("tickets.field.product_id")}>
            <ProductLink id={ticket.product_id} />
          </Row>
        )}
        {ticket.order_id && (
          <Row label={t("tickets.field.order_id")}>
            <Link to={`/orders/${ticket.order_id}`} className={LINK}>
              {t("tickets.open_order")}
            </Link>
          </Row>
        )}
        <Row label={t("tickets.field.source")}>{t(`tickets.source.${ticket.source}`)}</Row>
        <Row label={t("tickets.field.created_at")}>{formatDateTime(ticket.created_at, language)}</Row>
      </div>
    </SideSection>
  )
}

/** What a ticket is about may lie beyond what was read of its customer. */
function withOwn(options: (readonly [string, string])[], own: string | null): (readonly [string, string])[] {
  return own && !options.some(([id]) => id === own) ? [[own, `…${own.slice(-6)}`], ...options] : options
}

const Choice = (props: {
  label: string
  value: string
  options: (readonly [string, string])[]
  onChange: (value: string) => void
}) => (
  <div className="grid grid-cols-[minmax(0,2fr)_minmax(0,3fr)] items-center gap-x-3">
    <Text size="small" leading="compact" className="text-ui-fg-subtle">
      {props.label}
    </Text>
    <Select size="small" value={props.value} onValueChange={props.onChange}>
      <Select.Trigger aria-label={props.label}>
        <Select.Value />
      </Select.Trigger>
      <Select.Content>
        {props.options.map(([value, label]) => (
          <Select.Item key={value} value={value}>
            {label}
          </Select.Item>
        ))}
      </Select.Content>
    </Select>
  </div>
)

const Row = ({ label, children }: { label: string; children: ReactNode }) => (
  <div className="grid grid-cols-[minmax(0,2fr)_minmax(0,3fr)] items-baseline gap-x-3">
    <Text size="small" leading="compact" className="text-ui-fg-subtle">
      {label}
    </Text>
    <div className="txt-compact-small min-w-0 break-words">{children}</div>
  </div>
)

const DUE_COLORS: Partial<Record<DueState["state"], string>> = {
  overdue: "text-ui-fg-error",
  missed: "text-ui-fg-error",
  soon: "text-ui-tag-orange-text",
  done: "text-ui-tag-green-text",
}

const DueFact = ({ due, at, language }: { due: DueState | null; at: string | null; language: string }) => {
  const { t } = useText()
  if (!at || !due || due.state === "none") {
    return <span className="text-ui-fg-muted">–</span>
  }
  const text =
    due.state === "done" || due.state === "missed"
      ? t(`tickets.due.${due.state}`)
      : dueText({ state: due.state, minutes: due.minutes ?? 0, at }, t, language)
  return (
    <span className={DUE_COLORS[due.state]} title={t("tickets.due.tooltip", { date: formatDateTime(at, language) })}>
      {text}
    </span>
  )
}

const ProductLink = ({ id }: { id: string }) => {
  const { t } = useText()
  const title = useProductTitle(id)
  return title.isError ? (
    <>{t("release.product.gone")}</>
  ) : (
    <Link to={`/products/${id}`} className={LINK}>
      {title.data ?? "…"}
    </Link>
  )
}
