import { MedusaError } from "@medusajs/framework/utils"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { transition, type StatusAction } from "../rules/transitions"
import type { Actor, LicenseStatus, StatusReason } from "../types"
import { recordEvent } from "./audit"
import { rows } from "../../../lib/database"

const EVENT = { active: "license.reinstated", suspended: "license.suspended", revoked: "license.revoked" } as const

export type StatusChange = {
  id: string
  status: LicenseStatus
  status_reason: StatusReason | null
  actor: Actor
  /** Reconciliation must not revoke it again. */
  pin?: boolean
  /** For the audit trail: an operator's words, or reconciliation's code. */
  reason?: string | null
}

/** Writes a status and its audit event. The caller holds the license's row lock. */
export async function setStatus(trx: Knex.Transaction, change: StatusChange): Promise<void> {
  await rows(
    trx,
    `UPDATE license_center_license
        SET pinned_at = CASE WHEN ? = 'revoked' THEN NULL WHEN ? THEN now() ELSE pinned_at END,
            reinstated_at = CASE WHEN status = 'revoked' AND ? = 'active' THEN now() ELSE reinstated_at END,
            status = ?, status_reason = ?, status_changed_at = now(), updated_at = now()
      WHERE id = ?`,
    [change.status, change.pin === true, change.status, change.status, change.status_reason, change.id]
  )
  await recordEvent(trx, {
    name: EVENT[change.status],
    actor: change.actor,
    license_id: change.id,
    reason: change.reason,
  })
}

/**
 * An operator's (or a dispute's) change of one license. A dispute changes what fits its state and leaves the rest alone:
 * somebody may have decided meanwhile. It takes back what a dispute did, and nothing else.
 *
 * @returns whether anything changed: asking for the state it is in already changes nothing
 * @throws MedusaError not_found, or not_allowed when the action does not fit the state
 */
export async function changeStatus(
  knex: Knex,
  input: { id: string; action: StatusAction; because: "operator" | "dispute"; actor: Actor; reason?: string | null }
): Promise<boolean> {
  return knex.transaction(async (trx) => {
    const [license] = await rows<{ status: LicenseStatus; status_reason: StatusReason | null }>(
      trx,
      "SELECT status, status_reason FROM license_center_license WHERE id = ? AND deleted_at IS NULL FOR UPDATE",
      [input.id]
    )
    if (!license) {
      throw new MedusaError(MedusaError.Types.NOT_FOUND, `License ${input.id} was not found`)
    }
    const isDispute = input.because === "dispute"
    if (isDispute && input.action === "reinstate" && license.status_reason !== "dispute") {
      return false
    }
    const next = transition(input.action, license.status)
    if (next === undefined && isDispute) {
      return false
    }
    if (next === undefined) {
      throw new MedusaError(
        MedusaError.Types.NOT_ALLOWED,
        `A ${license.status} license cannot be changed by "${input.action}"`
      )
    }
    // What an operator asks for and a dispute did already becomes theirs: the end of the dispute does not undo it.
    const takesOver = !isDispute && license.status !== "active" && license.status_reason === "dispute"
    if (next === null && !takesOver) {
      return false
    }
    const status = next ?? license.status
    await setStatus(trx, {
      id: input.id,
      status,
      status_reason: status === "active" ? null : input.because,
      // Back from what reconciliation or a dispute revoked, it stays by decision of a person. An operator who takes back
      // a revocation of their own makes it an ordinary license again.
      pin: !isDispute && status === "active" && license.status === "revoked" && license.status_reason !== "operator",
      actor: input.actor,
      reason: input.reason,
    })
    return true
  })
}

/**
 * Ends the licenses of units that are refunded by themselves, before their order is smaller. What was revoked before
 * stays as it is.
 *
 * @returns ids of those that were not revoked yet
 */
export async function revokeRefunded(knex: Knex, { ids, actor }: { ids: string[]; actor: Actor }): Promise<string[]> {
  return knex.transaction(async (trx) => {
    const live = await rows<{ id: string }>(
      trx,
      `SELECT id FROM license_center_license WHERE id = ANY(?) AND status <> 'revoked' AND deleted_at IS NULL
        ORDER BY id FOR UPDATE`,
      [ids]
    )
    for (const { id } of live) {
      const reason = "unit_refunded"
      await setStatus(trx, { id, status: "revoked", status_reason: reason, actor, reason })
    }
    return live.map(({ id }) => id)
  })
}
