import { generateEntityId } from "@medusajs/framework/utils"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { insert, rows } from "../../../lib/database"
import { initialTerm } from "../rules/terms"
import { layAfter } from "./license-terms"

type NewTerm = {
  license_id: string
  order_id: string
  line_item_id: string
  paid_at: Date
  plan: { term: string | null; updates_term: string | null }
  /** Those that the upgrade's price has counted; what was added since follows the new term. */
  supersedes: string[]
}

/** A whole term of the new plan begins when it was paid, in the place of those that were there. */
export async function beginAnew(trx: Knex.Transaction, term: NewTerm): Promise<void> {
  const { license_id, order_id, line_item_id, paid_at, plan, supersedes } = term
  const id = await stand(trx, {
    license_id,
    kind: "upgrade",
    ...initialTerm(plan, paid_at),
    paid_at,
    order_id,
    line_item_id,
    unit_index: 0,
    reverted_at: null,
    reverted_reason: null,
    superseded_by: null,
  })
  await rows(
    trx,
    `UPDATE license_center_term
        SET reverted_at = now(), reverted_reason = 'superseded', superseded_by = ?, updated_at = now()
      WHERE license_id = ? AND id = ANY(?) AND reverted_at IS NULL`,
    [id, license_id, supersedes]
  )
  await layAfter(trx, license_id, [id])
}

type Row = { license_id: string; line_item_id: string; kind: "upgrade" } & Record<string, unknown>

/** Writes a term, in the row of one that was rolled back when it is paid again. @returns its id */
async function stand(trx: Knex.Transaction, row: Row): Promise<string> {
  const columns = Object.keys(row).map((column) => `${column} = ?`)
  const [old] = await rows<{ id: string }>(
    trx,
    `UPDATE license_center_term SET ${columns.join(", ")}, updated_at = now()
      WHERE license_id = ? AND line_item_id = ? AND kind = ? RETURNING id`,
    [...Object.values(row), row.license_id, row.line_item_id, row.kind]
  )
  const id = old?.id ?? generateEntityId(undefined, "lcterm")
  if (!old) {
    await insert(trx, "license_center_term", { id, ...row })
  }
  return id
}

/**
 * Takes the term of an upgrade back: what it superseded runs again, unless it was refunded meanwhile. Under a later
 * upgrade that has superseded it in turn, they wait for that one to be taken back.
 */
export async function endTermOf(
  trx: Knex.Transaction,
  { license_id, line_item_id, reason }: { license_id: string; line_item_id: string; reason: string }
): Promise<void> {
  const [term] = await rows<{ id: string; superseded_by: string | null }>(
    trx,
    `UPDATE license_center_term SET reverted_at = coalesce(reverted_at, now()), reverted_reason = ?, updated_at = now()
      WHERE line_item_id = ? AND license_id = ? AND kind = 'upgrade' RETURNING id, superseded_by`,
    [reason, line_item_id, license_id]
  )
  if (!term) {
    return
  }
  if (term.superseded_by) {
    await rows(
      trx,
      "UPDATE license_center_term SET superseded_by = ?, updated_at = now() WHERE license_id = ? AND superseded_by = ?",
      [term.superseded_by, license_id, term.id]
    )
    return
  }
  // What one of them was refunded for meanwhile moves those behind it, even where they have begun.
  const back = await rows<{ id: string }>(
    trx,
    `UPDATE license_center_term
        SET superseded_by = NULL, updated_at = now(),
            reverted_at = CASE WHEN reverted_reason = 'superseded' THEN NULL ELSE reverted_at END,
            reverted_reason = CASE WHEN reverted_reason = 'superseded' THEN NULL ELSE reverted_reason END
      WHERE license_id = ? AND superseded_by = ? RETURNING id`,
    [license_id, term.id]
  )
  await layAfter(trx, license_id, [term.id, ...back.map(({ id }) => id)])
}
