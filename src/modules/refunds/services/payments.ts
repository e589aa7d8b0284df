import { MedusaError } from "@medusajs/framework/utils"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { rows } from "../../../lib/database"
import { DUST } from "../../../lib/dust"
import { judgeDisputes, presentDisputes, STANDING } from "../rules/stripe/disputes"
import type { StripeFact } from "../rules/stripe/facts"
import { refundsByPayment, type KnownPayment } from "../rules/stripe/refunds"
import { fromStored, type StoredFact } from "../rules/stripe/stored-facts"
import { factsOfPayments, PaymentEvents } from "./payment-events"
import { foldPayment } from "./payment-fold"
import { PaymentReader } from "./payment-reader"

/** What the provider knows of an order's money that Medusa does not. Amounts in the currency's major unit. */
export type MoneyGone = {
  /** What went back past Medusa, in the provider's own dashboard. */
  external: number
  external_at: Date | null
  /** A dispute was lost: the bank took the money back. */
  dispute_lost: boolean
}

/** How an order stands with the banks of its buyer. */
export type OrderDispute = {
  /** Since when this database knows of the latest dispute that is open; null when none is. */
  open_since: Date | null
  lost: boolean
}

export const NOTHING_GONE: MoneyGone = { external: 0, external_at: null, dispute_lost: false }

/** What the payment provider posted, and what follows from it. Everything is derived from the stored events. */
export class Payments {
  readonly events: PaymentEvents
  readonly reader: PaymentReader

  constructor(private readonly knex: Knex) {
    this.events = new PaymentEvents(knex)
    this.reader = new PaymentReader(knex)
  }

  /** See {@link foldPayment}. */
  fold(payment_intent_id: string, order_id: string | null): Promise<void> {
    return foldPayment(this.knex, payment_intent_id, order_id)
  }

  /** Brings what was said before the order existed to it. */
  async adopt(order_id: string, payment_intent_ids: string[]): Promise<void> {
    const strays = await rows<{ payment_intent_id: string }>(
      this.knex,
      `SELECT DISTINCT payment_intent_id FROM license_center_payment_event
        WHERE payment_intent_id = ANY(?) AND order_id IS DISTINCT FROM ?`,
      [payment_intent_ids, order_id]
    )
    for (const { payment_intent_id } of strays) {
      await this.fold(payment_intent_id, order_id)
    }
  }

  /** @param payments of one order, with what Medusa knows of them */
  async moneyGone(payments: KnownPayment[]): Promise<MoneyGone> {
    if (!payments.length) {
      return NOTHING_GONE
    }
    const facts = await factsOfPayments(
      this.knex,
      payments.map(({ payment_intent_id }) => payment_intent_id)
    )
    const back = refundsByPayment(payments, facts).map(({ payment_intent_id, refunded, full }, at) => {
      const known = payments[at]!
      // Where the two count differently, "all of it" still is all of it.
      const gone = full ? Math.max(refunded, known.captured) : refunded
      return { payment_intent_id, external: Math.max(0, gone - known.refunded) }
    })
    const external = back.reduce((total, payment) => total + payment.external, 0)
    const past = back.filter((payment) => payment.external > DUST).map(({ payment_intent_id }) => payment_intent_id)
    return {
      external,
      external_at: latestRefund(facts, past),
      dispute_lost: judgeDisputes(facts).licenses === "revoke",
    }
  }

  /** How orders stand, by id; those of which no dispute is known are left out. */
  async standings(order_ids: string[]): Promise<Map<string, OrderDispute>> {
    const events = await rows<{ order_id: string; facts: StoredFact; created_at: Date }>(
      this.knex,
      `SELECT order_id, facts, created_at FROM license_center_payment_event
        WHERE order_id = ANY(?) AND facts->>'kind' = 'dispute' ORDER BY created_at, id`,
      [order_ids]
    )
    const byOrder = new Map<string, Told[]>()
    for (const { order_id, facts, created_at } of events) {
      byOrder.set(order_id, [...(byOrder.get(order_id) ?? []), { fact: fromStored(facts), heard_at: created_at }])
    }
    return new Map([...byOrder].map(([order_id, told]) => [order_id, standingOf(told)]))
  }

  /** @throws MedusaError not_found */
  async acknowledge(warning_id: string, user_id: string | null): Promise<void> {
    const known = await rows(
      this.knex,
      `UPDATE license_center_payment_warning
          SET acknowledged_at = coalesce(acknowledged_at, now()), acknowledged_by = coalesce(acknowledged_by, ?),
              updated_at = now()
        WHERE id = ? AND deleted_at IS NULL RETURNING id`,
      [user_id, warning_id]
    )
    if (!known.length) {
      throw new MedusaError(MedusaError.Types.NOT_FOUND, `Warning ${warning_id} was not found`)
    }
  }
}

type Told = { fact: StripeFact; heard_at: Date }

function standingOf(told: Told[]): OrderDispute {
  const facts = told.map(({ fact }) => fact)
  const open = presentDisputes(facts).filter(({ status }) => STANDING[status] === "open")
  const since = open.map(({ dispute_id }) =>
    Math.min(
      ...told.flatMap(({ fact, heard_at }) =>
        fact.kind === "dispute" && fact.dispute_id === dispute_id && STANDING[fact.status] === "open"
          ? [heard_at.getTime()]
          : []
      )
    )
  )
  return {
    open_since: since.length ? new Date(Math.max(...since)) : null,
    lost: judgeDisputes(facts).licenses === "revoke",
  }
}

function latestRefund(facts: StripeFact[], payment_intent_ids: string[]): Date | null {
  const times = facts.flatMap((fact) =>
    fact.kind === "refund" && payment_intent_ids.includes(fact.payment_intent_id ?? "")
      ? [fact.created_at.getTime()]
      : []
  )
  return times.length ? new Date(Math.max(...times)) : null
}
