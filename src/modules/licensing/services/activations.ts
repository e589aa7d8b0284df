import { generateEntityId } from "@medusajs/framework/utils"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { addDuration } from "../../../lib/duration"
import { LicenseEvents } from "../../../lib/events"
import { rebindQuota } from "../rules/rebind-quota"
import type { VerdictBody } from "../rules/verdict-body"
import type { Environment } from "../types"
import { recordEvent } from "./audit"
import { rows } from "../../../lib/database"
import { holdsSeat, type LicenseRow } from "./license-lookup"
import { countedMoves } from "./rebinds"

/**
 * What the activation desk reads and writes inside its transaction. Every function here expects the license's row lock
 * to be held; `row` is kept in step with what was written, so that the answer needs no further look-up.
 */

/** What is kept in step when a device takes a seat. */
type Seat = Pick<
  LicenseRow,
  "id" | "activation_id" | "activation_name" | "activation_platform" | "activated_at" | "last_seen_at"
>

type Device = { name?: string; platform?: string; version?: string; environment: Environment; spare: boolean }

/** Development and staging copies take no seat, up to the plan's number; one more takes a seat like any device. */
export async function isSpare(trx: Knex.Transaction, row: LicenseRow, environment: Environment): Promise<boolean> {
  if (environment === "production") {
    return false
  }
  if (row.spare) {
    // It holds its place already, and a device is never refused its own, even when the plan has fewer by now.
    return true
  }
  const [{ used } = { used: 0 }] = await rows<{ used: number }>(
    trx,
    `SELECT count(*)::int AS used FROM license_center_activation u JOIN license_center_license l ON l.id = u.license_id
      WHERE u.license_id = ? AND u.spare AND u.id <> ? AND ${holdsSeat("u")}`,
    [row.id, row.activation_id ?? ""]
  )
  return used < row.spare_activations
}

