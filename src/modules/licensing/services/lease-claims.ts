import { hash } from "node:crypto"
import { durationToSeconds } from "../../../lib/duration"
import type { LicenseRow } from "./license-lookup"

export type LeaseInput = { store_url: string; fingerprint: string; product?: string; nonce?: string; now: Date }

/** What a lease says of a license and of the device that holds a seat of it. */
export function leaseClaims(row: LicenseRow, { store_url, fingerprint, product, nonce, now }: LeaseInput) {
  const iat = seconds(now)
  return {
    iss: store_url,
    // Software shipped under a former handle checks for the handle it knows.
    aud: product && row.product_handles.includes(product) ? product : row.product_handle,
    sub: row.id,
    aid: row.activation_id,
    fph: hash("sha256", fingerprint, "base64url"),
    plan: row.plan_code,
    ent: row.entitlements,
    lic_exp: row.expires_at && seconds(row.expires_at),
    upd_until: row.updates_until && seconds(row.updates_until),
    grace: durationToSeconds(row.grace),
    on_exp: row.on_expiry,
    ...(nonce !== undefined && { nonce }),
    iat,
    exp: iat + durationToSeconds(row.lease_ttl),
  }
}

const seconds = (date: Date) => Math.floor(date.getTime() / 1000)
