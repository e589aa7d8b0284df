import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { dueTimes, resumed } from "../rules/due-times"
import type { TicketStatus } from "../rules/ticket-status"
import type { ResolvedSupport } from "../options"
import { updateTicket, type TicketRow, type TicketValues } from "./ticket-row"

const IS_DONE: TicketStatus[] = ["resolved", "closed"]
const IS_COUNTED: TicketStatus[] = ["new", "open", "waiting_customer"]

/** What a new status does to the clocks: due times stand still while the customer is waited for, and begin anew after. */
export function statusValues(
  ticket: TicketRow,
  status: TicketStatus,
  now: Date,
  { hours, targets }: Pick<ResolvedSupport, "hours" | "targets">
): TicketValues {
  const values: TicketValues = { status }
  const was = ticket.status
  if (was === "waiting_customer" && ticket.waiting_since) {
    const since = ticket.waiting_since
    values.first_reply_due_at =
      ticket.first_reply_due_at && !ticket.first_replied_at
        ? resumed(ticket.first_reply_due_at, since, now, hours)
        : ticket.first_reply_due_at
    values.resolution_due_at = ticket.resolution_due_at && resumed(ticket.resolution_due_at, since, now, hours)
    values.waiting_since = null
    values.warned_at = null
  }
  if (status === "waiting_customer") {
    values.waiting_since = now
    values.warned_at = null
  }
  if (IS_DONE.includes(status)) {
    values.closed_at = IS_DONE.includes(was) ? ticket.closed_at : now
  } else if (ticket.closed_at) {
    values.closed_at = null
  }
  const begins = IS_COUNTED.includes(status) && (IS_DONE.includes(was) || !ticket.resolution_due_at)
  if (begins) {
    const due = dueTimes(now, ticket.priority, targets, hours)
    values.resolution_due_at = due.resolution_due_at
    values.first_reply_due_at = ticket.first_reply_due_at ?? due.first_reply_due_at
  }
  return values
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
