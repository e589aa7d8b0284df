import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { rows, type Db } from "../../../lib/database"
import type { StripeFact } from "../rules/stripe/facts"
import { fromStored, toStored, type StoredFact } from "../rules/stripe/stored-facts"

export type StoredEvent = { id: string; payment_intent_id: string | null; order_id: string | null }

/** What an operator sees of an event. */
export type EventSummary = {
  id: string
  type: string
  happened_at: Date
  processed_at: Date | null
  attempts: number
  last_error: string | null
}

/** For so long an event waits for its order. A cart becomes one within minutes; the rest is of another shop. */
const ORDER_WAIT = "7 days"
export const NO_ORDER = "No order has this payment."

/** The events of the payment provider: each stored once, and open until it was taken into account. */
export class PaymentEvents {
  constructor(private readonly knex: Knex) {}

  /** @returns false when it is there already */
  async store(type: string, fact: StripeFact): Promise<boolean> {
    const stored = await rows(
      this.knex,
      `INSERT INTO license_center_payment_event (id, type, facts, payment_intent_id, happened_at)
       VALUES (?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING RETURNING id`,
      [fact.event_id, type, JSON.stringify(toStored(fact)), fact.payment_intent_id, fact.created_at]
    )
    return stored.length > 0
  }

  async read(id: string): Promise<StoredEvent | null> {
    const [event] = await rows<StoredEvent>(
      this.knex,
      "SELECT id, payment_intent_id, order_id FROM license_center_payment_event WHERE id = ?",
      [id]
    )
    return event ?? null
  }

  /** Open ones whose turn has come: the more often one was tried, the longer until the next time, up to six hours. */
  async due(limit: number): Promise<string[]> {
    const events = await rows<{ id: string }>(
      this.knex,
      `SELECT id FROM license_center_payment_event
        WHERE processed_at IS NULL
          AND updated_at <= now() - least(interval '1 minute' * power(2, least(attempts, 10)), interval '6 hours')
        ORDER BY updated_at LIMIT ?`,
      [limit]
    )
    return events.map(({ id }) => id)
  }

  async processed(id: string): Promise<void> {
    await rows(
      this.knex,
      `UPDATE license_center_payment_event SET processed_at = coalesce(processed_at, now()), attempts = attempts + 1,
              last_error = NULL, updated_at = now() WHERE id = ?`,
      [id]
    )
  }

  /** What waits for its order is given up in the end: should that come after all, its reconciliation reads the event. */
  async withoutOrder(id: string): Promise<void> {
    await rows(
      this.knex,
      `UPDATE license_center_payment_event SET attempts = attempts + 1, last_error = ?, updated_at = now(),
              processed_at = CASE WHEN payment_intent_id IS NULL OR created_at < now() - interval '${ORDER_WAIT}'
                                  THEN now() ELSE processed_at END
        WHERE id = ?`,
      [NO_ORDER, id]
    )
  }

  async failed(id: string, error: string): Promise<void> {
    await rows(
      this.knex,
      `UPDATE license_center_payment_event SET attempts = attempts + 1, last_error = ?, updated_at = now()
        WHERE id = ? AND processed_at IS NULL`,
      [error.slice(0, 500), id]
    )
  }

  async ofOrder(order_id: string, limit: number): Promise<EventSummary[]> {
    return rows(
      this.knex,
      `SELECT id, type, happened_at, processed_at, attempts, last_error FROM license_center_payment_event
        WHERE order_id = ? ORDER BY happened_at DESC, id DESC LIMIT ?`,
      [order_id, limit]
    )
  }
}

/** All that was said of payments, whatever became of the events. */
export async function factsOfPayments(db: Db, payment_intent_ids: string[]): Promise<StripeFact[]> {
  const events = await rows<{ facts: StoredFact }>(
    db,
    "SELECT facts FROM license_center_payment_event WHERE payment_intent_id = ANY(?) ORDER BY id",
    [payment_intent_ids]
  )
  return events.map(({ facts }) => fromStored(facts))
}
