import { nextStatus, type Happening } from "../../modules/support/rules/ticket-status"
import type { BadgeColor, BadgeSpec } from "./badges"
import type {
  Priority,
  StatusAction,
  Ticket,
  TicketLink,
  TicketRef,
  TicketStatus,
  TicketThread,
  View,
} from "./ticket-types"

const STATUS_COLORS: Record<TicketStatus, BadgeColor> = {
  new: "blue",
  open: "orange",
  waiting_customer: "purple",
  resolved: "green",
  closed: "grey",
  spam: "red",
  held: "red",
}

export function ticketBadge(status: TicketStatus): BadgeSpec {
  return { color: STATUS_COLORS[status] ?? "grey", label: `tickets.status.${status}` }
}

const PRIORITY_COLORS: Partial<Record<Priority, BadgeColor>> = { urgent: "red", high: "orange" }

/** Most tickets have the normal priority: only what is not is marked. */
export function priorityBadge(priority: Priority): BadgeSpec | null {
  return priority === "normal"
    ? null
    : { color: PRIORITY_COLORS[priority] ?? "grey", label: `tickets.priority.${priority}` }
}

const LINK_COLORS: Record<TicketLink["state"], BadgeColor> = {
  owed: "blue",
  valid: "green",
  expired: "grey",
  revoked: "red",
}

export function linkBadge(state: TicketLink["state"]): BadgeSpec {
  return { color: LINK_COLORS[state] ?? "grey", label: `tickets.links.state.${state}` }
}

const HAPPENING: Record<StatusAction, Happening> = {
  resolve: "resolved",
  close: "closed_by_operator",
  reopen: "reopened",
  open: "set_open",
  waiting: "set_waiting",
  spam: "marked_spam",
  ham: "marked_ham",
  release: "released",
}

/** In the order in which the menu shows them. `reopen` and `open` do the same to most tickets: one of them is enough. */
const ACTIONS: StatusAction[] = ["resolve", "waiting", "reopen", "open", "close", "release", "ham", "spam"]

type Standing = Pick<Ticket, "status" | "closed_at" | "merged_into_id">

/** What an operator can do to a ticket now: what the rules allow and what would change it. */
export function ticketActions(ticket: Standing): StatusAction[] {
  const useful = ACTIONS.filter((action) => leadsOn(ticket, HAPPENING[action]))
  return useful.includes("reopen") ? useful.filter((action) => action !== "open") : useful
}

/** Whether customers can be answered in it; if not, `tickets.reply.blocked.<why>` says what to do first. */
export function replyBlock(ticket: Standing): "closed" | "spam" | "held" | "merged" | null {
  if (!("refused" in step(ticket, "operator_replied"))) {
    return null
  }
  return ticket.merged_into_id ? "merged" : (ticket.status as "closed" | "spam" | "held")
}

export function canMerge(ticket: Standing): boolean {
  return leadsOn(ticket, "merged")
}

/**
 * The ticket that a mail, once it is let through, goes on with: the one that it answers, when both are of one address.
 * Only those can be merged.
 */
export function mergeHint(
  ticket: Standing & Pick<TicketThread, "hold_reason" | "follow_up_of" | "earlier">
): TicketRef | null {
  const { hold_reason, follow_up_of, earlier } = ticket
  const isOfAddress = earlier.some(
    ({ id, status }) => id === follow_up_of?.id && status !== "spam" && status !== "held"
  )
  return hold_reason !== null && isOfAddress && canMerge(ticket) ? follow_up_of : null
}

function leadsOn(ticket: Standing, happening: Happening): boolean {
  const next = step(ticket, happening)
  return "changed" in next && next.changed
}

const step = ({ status, merged_into_id }: Standing, happening: Happening) =>
  nextStatus({ status, merged_into_id, closed_at: null }, happening, new Date(), 0)

/** What a selection of tickets is offered, by the view they were picked in. */
export function bulkActions(view: View): StatusAction[] {
  switch (view) {
    case "held":
      return ["release", "spam"]
    case "spam":
      return ["ham"]
    case "closed":
      return ["reopen"]
    default:
      return ["resolve", "close", "spam"]
  }
}
