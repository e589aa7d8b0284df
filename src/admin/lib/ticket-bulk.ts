import type { BulkResult, Ticket } from "./ticket-types"

export type BulkSummary = {
  changed: number
  /** Was so already. */
  unchanged: number
  failed: { id: string; number: number | null; subject: string; error: string }[]
}

/** What became of each ticket of a selection, in the words that an operator needs to go on. */
export function bulkSummary(results: BulkResult[], tickets: Pick<Ticket, "id" | "number" | "subject">[]): BulkSummary {
  const byId = new Map(tickets.map((ticket) => [ticket.id, ticket]))
  return {
    changed: results.filter(({ changed, error }) => changed && !error).length,
    unchanged: results.filter(({ changed, error }) => !changed && !error).length,
    failed: results.flatMap(({ id, error }) =>
      error ? [{ id, number: byId.get(id)?.number ?? null, subject: byId.get(id)?.subject ?? id, error }] : []
    ),
  }
}
