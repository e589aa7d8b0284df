import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { MedusaError } from "@medusajs/framework/utils"
import { rows } from "../../../lib/database"
import type { ResolvedSupport } from "../options"
import { dueState } from "../rules/due-times"
import type {
  TicketCounts,
  TicketDTO,
  TicketFilters,
  TicketListItem,
  TicketPage,
  TicketStatus,
  TicketThread,
} from "../types"
import { dated } from "./dated"
import { filterClause, UNREAD, viewClause } from "./ticket-filters"
import type { Clause } from "./ticket-search"
import { readThreadParts } from "./ticket-thread"

/** Characters of the last message that a list shows. */
const PREVIEW = 140
/** Of the message's beginning, which blanks take some of. */
const PREVIEW_READ = 400

/** Views that hold a part of the inbox. */
const INBOX_VIEWS = ["mine", "unassigned", "overdue"] as const
type InboxView = (typeof INBOX_VIEWS)[number]

type StatusCount = { status: TicketStatus; count: number; merged: number }
type Row = TicketDTO & { unread: boolean; last_body: string | null; last_author: TicketListItem["last_author"] }

/** Pages are found first, by index; only their rows are joined with the last message and what the operator has seen. */
const SELECT_PAGE = (where: string, order: string) => `
WITH page AS (SELECT t.* FROM license_center_ticket t WHERE ${where} ORDER BY ${order} LIMIT ? OFFSET ?)
SELECT t.*, ${UNREAD} AS unread, m.last_body, m.last_author
  FROM page t
  LEFT JOIN license_center_ticket_presence p ON p.ticket_id = t.id AND p.operator_id = ? AND p.deleted_at IS NULL
  LEFT JOIN LATERAL (
    SELECT left(l.body, ${PREVIEW_READ}) AS last_body, l.author_type AS last_author
      FROM license_center_ticket_message l
     WHERE l.ticket_id = t.id AND l.kind = 'public' AND l.deleted_at IS NULL
     ORDER BY l.created_at DESC, l.id DESC LIMIT 1
  ) m ON true
 ORDER BY ${order}`

/** Reads tickets for operators: everything that was written, notes included, and never a token. */
export class TicketReader {
  constructor(
    private readonly knex: Knex,
    private readonly support: ResolvedSupport
  ) {}

  async search(
    filters: TicketFilters,
    page: TicketPage,
    operator_id: string,
    now: Date
  ): Promise<[TicketListItem[], number]> {
    const where = filterClause(filters, operator_id, now)
    const [found, [total]] = await Promise.all([
      this.page(where, page, operator_id),
      rows<{ count: number }>(
        this.knex,
        `SELECT count(*)::int AS count FROM license_center_ticket t WHERE ${where.sql}`,
        where.values
      ),
    ])
    return [found.map((row) => this.item(row, now)), total!.count]
  }

  /** How many there are of each state comes from an index alone; what else is asked is asked of the inbox only. */
  async counts(operator_id: string, now: Date): Promise<TicketCounts> {
    const [byStatus, inInbox] = await Promise.all([
      rows<StatusCount>(
        this.knex,
        `SELECT t.status, count(*)::int AS count, count(t.merged_into_id)::int AS merged
           FROM license_center_ticket t WHERE t.deleted_at IS NULL GROUP BY t.status`
      ),
      this.inboxCounts(operator_id, now),
    ])
    return { ...viewCounts(byStatus), ...inInbox }
  }

  private async inboxCounts(operator_id: string, now: Date): Promise<Pick<TicketCounts, InboxView | "unread">> {
    const inbox = viewClause("inbox", operator_id, now)
    const counted: [string, Clause][] = [
      ...INBOX_VIEWS.map((view): [string, Clause] => [view, viewClause(view, operator_id, now)]),
      ["unread", { sql: UNREAD, values: [] }],
    ]
    const columns = counted.map(([name, { sql }]) => `count(*) FILTER (WHERE ${sql})::int AS "${name}"`)
    const [counts] = await rows<Pick<TicketCounts, InboxView | "unread">>(
      this.knex,
      `SELECT ${columns.join(", ")}
         FROM license_center_ticket t
         LEFT JOIN license_center_ticket_presence p ON p.ticket_id = t.id AND p.operator_id = ? AND p.deleted_at IS NULL
        WHERE t.deleted_at IS NULL AND ${inbox.sql}`,
      [...counted.flatMap(([, { values }]) => values), operator_id, ...inbox.values]
    )
    return counts!
  }

  /** @throws MedusaError not_found */
  async thread(ticket_id: string, operator_id: string, now: Date): Promise<TicketThread> {
    const [row] = await this.page(
      { sql: "t.id = ? AND t.deleted_at IS NULL", values: [ticket_id] },
      { limit: 1, offset: 0, order: { by: "created_at", desc: true } },
      operator_id
    )
    if (!row) {
      throw new MedusaError(MedusaError.Types.NOT_FOUND, `There is no ticket ${ticket_id}`)
    }
    return { ...this.item(row, now), ...(await readThreadParts(this.knex, row, now)) }
  }

  private async page(where: Clause, { limit, offset, order }: TicketPage, operator_id: string): Promise<Row[]> {
    // `by` comes from a closed list, never from the caller's text. What has no due time is never the most urgent.
    const direction = order.desc ? "DESC" : "ASC"
    const clause = `t.${order.by} ${direction} NULLS LAST, t.id ${direction}`
    const values = [...where.values, limit, offset, operator_id]
    return (await rows<Row>(this.knex, SELECT_PAGE(where.sql, clause), values)).map(dated)
  }

  private item({ last_body, ...row }: Row, now: Date): TicketListItem {
    const { hours } = this.support
    return {
      ...row,
      preview: beginning(last_body ?? ""),
      // What is done is not waited for any more.
      first_reply: dueState(
        row.closed_at && !row.first_replied_at ? null : row.first_reply_due_at,
        row.first_replied_at,
        now,
        hours,
        row.waiting_since
      ),
      resolution: dueState(row.resolution_due_at, row.closed_at, now, hours, row.waiting_since),
    }
  }
}

/** On one line, whole characters. */
function beginning(body: string): string {
  const characters = [...body.replace(/\s+/g, " ").trim()]
  return characters.length > PREVIEW ? `${characters.slice(0, PREVIEW - 1).join("")}…` : characters.join("")
}

/** The views that a status alone decides, as `viewClause` has them: a merged ticket is in none but `all`. */
function viewCounts(counted: StatusCount[]): Omit<TicketCounts, InboxView | "unread"> {
  const here = (...statuses: TicketStatus[]) =>
    counted
      .filter(({ status }) => statuses.includes(status))
      .reduce((total, { count, merged }) => total + count - merged, 0)
  const hidden: TicketStatus[] = ["spam", "held"]
  return {
    inbox: here("new", "open"),
    waiting: here("waiting_customer"),
    closed: here("resolved", "closed"),
    held: here("held"),
    spam: here("spam"),
    all: counted.filter(({ status }) => !hidden.includes(status)).reduce((total, { count }) => total + count, 0),
  }
}
