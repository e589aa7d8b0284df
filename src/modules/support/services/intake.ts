import { generateEntityId } from "@medusajs/framework/utils"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { rows } from "../../../lib/database"
import type { IntakeRefusal } from "../rules/intake"

const DAY = 86_400_000

/** How many requests were turned away, by day and reason: a number that grows says that somebody tries. */
export class Intake {
  constructor(private readonly knex: Knex) {}

  async count(reason: IntakeRefusal, now: Date): Promise<void> {
    await rows(
      this.knex,
      `INSERT INTO license_center_intake_refusal (id, day, reason, count) VALUES (?, ?, ?, 1)
       ON CONFLICT (day, reason) DO UPDATE SET count = license_center_intake_refusal.count + 1, updated_at = now()`,
      [generateEntityId(undefined, "lcref"), dayOf(now), reason]
    )
  }

  async refusals(days: number, now: Date): Promise<Record<string, number>> {
    const counted = await rows<{ reason: string; count: string }>(
      this.knex,
      "SELECT reason, sum(count) AS count FROM license_center_intake_refusal WHERE day > ? GROUP BY reason",
      [dayOf(new Date(now.getTime() - days * DAY))]
    )
    return Object.fromEntries(counted.map(({ reason, count }) => [reason, Number(count)]))
  }
}

const dayOf = (date: Date) => date.toISOString().slice(0, 10)
