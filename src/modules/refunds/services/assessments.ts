import { generateEntityId } from "@medusajs/framework/utils"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { insert, rows } from "../../../lib/database"
import type { RefundAssessment } from "../rules/assessment"

export type AskedBy = "customer" | "operator" | "system"

/** What the rules said, kept with what they saw. */
export class Assessments {
  constructor(private readonly knex: Knex) {}

  /** @returns the id */
  async store(order_id: string, assessment: RefundAssessment, asked_by: AskedBy): Promise<string> {
    const id = generateEntityId(undefined, "lcass")
    const { verdict, reasons, units, facts, options, rules_version } = assessment
    await insert(this.knex, "license_center_refund_assessment", {
      id,
      order_id,
      verdict,
      reasons: JSON.stringify(reasons),
      units: JSON.stringify(units),
      facts: JSON.stringify(facts),
      options: JSON.stringify(options),
      rules_version,
      asked_by,
      assessed_at: new Date(),
    })
    return id
  }

  /** What had gone back of the order's money then; null for an assessment that is not kept. */
  async refundedThen(id: string): Promise<number | null> {
    const [kept] = await rows<{ refunded: number | null }>(
      this.knex,
      "SELECT (facts->>'refunded')::float AS refunded FROM license_center_refund_assessment WHERE id = ?",
      [id]
    )
    return kept?.refunded ?? null
  }
}
