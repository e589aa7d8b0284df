import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { rows } from "../../../lib/database"
import { STANDING, type Standing } from "../rules/stripe/disputes"
import type { DisputeStatus } from "../rules/stripe/facts"
import { refundsByCharge, type ChargeRefund } from "../rules/stripe/refunds"
import { fromStored, type StoredFact } from "../rules/stripe/stored-facts"

/** A dispute as operators see it. `amount` in the currency's major unit. */
export type DisputeSummary = {
  id: string
  external_id: string
  payment_intent_id: string | null
  charge_id: string | null
  order_id: string
  status: DisputeStatus
  standing: Standing
  reason: string | null
  amount: number
  currency_code: string
  opened_at: Date
  /** Until when evidence is taken; null when nobody has to answer any more. */
  evidence_due_at: Date | null
  closed_at: Date | null
}

export type WarningSummary = {
  id: string
  external_id: string
  payment_intent_id: string | null
  charge_id: string | null
  fraud_type: string | null
  warned_at: Date
  acknowledged_at: Date | null
  acknowledged_by: string | null
}

export type DisputeFilters = { order_id?: string; status?: "open" | "closed" }

const STATUSES = Object.keys(STANDING) as DisputeStatus[]
const OPEN = STATUSES.filter((status) => ["open", "inquiry"].includes(STANDING[status]))
const AWAITS_ANSWER: DisputeStatus[] = ["needs_response", "warning_needs_response"]

type DisputeRow = Omit<DisputeSummary, "standing" | "amount"> & { amount: string }

/** Disputes and warnings for operators: those of orders of this store, not of whatever else its account takes money for. */
export class PaymentReader {
  constructor(private readonly knex: Knex) {}

  /** Those first that have to be answered first. */
  async disputes(
    { order_id, status }: DisputeFilters,
    { limit, offset }: { limit: number; offset: number }
  ): Promise<[DisputeSummary[], number]> {
    const ofOrder = order_id ? "AND order_id = ?" : ""
    const ofStatus = status ? `AND status ${status === "open" ? "= ANY" : "<> ALL"}(?)` : ""
    const where = `WHERE order_id IS NOT NULL AND deleted_at IS NULL ${ofOrder} ${ofStatus}`
    const values = [...(order_id ? [order_id] : []), ...(status ? [OPEN] : [])]
    const disputes = await rows<DisputeRow>(
      this.knex,
      `SELECT id, external_id, payment_intent_id, charge_id, order_id, status, reason, amount::text, currency_code,
              opened_at, CASE WHEN status = ANY(?) THEN evidence_due_at END AS evidence_due_at, closed_at
         FROM license_center_payment_dispute ${where}
        ORDER BY (closed_at IS NOT NULL), evidence_due_at NULLS LAST, opened_at DESC, id LIMIT ? OFFSET ?`,
      [AWAITS_ANSWER, ...values, limit, offset]
    )
    const [total] = await rows<{ count: number }>(
      this.knex,
      `SELECT count(*)::int AS count FROM license_center_payment_dispute ${where}`,
      values
    )
    const summaries = disputes.map((row) => ({
      ...row,
      amount: Number(row.amount),
      standing: STANDING[row.status],
    }))
    return [summaries, total!.count]
  }

  /** All that went back of each charge, by whomever. */
  async refunds(order_id: string): Promise<ChargeRefund[]> {
    const events = await rows<{ facts: StoredFact }>(
      this.knex,
      "SELECT facts FROM license_center_payment_event WHERE order_id = ? ORDER BY id",
      [order_id]
    )
    return refundsByCharge(events.map(({ facts }) => fromStored(facts)))
  }

  async warnings(order_id: string): Promise<WarningSummary[]> {
    return rows(
      this.knex,
      `SELECT id, external_id, payment_intent_id, charge_id, fraud_type, warned_at, acknowledged_at, acknowledged_by
         FROM license_center_payment_warning WHERE order_id = ? AND deleted_at IS NULL ORDER BY warned_at DESC, id`,
      [order_id]
    )
  }
}