export async function insertActivation(
  trx: Knex.Transaction,
  row: Seat,
  fingerprint_hash: string,
  device: Device,
  now: Date
): Promise<void> {
  const id = generateEntityId(undefined, "lcact")
  await rows(
    trx,
    `INSERT INTO license_center_activation
       (id, license_id, fingerprint_hash, name, platform, app_version, environment, spare, activated_at, last_seen_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [
      id,
      row.id,
      fingerprint_hash,
      device.name ?? null,
      device.platform ?? null,
      device.version ?? null,
      device.environment,
      device.spare,
      now,
      now,
    ]
  )
  row.activation_id = id
  row.activation_name = device.name ?? null
  row.activation_platform = device.platform ?? null
  row.activated_at = now
  row.last_seen_at = now
}

/** A device that holds its seat tells anew what it is; a move between environments is written down. */
export async function refreshActivation(
  trx: Knex.Transaction,
  row: LicenseRow,
  fingerprint_hash: string,
  device: Device,
  now: Date
): Promise<void> {
  row.activation_name = device.name ?? row.activation_name
  row.activation_platform = device.platform ?? row.activation_platform
  row.last_seen_at = now
  await rows(
    trx,
    `UPDATE license_center_activation
        SET name = ?, platform = ?, app_version = coalesce(?, app_version), environment = ?, spare = ?,
            fingerprint_hash = ?, last_seen_at = ?, updated_at = ?
      WHERE id = ?`,
    [
      row.activation_name,
      row.activation_platform,
      device.version ?? null,
      device.environment,
      device.spare,
      fingerprint_hash,
      now,
      now,
      row.activation_id,
    ]
  )
  const [from, to] = [row, device].map(({ environment, spare }) => ({ environment, spare }))
  if (from!.environment !== to!.environment || from!.spare !== to!.spare) {
    await recordEvent(trx, {
      name: "license.activation_changed",
      actor: { type: "software" },
      license_id: row.id,
      activation_id: row.activation_id,
      data: { from, to },
    })
  }
}

export async function releaseActivation(
  trx: Knex.Transaction,
  row: Pick<LicenseRow, "id">,
  id: string,
  reason: string,
  now: Date
): Promise<void> {
  await rows(
    trx,
    "UPDATE license_center_activation SET deactivated_at = ?, deactivated_reason = ?, updated_at = ? WHERE id = ? AND license_id = ?",
    [now, reason, now, id, row.id]
  )
}

/** Floating seats that returned by themselves are closed when the next device comes, so that the trail shows it. */
export async function releaseTimedOut(
  trx: Knex.Transaction,
  row: Pick<LicenseRow, "id" | "floating_timeout">
): Promise<void> {
  if (!row.floating_timeout) {
    return
  }
  const gone = await rows<{ id: string }>(
    trx,
    `UPDATE license_center_activation SET deactivated_at = now(), deactivated_reason = 'floating_timeout', updated_at = now()
      WHERE license_id = ? AND deactivated_at IS NULL AND last_seen_at <= now() - ?::interval RETURNING id`,
    [row.id, row.floating_timeout]
  )
  for (const { id } of gone) {
    await recordEvent(trx, {
      name: LicenseEvents.DEACTIVATED,
      actor: { type: "system" },
      license_id: row.id,
      activation_id: id,
      reason: "floating_timeout",
    })
  }
}

export async function visibleDevices(trx: Knex.Transaction, row: LicenseRow): Promise<VerdictBody["devices"]> {
  if (row.devices_visible_to !== "key_holder") {
    return undefined
  }
  const devices = await rows<{ id: string; name: string | null; platform: string | null; last_seen_at: Date }>(
    trx,
    `SELECT a.id, a.name, a.platform, a.last_seen_at FROM license_center_activation a
       JOIN license_center_license l ON l.id = a.license_id
      WHERE a.license_id = ? AND NOT a.spare AND ${holdsSeat("a")} ORDER BY a.last_seen_at LIMIT 100`,
    [row.id]
  )
  return devices.map((device) => ({ ...device, last_seen_at: device.last_seen_at.toISOString() }))
}

export async function findSource(trx: Knex.Transaction, row: LicenseRow, from: string, hashes: [string, string]) {
  const [source] = await rows<{
    id: string
    name: string | null
    platform: string | null
    app_version: string | null
    environment: Environment
    spare: boolean
  }>(
    trx,
    `SELECT a.id, a.name, a.platform, a.app_version, a.environment, a.spare FROM license_center_activation a
       JOIN license_center_license l ON l.id = a.license_id
      WHERE a.license_id = ? AND (a.id = ? OR a.fingerprint_hash IN (?, ?)) AND ${holdsSeat("a")} LIMIT 1`,
    [row.id, from, ...hashes]
  )
  return source
}

export async function wasRebound(
  trx: Knex.Transaction,
  row: LicenseRow,
  from: string,
  hashes: [string, string]
): Promise<boolean> {
  const found = await rows(
    trx,
    `SELECT 1 FROM license_center_rebind r JOIN license_center_activation a ON a.id = r.from_activation_id
      WHERE r.license_id = ? AND r.to_activation_id = ? AND (a.id = ? OR a.fingerprint_hash IN (?, ?)) LIMIT 1`,
    [row.id, row.activation_id, from, ...hashes]
  )
  return found.length > 0
}

/** null while a move is left; else what the refusal tells the app. */
export async function exhaustedQuota(
  trx: Knex.Transaction,
  row: Pick<LicenseRow, "id" | "rebind_limit" | "rebind_window">,
  now: Date
): Promise<VerdictBody["rebinds"] | null> {
  if (row.rebind_limit === null) {
    return null
  }
  const moves = (await countedMoves(trx, row, now)).map((move) => move.rebound_at)
  if (moves.length < row.rebind_limit) {
    return null
  }
  const { used, window, next_at } = rebindQuota(row.rebind_limit, row.rebind_window, moves)
  // Where no move is ever possible, "not within the next window" is as true, and keeps the answer in one shape.
  return { limit: row.rebind_limit, used, window, next_at: (next_at ?? addDuration(now, window)).toISOString() }
}

/** @param forgiven it counts towards no quota: an operator decided it */
export async function insertRebind(
  trx: Knex.Transaction,
  row: Pick<LicenseRow, "id" | "activation_id">,
  from_activation_id: string,
  now: Date,
  forgiven = false
): Promise<void> {
  await rows(
    trx,
    `INSERT INTO license_center_rebind (id, license_id, from_activation_id, to_activation_id, rebound_at, forgiven_at)
     VALUES (?, ?, ?, ?, ?, ?)`,
    [generateEntityId(undefined, "lcreb"), row.id, from_activation_id, row.activation_id, now, forgiven ? now : null]
  )
}
