import { generateEntityId, MedusaError } from "@medusajs/framework/utils"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { Actor } from "../../../lib/actor"
import { rows, type Db } from "../../../lib/database"
import type { Unit } from "../rules/units"

export type RequestStatus = "open" | "approved" | "refunded" | "declined" | "withdrawn"

export type RefundRequestRow = {
  id: string
  order_id: string
  assessment_id: string
  ticket_id: string | null
  email: string
  /** Null = the whole order. */
  units: Unit[] | null
  reason: string | null
  status: RequestStatus
  overridden: boolean
  /** What was decided to pay back, in the order's currency; before that what was asked for. 0 = nothing was taken. */
  amount: number | null
  currency_code: string | null
  decided_by: string | null
  decided_at: Date | null
  decision_reason: string | null
  paid_back_at: Date | null
  answered_at: Date | null
  last_error: string | null
  created_at: Date
  updated_at: Date
}

type Asked = Pick<RefundRequestRow, "order_id" | "assessment_id" | "email" | "units" | "amount" | "currency_code">

export type Decision = {
  units: Unit[] | null
  amount: number
  currency_code: string | null
  assessment_id: string
  /** Against the verdict. */
  overridden: boolean
  /** For operators; required when it is against the verdict. */
  note: string | null
  actor: Actor
}

export type PaidBackUnit = Unit & { at: Date }

export type RequestFilters = { order_id?: string; status?: RequestStatus }

const TABLE = "license_center_refund_request"
const COLUMNS = `id, order_id, assessment_id, ticket_id, email, units, reason, status, overridden,
  amount::float AS amount, currency_code, decided_by, decided_at, decision_reason, paid_back_at, answered_at, last_error,
  created_at, updated_at`

/** Who asked for money back, and what became of it. One is open for an order, by a unique index. */
export class RefundRequests {
  constructor(private readonly knex: Knex) {}

  /** Asks for a refund, unless one is asked for already: then that one comes back, and nothing changes. */
  async open(input: Asked & { reason: string | null }): Promise<{ created: boolean; request: RefundRequestRow }> {
    return this.add({ ...columnsOf(input), reason: input.reason, status: "open" })
  }

  /** An operator refunds without being asked. Like {@link open} otherwise. */
  async openApproved(input: Asked & Decision): Promise<{ created: boolean; request: RefundRequestRow }> {
    return this.add({
      ...columnsOf(input),
      status: "approved",
      overridden: input.overridden,
      decided_by: input.actor.id ?? null,
      decided_at: new Date(),
      decision_reason: input.note,
    })
  }

  async noteTicket(id: string, ticket_id: string): Promise<void> {
    await rows(this.knex, `UPDATE ${TABLE} SET ticket_id = ?, updated_at = now() WHERE id = ?`, [ticket_id, id])
  }

  /**
   * Decides for the customer. One that is approved already keeps its first decision: whoever asks again goes on with it.
   *
   * @throws MedusaError not_found, or not_allowed when it was declined
   */
  approve(id: string, decision: Decision): Promise<RefundRequestRow> {
    return this.knex.transaction(async (trx) => {
      const request = await lock(trx, id)
      if (request.status === "approved" || request.status === "refunded") {
        return request
      }
      assertOpen(request)
      await rows(
        trx,
        `UPDATE ${TABLE} SET status = 'approved', assessment_id = ?, units = ?, amount = ?, raw_amount = ?,
                currency_code = ?, overridden = ?, decided_by = ?, decided_at = now(), decision_reason = ?,
                last_error = NULL, updated_at = now() WHERE id = ?`,
        [
          decision.assessment_id,
          json(decision.units),
          decision.amount,
          rawAmount(decision.amount),
          decision.currency_code,
          decision.overridden,
          decision.actor.id ?? null,
          decision.note,
          id,
        ]
      )
      return find(trx, id)
    })
  }

  /**
   * Repeating is fine, and keeps the first reason. One that was approved can be declined until it is paid: whoever pays
   * holds the row.
   *
   * @param isBegun whether something of what was approved was done, and has to be finished
   * @throws MedusaError not_found, or not_allowed when it was paid
   */
  decline(
    id: string,
    reason: string,
    actor: Actor,
    isBegun: (request: RefundRequestRow) => Promise<boolean>
  ): Promise<RefundRequestRow> {
    return this.knex.transaction(async (trx) => {
      const request = await lock(trx, id)
      if (request.status === "declined") {
        return request
      }
      if (request.status !== "approved") {
        assertOpen(request)
      } else if (await isBegun(request)) {
        throw notAllowed("What was approved is done in part already: approve it again to finish it")
      }
      await rows(
        trx,
        `UPDATE ${TABLE} SET status = 'declined', decided_by = ?, decided_at = now(), decision_reason = ?,
                last_error = NULL, updated_at = now() WHERE id = ?`,
        [actor.id ?? null, reason, id]
      )
      return find(trx, id)
    })
  }

  /**
   * Pays back what was approved. The row stays locked for as long as `work` takes, so that of two who try at the same
   * time the second finds it done; whoever dies lets go of it. `work` has to see for itself what was done before.
   *
   * @throws what `work` throws, which is then kept for operators
   */
  async settle(id: string, work: (request: RefundRequestRow) => Promise<void>): Promise<RefundRequestRow> {
    try {
      return await this.knex.transaction(async (trx) => {
        const request = await lock(trx, id)
        if (request.status === "refunded") {
          return request
        }
        if (request.status !== "approved") {
          throw notAllowed(`This request is ${request.status}, and not approved`)
        }
        await work(request)
        // After all that the work did, which this transaction began before.
        await rows(
          trx,
          `UPDATE ${TABLE} SET status = 'refunded', paid_back_at = clock_timestamp(), last_error = NULL, updated_at = now()
            WHERE id = ?`,
          [id]
        )
        return find(trx, id)
      })
    } catch (error) {
      await rows(
        this.knex,
        `UPDATE ${TABLE} SET last_error = ?, updated_at = now() WHERE id = ? AND status = 'approved'`,
        [String((error as Error).message ?? error).slice(0, 500), id]
      )
      throw error
    }
  }

