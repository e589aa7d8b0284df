import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { runPrepared, soon } from "../../../lib/database"
import type { Vault } from "../../../lib/secret"
import { normalizeKey } from "../../../lib/license-key"
import { licenseState, type LicenseFacts, type LicenseState } from "../rules/verdict"
import { normalizeFingerprint } from "../rules/fingerprint"
import { feedTokenOf } from "./feed-tokens"
import { COVERAGE, holdsSeat } from "./license-lookup"
import type { SigningKeys } from "./signing-keys"

/** How a copy of the software shows which license it has. */
export type UpdateCredential =
  | { kind: "key"; key: string }
  /** A key, and the site that shows it. It is answered as the key is; a site that is activated is told its feed token. */
  | { kind: "site"; key: string; site: string }
  | { kind: "lease"; lease: string }
  | { kind: "feed_token"; token: string }
  /** An operator's question, never one from outside: no secret is shown. With a device it is answered as to its lease. */
  | { kind: "license"; license_id: string; activation_id: string | null }
  | { kind: "none" }

export type UpdateRights = {
  /** Null when the store never sold such a product. */
  product: { id: string; handle: string; title: string } | null
  /** The license, when the credential is of one of this product. */
  license: { id: string; state: LicenseState; expires_at: Date | null; updates_until: Date | null } | null
  activation_id: string | null
  /** The version that the device last said it runs. */
  app_version: string | null
  /** Of a site that holds a seat, for the addresses of files; null for every other asker. */
  site_token: string | null
  /** Whether updates may be had at all; which ones, `license.updates_until` says. */
  licensed: boolean
}

type Row = LicenseFacts & {
  id: string
  updates_until: string | null
  product_id: string
  product_handle: string
  product_handles: string[]
  product_title: string
  activation_id: string | null
  app_version: string | null
  site_activation?: string | null
  feed_token_hash?: string | null
}

const COLUMNS = `
  l.id, l.status, l.on_expiry, l.grace, t.has_term, t.expires_at, t.updates_until,
  s.id AS product_id, s.handle AS product_handle, s.handles AS product_handles, s.title AS product_title`

const byLicense = (name: string, where: string) => ({
  name,
  text: `SELECT ${COLUMNS}, NULL AS activation_id, NULL AS app_version
           FROM license_center_license l JOIN license_center_product s ON s.id = l.product_id ${COVERAGE}
          WHERE ${where} AND l.deleted_at IS NULL`,
})
const BY_KEY = byLicense("license-center-update-by-key", "l.key_hash IN ($1, $2)")
const BY_LICENSE = byLicense("license-center-update-by-license", "l.id = $1")

const BY_SITE = {
  name: "license-center-update-by-site",
  text: `SELECT ${COLUMNS}, NULL AS activation_id, NULL AS app_version, a.id AS site_activation, a.feed_token_hash
           FROM license_center_license l JOIN license_center_product s ON s.id = l.product_id ${COVERAGE}
           LEFT JOIN license_center_activation a
             ON a.license_id = l.id AND a.fingerprint_hash IN ($3, $4) AND ${holdsSeat("a")} AND a.deleted_at IS NULL
          WHERE l.key_hash IN ($1, $2) AND l.deleted_at IS NULL
          LIMIT 1`,
}

const byActivation = (name: string, where: string) => ({
  name,
  text: `SELECT ${COLUMNS}, a.id AS activation_id, a.app_version
           FROM license_center_activation a JOIN license_center_license l ON l.id = a.license_id
           JOIN license_center_product s ON s.id = l.product_id ${COVERAGE}
          WHERE ${where} AND ${holdsSeat("a")} AND a.deleted_at IS NULL AND l.deleted_at IS NULL`,
})
const BY_LEASE = byActivation("license-center-update-by-lease", "a.id = $1 AND l.id = $2")
const BY_TOKEN = byActivation("license-center-update-by-token", "a.feed_token_hash IN ($1, $2)")

const PRODUCT = {
  name: "license-center-update-product",
  text: `SELECT id, handle, title FROM license_center_product WHERE id = $1 OR $1 = ANY(handles) LIMIT 1`,
}

/**
 * Reads which license asks for updates. A key is enough; a lease or a feed token counts for as long as its device holds
 * its seat, whether or not the lease itself has run out: who was offline for long is to be helped by an update.
 */
export class UpdateRightsReader {
  constructor(
    private readonly knex: Knex,
    private readonly vault: Vault,
    private readonly keys: SigningKeys
  ) {}

  /**
   * One query for a license of the product, two when there is none. A site's first question writes what its feed token is
   * known by.
   */
  async read(product: string, credential: UpdateCredential): Promise<UpdateRights> {
    const [row] = await this.find(credential)
    if (row && (row.product_id === product || row.product_handles.includes(product))) {
      return toRights(row, await this.siteToken(row))
    }
    const [known] = await runPrepared<NonNullable<UpdateRights["product"]>, NonNullable<UpdateRights["product"]>>(
      this.knex,
      PRODUCT,
      [product],
      (found) => found
    )
    return {
      product: known ?? null,
      license: null,
      activation_id: null,
      app_version: null,
      site_token: null,
      licensed: false,
    }
  }

  private async siteToken({ site_activation: id, feed_token_hash }: Row): Promise<string | null> {
    return id ? feedTokenOf(this.knex, this.vault, { id, stored: feed_token_hash ?? null }) : null
  }

  private async find(credential: UpdateCredential): Promise<Row[]> {
    switch (credential.kind) {
      case "key":
      case "site": {
        const normalized = normalizeKey(credential.key)
        if (!normalized.ok) {
          return []
        }
        const key = this.vault.hashPair("key", normalized.key)
        const site = credential.kind === "site" && normalizeFingerprint(credential.site, "site")
        return site ? this.run(BY_SITE, [...key, ...this.vault.hashPair("fingerprint", site)]) : this.run(BY_KEY, key)
      }
      case "feed_token":
        return this.run(BY_TOKEN, this.vault.hashPair("feed-token", credential.token))
      case "lease": {
        if (!this.keys.isReady) {
          await soon(this.keys.ready())
        }
        const claims = this.keys.verifyLease(credential.lease)
        return claims ? this.run(BY_LEASE, [claims.aid, claims.sub]) : []
      }
      case "license":
        return credential.activation_id === null
          ? this.run(BY_LICENSE, [credential.license_id])
          : this.run(BY_LEASE, [credential.activation_id, credential.license_id])
      case "none":
        return []
    }
  }

  private run(statement: { name: string; text: string }, values: unknown[]): Promise<Row[]> {
    return runPrepared<Row, Row>(this.knex, statement, values, (row) => row)
  }
}

function toRights(row: Row, site_token: string | null): UpdateRights {
  const expires_at = row.expires_at && new Date(row.expires_at)
  return {
    product: { id: row.product_id, handle: row.product_handle, title: row.product_title },
    license: {
      id: row.id,
      state: licenseState({ ...row, expires_at }, new Date()),
      expires_at,
      updates_until: row.updates_until === null ? null : new Date(row.updates_until),
    },
    activation_id: row.activation_id,
    app_version: row.app_version,
    site_token,
    // An expired license keeps what it paid for: every version released while it was covered.
    licensed: row.status === "active" && row.has_term,
  }
}
