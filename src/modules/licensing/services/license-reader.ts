import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { Vault } from "../../../lib/secret"
import { licenseState, type LicenseState } from "../rules/verdict"
import { normalizeKey } from "../../../lib/license-key"
import type { ActivationKind, DeliverableLicense, LicenseStatus, StatusReason } from "../types"
import { rows } from "../../../lib/database"
import { COVERAGE, holdsSeat } from "./license-lookup"

/** A license as operators see it: masked, with what its terms and activations add up to. */
export type LicenseSummary = {
  id: string
  masked_key: string
  status: LicenseStatus
  state: LicenseState
  status_reason: StatusReason | null
  email: string
  locale: string | null
  customer_id: string | null
  order_id: string | null
  order_display_id: number | null
  line_item_id: string | null
  unit_index: number
  delivery_id: string | null
  product: { id: string; handle: string; title: string }
  variant_id: string | null
  plan: { id: string; code: string; name: string }
  seats: { limit: number | null; used: number }
  activation_kind: ActivationKind
  on_expiry: "stop" | "keep_running"
  entitlements: string[]
  expires_at: Date | null
  updates_until: Date | null
  status_changed_at: Date | null
  reinstated_at: Date | null
  created_at: Date
  updated_at: Date
}

export type LicenseFilters = {
  id?: string[]
  /** The beginning of an email address, an order number, a key in any spelling, or the id of a license or an order. */
  q?: string
  order_id?: string
  plan_id?: string
  product_id?: string
  customer_id?: string
  /** The whole address, in lower case. */
  email?: string
  status?: LicenseStatus
  delivery_id?: string
  /** An order that renewed it, and was not taken back; not the one it came with. */
  renewed_by_order_id?: string
}

/** Filters that are columns of the same name. */
const COLUMNS = ["order_id", "plan_id", "product_id", "customer_id", "email", "status", "delivery_id"] as const

export type ListConfig = {
  limit: number
  offset: number
  order?: { by: "created_at" | "email" | "status"; desc: boolean }
}

type Row = Omit<LicenseSummary, "product" | "plan" | "seats" | "state"> & {
  product_id: string
  product_handle: string
  product_title: string
  plan_id: string
  plan_code: string
  plan_name: string
  seats: number | null
  seats_used: number
  grace: string
  has_term: boolean
  key_sealed: string
}

/** Pages are found first, by index; only the rows of the page are joined with their terms and activations. */
const SELECT_PAGE = (where: string, order: string) => `
WITH page AS (
  SELECT l.* FROM license_center_license l WHERE l.deleted_at IS NULL ${where} ORDER BY ${order} LIMIT ? OFFSET ?
)
SELECT l.id, l.masked_key, l.key_sealed, l.status, l.status_reason, l.email, l.locale, l.customer_id, l.order_id,
       l.order_display_id, l.line_item_id, l.unit_index, l.delivery_id, l.variant_id, l.seats, l.entitlements,
       l.on_expiry, l.grace, l.activation_kind, l.status_changed_at, l.reinstated_at, l.created_at, l.updated_at,
       p.id AS plan_id, p.code AS plan_code, p.name AS plan_name,
       s.id AS product_id, s.handle AS product_handle, s.title AS product_title,
       t.has_term, t.expires_at, t.updates_until,
       (SELECT count(*)::int FROM license_center_activation u
         WHERE u.license_id = l.id AND NOT u.spare AND ${holdsSeat("u")}) AS seats_used
  FROM page l
  JOIN license_center_plan p ON p.id = l.plan_id
  JOIN license_center_product s ON s.id = l.product_id
  ${COVERAGE}
 ORDER BY ${order}`

/** Reads licenses for operators and for the mail that carries their keys. */
export class LicenseReader {
  constructor(
    private readonly knex: Knex,
    private readonly vault: Vault
  ) {}

  async listAndCount(filters: LicenseFilters, config: ListConfig): Promise<[LicenseSummary[], number]> {
    const { where, values } = this.where(filters)
    const [found, [total]] = await Promise.all([
      this.page(where, values, config),
      rows<{ count: number }>(
        this.knex,
        `SELECT count(*)::int AS count FROM license_center_license l WHERE l.deleted_at IS NULL ${where}`,
        values
      ),
    ])
    const now = new Date()
    return [found.map((row) => summary(row, now)), total!.count]
  }