  /** Units of an order whose price went back by a request, and when: the same unit may be sold and paid back again. */
  async paidBackUnits(order_id: string): Promise<PaidBackUnit[]> {
    const found = await rows<Pick<RefundRequestRow, "units"> & { at: Date }>(
      this.knex,
      `SELECT units, paid_back_at AS at FROM ${TABLE}
        WHERE order_id = ? AND paid_back_at IS NOT NULL AND units IS NOT NULL ORDER BY paid_back_at`,
      [order_id]
    )
    return found.flatMap(({ units, at }) => units!.map((unit) => ({ ...unit, at })))
  }

  async noteAnswered(id: string): Promise<void> {
    await rows(this.knex, `UPDATE ${TABLE} SET answered_at = coalesce(answered_at, now()) WHERE id = ?`, [id])
  }

  /** Decided, and not told to the customer yet: after a crash. */
  async owedAnswers(limit: number): Promise<string[]> {
    const owed = await rows<{ id: string }>(
      this.knex,
      `SELECT id FROM ${TABLE} WHERE status IN ('refunded', 'declined') AND answered_at IS NULL AND deleted_at IS NULL
        ORDER BY created_at LIMIT ?`,
      [limit]
    )
    return owed.map(({ id }) => id)
  }

  /** Those of orders that are not settled yet. */
  waiting(order_ids: string[]): Promise<Pick<RefundRequestRow, "order_id" | "units">[]> {
    return rows(
      this.knex,
      `SELECT order_id, units FROM ${TABLE}
        WHERE order_id = ANY(?) AND status IN ('open', 'approved') AND deleted_at IS NULL`,
      [order_ids]
    )
  }

  /** @throws MedusaError not_found */
  retrieve(id: string): Promise<RefundRequestRow> {
    return find(this.knex, id)
  }

  /** Latest first. */
  async list(
    { order_id, status }: RequestFilters,
    { limit, offset }: { limit: number; offset: number }
  ): Promise<[RefundRequestRow[], number]> {
    const where = `deleted_at IS NULL ${order_id ? "AND order_id = ?" : ""} ${status ? "AND status = ?" : ""}`
    const values = [order_id, status].filter((value) => value !== undefined)
    const [found, [total]] = await Promise.all([
      rows<RefundRequestRow>(
        this.knex,
        `SELECT ${COLUMNS} FROM ${TABLE} WHERE ${where} ORDER BY created_at DESC, id DESC LIMIT ? OFFSET ?`,
        [...values, limit, offset]
      ),
      rows<{ count: number }>(this.knex, `SELECT count(*)::int AS count FROM ${TABLE} WHERE ${where}`, values),
    ])
    return [found, total!.count]
  }

  private async add(row: Record<string, unknown> & { order_id: string }) {
    for (;;) {
      const [made] = await this.tryAdd(row)
      if (made) {
        return { created: true, request: await find(this.knex, made.id) }
      }
      const [there] = await rows<RefundRequestRow>(
        this.knex,
        `SELECT ${COLUMNS} FROM ${TABLE} WHERE order_id = ? AND status IN ('open', 'approved') AND deleted_at IS NULL`,
        [row.order_id]
      )
      // None: it was decided between the two statements.
      if (there) {
        return { created: false, request: there }
      }
    }
  }

  private tryAdd(row: Record<string, unknown>): Promise<{ id: string }[]> {
    const all = { id: generateEntityId(undefined, "lcrfr"), ...row }
    const columns = Object.keys(all)
    return rows(
      this.knex,
      `INSERT INTO ${TABLE} (${columns.join(", ")}) VALUES (${columns.map(() => "?").join(", ")})
       ON CONFLICT (order_id) WHERE status IN ('open', 'approved') AND deleted_at IS NULL DO NOTHING RETURNING id`,
      Object.values(all)
    )
  }
}

function columnsOf({ order_id, assessment_id, email, units, amount, currency_code }: Asked) {
  const raw_amount = amount === null ? null : rawAmount(amount)
  return { order_id, assessment_id, email, units: json(units), amount, raw_amount, currency_code }
}

async function lock(trx: Knex.Transaction, id: string): Promise<RefundRequestRow> {
  return find(trx, id, "FOR UPDATE")
}

async function find(db: Db, id: string, how = ""): Promise<RefundRequestRow> {
  const [request] = await rows<RefundRequestRow>(
    db,
    `SELECT ${COLUMNS} FROM ${TABLE} WHERE id = ? AND deleted_at IS NULL ${how}`,
    [id]
  )
  if (!request) {
    throw new MedusaError(MedusaError.Types.NOT_FOUND, `Refund request ${id} was not found`)
  }
  return request
}

function assertOpen({ status }: RefundRequestRow) {
  if (status !== "open") {
    throw notAllowed(`This request was decided already: it is ${status}`)
  }
}

const notAllowed = (message: string) => new MedusaError(MedusaError.Types.NOT_ALLOWED, message)
const json = (value: unknown) => (value === null ? null : JSON.stringify(value))
/** Medusa keeps an amount twice: as a number, and as it was. */
const rawAmount = (amount: number) => JSON.stringify({ value: String(amount), precision: 20 })
