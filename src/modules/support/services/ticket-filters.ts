import { normalizeEmail } from "../rules/intake"
import type { TicketFilters, View } from "../types"
import { searchClause, type Clause } from "./ticket-search"

const IN_INBOX = "t.status IN ('new', 'open')"
const NOT_MERGED = "t.merged_into_id IS NULL"
const HIDDEN_FROM_ALL = "('spam', 'held')"

/** What each view holds. A merged ticket is in none but `all`: its talk goes on elsewhere. */
export function viewClause(view: View, operator_id: string, now: Date): Clause {
  switch (view) {
    case "inbox":
      return plain(`${IN_INBOX} AND ${NOT_MERGED}`)
    case "mine":
      return { sql: `${IN_INBOX} AND ${NOT_MERGED} AND t.assignee_id = ?`, values: [operator_id] }
    case "unassigned":
      return plain(`${IN_INBOX} AND ${NOT_MERGED} AND t.assignee_id IS NULL`)
    case "waiting":
      return plain(`t.status = 'waiting_customer' AND ${NOT_MERGED}`)
    case "overdue":
      return {
        sql: `${IN_INBOX} AND ${NOT_MERGED} AND (t.resolution_due_at < ?
              OR (t.first_replied_at IS NULL AND t.first_reply_due_at < ?))`,
        values: [now, now],
      }
    case "closed":
      return plain(`t.status IN ('resolved', 'closed') AND ${NOT_MERGED}`)
    case "held":
    case "spam":
      return plain(`t.status = '${view}' AND ${NOT_MERGED}`)
    case "all":
      return plain(`t.status NOT IN ${HIDDEN_FROM_ALL}`)
  }
}

/** With a customer's message after the last one that the operator of `p` has seen; in whatever state it is. */
export const UNREAD = `t.last_customer_message_at IS NOT NULL
  AND (p.read_at IS NULL OR t.last_customer_message_at > p.read_at)`

/** Everything that a list asks for. Without a view or a status it is what `all` holds. */
export function filterClause(filters: TicketFilters, operator_id: string, now: Date): Clause {
  const parts: Clause[] = []
  if (filters.view || !filters.status?.length) {
    parts.push(viewClause(filters.view ?? "all", operator_id, now))
  }
  for (const column of ["status", "category", "priority"] as const) {
    if (filters[column]?.length) {
      parts.push({ sql: `t.${column} = ANY(?)`, values: [filters[column]] })
    }
  }
  for (const column of ["order_id", "customer_id", "license_id", "product_id"] as const) {
    if (filters[column] !== undefined) {
      parts.push({ sql: `t.${column} = ?`, values: [filters[column]] })
    }
  }
  if (filters.assignee_id === "none") {
    parts.push(plain("t.assignee_id IS NULL"))
  } else if (filters.assignee_id !== undefined) {
    parts.push({ sql: "t.assignee_id = ?", values: [filters.assignee_id] })
  }
  if (filters.email !== undefined) {
    parts.push(addressClause(filters.email))
  }
  const q = filters.q?.trim()
  if (q) {
    parts.push(searchClause(q))
  }
  return {
    sql: ["t.deleted_at IS NULL", ...parts.map(({ sql }) => `(${sql})`)].join(" AND "),
    values: parts.flatMap(({ values }) => values),
  }
}

/** Whole address, of who asked or of who else takes part. */
function addressClause(email: string): Clause {
  const key = normalizeEmail(email)?.key ?? email.trim().toLowerCase()
  return {
    sql: `t.email_key = ? OR EXISTS (SELECT 1 FROM license_center_ticket_participant a
           WHERE a.ticket_id = t.id AND a.email_key = ? AND a.removed_at IS NULL AND a.deleted_at IS NULL)`,
    values: [key, key],
  }
}

const plain = (sql: string): Clause => ({ sql, values: [] })