  /**
   * Decrypts: for the one step that mails keys, and for nothing else.
   *
   * @param withKeys false for a mail that shows none: then no key is in clear, and one that cannot be read is no matter
   */
  async listForDelivery(ids: string[], withKeys: boolean): Promise<DeliverableLicense[]> {
    const { where, values } = this.where({ id: ids })
    const found = await this.page(where, values, { limit: Math.max(1, ids.length), offset: 0 })
    const now = new Date()
    return found
      .map((row) => {
        const { seats, ...license } = summary(row, now)
        return { ...license, key: withKeys ? this.open(row) : "", grace: row.grace, seats: seats.limit }
      })
      .sort((a, b) => (a.line_item_id ?? "").localeCompare(b.line_item_id ?? "") || a.unit_index - b.unit_index)
  }

  /** The key in clear, for an authenticated reveal. The caller records it. */
  async key(id: string): Promise<string | null> {
    const [row] = await rows<Pick<Row, "id" | "key_sealed">>(
      this.knex,
      "SELECT id, key_sealed FROM license_center_license WHERE id = ? AND deleted_at IS NULL",
      [id]
    )
    return row ? this.open(row) : null
  }

  private open(row: Pick<Row, "id" | "key_sealed">): string {
    return this.vault.decrypt(row.key_sealed, `license:${row.id}`)
  }

  private page(where: string, values: unknown[], { limit, offset, order }: ListConfig): Promise<Row[]> {
    const by = order ?? { by: "created_at", desc: true }
    // `by` comes from a closed list, never from the caller's text.
    const columns = by.by === "status" ? ["status", "created_at", "id"] : [by.by, "id"]
    const clause = columns.map((column) => `l.${column} ${by.desc ? "DESC" : "ASC"}`).join(", ")
    return rows<Row>(this.knex, SELECT_PAGE(where, clause), [...values, limit, offset])
  }

  private where(filters: LicenseFilters): { where: string; values: unknown[] } {
    const parts: string[] = []
    const values: unknown[] = []
    const add = (sql: string, ...bound: unknown[]) => {
      parts.push(sql)
      values.push(...bound)
    }
    for (const column of COLUMNS) {
      if (filters[column] !== undefined) {
        add(`l.${column} = ?`, filters[column])
      }
    }
    if (filters.id) {
      add("l.id = ANY(?)", filters.id)
    }
    if (filters.renewed_by_order_id) {
      const renewed = "SELECT license_id FROM license_center_term WHERE order_id = ? AND kind = 'renewal'"
      add(
        `l.id IN (${renewed} AND deleted_at IS NULL AND (reverted_at IS NULL OR reverted_reason = 'superseded'))`,
        filters.renewed_by_order_id
      )
    }
    const q = filters.q?.trim()
    if (q) {
      const key = normalizeKey(q)
      const number = /^#?(\d{1,9})$/.exec(q)
      if (key.ok) {
        add("l.key_hash = ANY(?)", this.vault.hashes("key", key.key))
      } else if (number) {
        add("l.order_display_id = ?", Number(number[1]))
      } else {
        // The beginning of an address only: that is what an index can find.
        const beginning = `${q.toLowerCase().replace(/[\\%_]/g, "\\$&")}%`
        add("(l.email LIKE ? OR l.id = ? OR l.order_id = ?)", beginning, q, q)
      }
    }
    return { where: parts.map((part) => `AND ${part}`).join(" "), values }
  }
}

function summary(row: Row, now: Date): LicenseSummary {
  const { key_sealed: _sealed, has_term, grace, seats, seats_used, ...rest } = row
  const { plan_id, plan_code, plan_name, product_id, product_handle, product_title, ...license } = rest
  return {
    ...license,
    state: licenseState(
      { status: row.status, on_expiry: row.on_expiry, grace, expires_at: row.expires_at, has_term },
      now
    ),
    product: { id: product_id, handle: product_handle, title: product_title },
    plan: { id: plan_id, code: plan_code, name: plan_name },
    seats: { limit: seats, used: seats_used },
  }
}
