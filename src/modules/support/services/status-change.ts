import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { BusinessHours } from "../rules/business-hours"
import { dueTimes, resumed } from "../rules/due-times"
import type { TicketStatus } from "../rules/ticket-status"
import type { ResolvedSupport } from "../options"
import { updateTicket, type TicketRow, type TicketValues } from "./ticket-row"

export const IS_DONE: TicketStatus[] = ["resolved", "closed"]
const IS_COUNTED: TicketStatus[] = ["new", "open", "waiting_customer"]

type Clocks = Pick<ResolvedSupport, "hours" | "targets">

/**
 * What a new status does to the clocks. Due times stand still while the customer is waited for; for what is spam they
 * do not run at all. They begin anew for what was done, was spam, or was held until now.
 */
export function statusValues(
  ticket: TicketRow,
  status: TicketStatus,
  now: Date,
  { hours, targets }: Clocks
): TicketValues {
  const values: TicketValues = { status, ...(ticket.status === "waiting_customer" && endOfWait(ticket, now, hours)) }
  const was = ticket.status
  if (status === "waiting_customer") {
    values.waiting_since = now
    values.warned_at = null
  }
  if (IS_DONE.includes(status)) {
    values.closed_at = IS_DONE.includes(was) ? ticket.closed_at : now
  } else if (ticket.closed_at && status !== "spam") {
    values.closed_at = null
  }
  if (status === "spam" || status === "held") {
    values.resolution_due_at = null
    values.first_reply_due_at = ticket.first_replied_at ? ticket.first_reply_due_at : null
  }
  const begins = IS_COUNTED.includes(status) && (IS_DONE.includes(was) || !ticket.resolution_due_at)
  if (begins) {
    const due = dueTimes(now, ticket.priority, targets, hours)
    values.resolution_due_at = due.resolution_due_at
    values.first_reply_due_at = ticket.first_reply_due_at ?? due.first_reply_due_at
  }
  return values
}

/** The store wrote again while the customer was waited for: the waiting, and what was said of its end, begin anew. */
export function waitAnew(ticket: TicketRow, now: Date, { hours }: Clocks): TicketValues {
  return ticket.status === "waiting_customer" ? { ...endOfWait(ticket, now, hours), waiting_since: now } : {}
}

function endOfWait(ticket: TicketRow, now: Date, hours: BusinessHours): TicketValues {
  const { waiting_since: since, first_reply_due_at, first_replied_at, resolution_due_at } = ticket
  if (!since) {
    return {}
  }
  return {
    first_reply_due_at:
      first_reply_due_at && !first_replied_at ? resumed(first_reply_due_at, since, now, hours) : first_reply_due_at,
    resolution_due_at: resolution_due_at && resumed(resolution_due_at, since, now, hours),
    waiting_since: null,
    warned_at: null,
  }
}

/** Writes it, and makes the row in hand what is stored. */
export async function setStatus(
  trx: Knex.Transaction,
  ticket: TicketRow,
  status: TicketStatus,
  now: Date,
  support: ResolvedSupport,
  more: TicketValues = {}
): Promise<TicketRow> {
  const values = { ...(status === ticket.status ? {} : statusValues(ticket, status, now, support)), ...more }
  await updateTicket(trx, ticket.id, values)
  return { ...ticket, ...(values as Partial<TicketRow>) }
}
