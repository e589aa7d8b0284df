import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { rows } from "../../../lib/database"

const SWEPT = "orders-swept-until"
const RETRY = "order-retry:"
/** An order that fails and fails is tried at these distances: as long as it has failed, within the two. */
const SHORTEST = "1 minute"
const LONGEST = "1 hour"

/**
 * What the sweeps of all processes of a store share: how far they have come, and which orders they owe another try. One
 * order that cannot be reconciled holds up no other. All times are the database's, whose clock everybody shares.
 */
export class SweepMarks {
  constructor(private readonly knex: Knex) {}

  /** `until` is null before the first sweep. */
  async read(): Promise<{ until: Date | null; now: Date }> {
    const [row] = await rows<{ until: Date | null; now: Date }>(
      this.knex,
      "SELECT now() AS now, (SELECT at FROM license_center_mark WHERE id = ?) AS until",
      [SWEPT]
    )
    return row!
  }

  /** Moves forward, never back. */
  async move(at: Date): Promise<void> {
    await rows(
      this.knex,
      `INSERT INTO license_center_mark (id, at) VALUES (?, ?)
       ON CONFLICT (id) DO UPDATE SET at = greatest(license_center_mark.at, excluded.at), updated_at = now()`,
      [SWEPT, at]
    )
  }

  async failed(order_id: string): Promise<void> {
    await rows(
      this.knex,
      `INSERT INTO license_center_mark (id, at) VALUES (?, now() + interval '${SHORTEST}')
       ON CONFLICT (id) DO UPDATE SET updated_at = now(), at = now() + least(greatest(
         now() - license_center_mark.created_at, interval '${SHORTEST}'), interval '${LONGEST}')`,
      [RETRY + order_id]
    )
  }

  async succeeded(order_id: string): Promise<void> {
    await rows(this.knex, "DELETE FROM license_center_mark WHERE id = ?", [RETRY + order_id])
  }

  /** Orders that failed and did not succeed since; `due` when their time for another try has come. */
  async failing(): Promise<{ order_id: string; due: boolean }[]> {
    return rows(
      this.knex,
      `SELECT substr(id, ?) AS order_id, at <= now() AS due FROM license_center_mark
        WHERE id LIKE '${RETRY}%' ORDER BY at`,
      [RETRY.length + 1]
    )
  }
}
