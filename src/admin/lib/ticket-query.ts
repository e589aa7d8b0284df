import { VIEWS, type View } from "./ticket-types"

export const CATEGORIES = ["license", "purchase", "activation", "update", "refund", "other"] as const
export const PRIORITIES = ["urgent", "high", "normal", "low"] as const

/** What the table's filters are called in the page's address, as they are in the API. */
export const TICKET_FILTERS = ["category", "priority", "assignee_id"] as const
export const REPEATABLE_FILTERS: readonly string[] = ["category", "priority"]

export type TicketQuery = Record<string, string | number | string[]>

export function readView(value: string | null): View {
  return VIEWS.find((view) => view === value) ?? "inbox"
}

/**
 * The API's query for what the page's address says. Several values of a filter stand in the address with commas between.
 * The view `mine` knows its assignee, so a filter by assignee would contradict it.
 */
export function ticketQuery(shown: {
  view: View
  q: string
  filters: Record<string, string | undefined>
  order: string | null
  limit: number
  offset: number
}): TicketQuery {
  const { view, q, filters, order, limit, offset } = shown
  const query: TicketQuery = { view, limit, offset, order: order ?? defaultOrder(view) }
  if (q.trim()) {
    query.q = q.trim()
  }
  for (const name of TICKET_FILTERS) {
    const value = filters[name]
    if (!value || (name === "assignee_id" && hasOwnAssignee(view))) {
      continue
    }
    query[name] = REPEATABLE_FILTERS.includes(name) ? value.split(",") : value
  }
  return query
}

export const hasOwnAssignee = (view: View) => view === "mine" || view === "unassigned"

/** What has waited longest comes first where somebody waits for us, what happened last elsewhere. */
export function defaultOrder(view: View): string {
  return view === "overdue" ? "resolution_due_at" : "-last_message_at"
}
