import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { rows, type Db } from "../../../lib/database"
import { layTerms, type LaidTerm } from "../rules/lay-terms"

/** All terms of a license, those that were taken back too, and its grace. Who writes by it holds the license's lock. */
export async function termsOf(db: Db, license_id: string): Promise<{ terms: LaidTerm[]; grace: string }> {
  const terms = await rows<LaidTerm & { grace: string }>(
    db,
    `SELECT t.id, t.kind, t.starts_at, t.ends_at, t.updates_until, t.reverted_at, t.duration, t.updates_duration,
            coalesce(t.paid_at, t.created_at) AS at, l.grace
       FROM license_center_term t JOIN license_center_license l ON l.id = t.license_id
      WHERE t.license_id = ? AND t.deleted_at IS NULL`,
    [license_id]
  )
  return { terms, grace: terms[0]?.grace ?? "P0D" }
}

/**
 * Moves what comes after terms that are new, taken back or brought back. The caller holds the license's lock.
 *
 * @returns ids of the terms that moved
 */
export async function layAfter(trx: Knex.Transaction, license_id: string, term_ids: string[]): Promise<string[]> {
  const { terms, grace } = await termsOf(trx, license_id)
  const moved = layTerms(terms, term_ids, grace)
  for (const { id, starts_at, ends_at, updates_until } of moved) {
    await rows(
      trx,
      "UPDATE license_center_term SET starts_at = ?, ends_at = ?, updates_until = ?, updated_at = now() WHERE id = ?",
      [starts_at, ends_at, updates_until, id]
    )
  }
  return moved.map(({ id }) => id)
}
