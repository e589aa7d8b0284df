import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { ActivationKind, LicenseStatus } from "../types"
import { runPrepared } from "../../../lib/database"

/**
 * Everything a verdict needs, in one row: the license, what its terms add up to, its product, how many seats are in
 * use, and the asking device's own activation if it holds one.
 */
export type LicenseRow = {
  id: string
  status: LicenseStatus
  key_hash: string
  seats: number | null
  on_expiry: "stop" | "keep_running"
  grace: string
  lease_ttl: string
  rebind_limit: number | null
  rebind_window: string
  entitlements: string[]
  activation_kind: ActivationKind
  floating_timeout: string | null
  spare_activations: number
  devices_visible_to: "owner" | "key_holder"
  order_id: string | null
  plan_code: string
  plan_name: string
  product_id: string
  product_handle: string
  product_handles: string[]
  product_title: string
  has_term: boolean
  expires_at: Date | null
  updates_until: Date | null
  seats_used: number
  activation_id: string | null
  activation_name: string | null
  activation_platform: string | null
  app_version: string | null
  activated_at: Date | null
  last_seen_at: Date | null
  fingerprint_hash: string | null
  spare: boolean | null
  environment: "production" | "staging" | "development" | null
}

/**
 * Whether an activation `alias` of license `l` still holds its seat. A floating seat returns by itself when it was not
 * seen for its timeout; nothing has to run for that.
 */
export const holdsSeat = (alias: string) =>
  `${alias}.deactivated_at IS NULL AND (l.floating_timeout IS NULL OR ${alias}.last_seen_at > now() - l.floating_timeout::interval)`

/**
 * What the terms of license `l` add up to, as `t`: `has_term`, `expires_at` and `updates_until`. `coverage()` in
 * rules/terms.ts says the same in TypeScript.
 */
export const COVERAGE = `CROSS JOIN LATERAL (
    SELECT count(*) > 0 AS has_term,
           CASE WHEN bool_or(x.ends_at IS NULL) THEN NULL ELSE max(x.ends_at) END AS expires_at,
           CASE WHEN bool_or(coalesce(x.updates_until, x.ends_at) IS NULL) THEN NULL
                ELSE max(coalesce(x.updates_until, x.ends_at)) END AS updates_until
      FROM license_center_term x
     WHERE x.license_id = l.id AND x.reverted_at IS NULL AND x.deleted_at IS NULL
  ) t`

/**
 * The look-up of every call of the sold software. Bindings: the key's hashes, the fingerprint's hashes as a device and
 * as a site, and an activation id. Two hashes each, because a secret being rotated makes two (else both are the same).
 */
const LOOKUP = `
SELECT l.id, l.status, l.key_hash, l.seats, l.on_expiry, l.grace, l.lease_ttl, l.rebind_limit, l.rebind_window,
       l.entitlements, l.activation_kind, l.floating_timeout, l.spare_activations, l.devices_visible_to, l.order_id,
       p.code AS plan_code, p.name AS plan_name,
       s.id AS product_id, s.handle AS product_handle, s.handles AS product_handles, s.title AS product_title,
       t.has_term, t.expires_at, t.updates_until,
       (SELECT count(*)::int FROM license_center_activation u
         WHERE u.license_id = l.id AND NOT u.spare AND ${holdsSeat("u")}) AS seats_used,
       a.id AS activation_id, a.name AS activation_name, a.platform AS activation_platform, a.app_version,
       a.activated_at, a.last_seen_at, a.fingerprint_hash, a.spare, a.environment
  FROM license_center_license l
  JOIN license_center_plan p ON p.id = l.plan_id
  JOIN license_center_product s ON s.id = l.product_id
  ${COVERAGE}
  LEFT JOIN license_center_activation a
    ON a.license_id = l.id AND ${holdsSeat("a")}
   AND (a.id = $7 OR a.fingerprint_hash IN (
         CASE WHEN l.activation_kind = 'site' THEN $5 ELSE $3 END,
         CASE WHEN l.activation_kind = 'site' THEN $6 ELSE $4 END))
 WHERE l.key_hash IN ($1, $2) AND l.deleted_at IS NULL
 LIMIT 1`

/**
 * The row as one JSON column. The driver reads a description of every column of every answer, also of a prepared
 * statement; with some thirty of them that was a third of the time that the process spent on reading this row.
 */
const LOOKUP_AS_JSON = {
  name: "license-center-lookup",
  text: `SELECT row_to_json(r)::text AS json FROM (${LOOKUP}) r`,
}

type JsonRow = Record<keyof LicenseRow, unknown>

/**
 * Runs the look-up, on the pool or inside a transaction.
 *
 * @param bindings seven of them, see above
 * @returns one row or none
 */
export const lookUpLicense = (db: Knex, bindings: unknown[]): Promise<LicenseRow[]> =>
  runPrepared(db, LOOKUP_AS_JSON, bindings, readRow)

function readRow({ json }: { json: string }): LicenseRow {
  const row = JSON.parse(json) as JsonRow
  row.expires_at = date(row.expires_at)
  row.updates_until = date(row.updates_until)
  row.activated_at = date(row.activated_at)
  row.last_seen_at = date(row.last_seen_at)
  return row as LicenseRow
}

/** JSON has no dates: Postgres writes a timestamptz in ISO 8601. */
function date(value: unknown): Date | null {
  return value === null ? null : new Date(value as string)
}
