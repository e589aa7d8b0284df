import { createHash, timingSafeEqual } from "node:crypto"
import { generateEntityId } from "@medusajs/framework/utils"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { rows } from "../../../lib/database"
import type { Vault } from "../../../lib/secret"
import type { CatalogueArtifact } from "../types"

/** How long a link to a file is good for. */
export const LINK_SECONDS = 300

/** A file and what it belongs to. */
export type KnownFile = CatalogueArtifact & {
  release_id: string
  product_id: string
  version: string
  yanked: boolean
  published_at: Date
  eligible_since: Date | null
}

/** Links to files: made for who may have them, written down, and good for a few minutes. */
export class Downloads {
  constructor(
    private readonly knex: Knex,
    private readonly vault: Vault
  ) {}

  /** A file of a release that was published; null for any other. */
  async find(artifact_id: string): Promise<KnownFile | null> {
    const [file] = await rows<KnownFile>(
      this.knex,
      `SELECT a.id, a.platform, a.arch, a.kind, a.filename, a.file_id, a.url, a.size::bigint AS size, a.sha512, a.sha256,
              a.signature, a.signature_kind, r.id AS release_id, r.product_id, r.version, r.status = 'yanked' AS yanked,
              r.published_at, r.eligible_since
         FROM license_center_artifact a JOIN license_center_release r ON r.id = a.release_id
        WHERE a.id = ? AND a.deleted_at IS NULL AND r.deleted_at IS NULL AND r.status <> 'draft'`,
      [artifact_id]
    )
    return file ? { ...file, size: Number(file.size) } : null
  }

  /** Writes down who was given the file. The address is kept as a hash only. */
  async record(file: KnownFile, who: { license_id: string; activation_id: string | null; ip: string }): Promise<void> {
    await rows(
      this.knex,
      `INSERT INTO license_center_download (id, license_id, activation_id, release_id, artifact_id, version, ip_hash)
       VALUES (?, ?, ?, ?, ?, ?, ?)`,
      [
        generateEntityId(undefined, "lcdl"),
        who.license_id,
        who.activation_id,
        file.release_id,
        file.id,
        file.version,
        this.vault.hash("ip", who.ip),
      ]
    )
  }

  /** @returns by license; one without any is left out */
  async count(license_ids: string[]): Promise<Map<string, number>> {
    const counted = await rows<{ license_id: string; count: number }>(
      this.knex,
      `SELECT license_id, count(*)::int AS count FROM license_center_download
        WHERE license_id = ANY(?) AND deleted_at IS NULL GROUP BY license_id`,
      [license_ids]
    )
    return new Map(counted.map(({ license_id, count }) => [license_id, count]))
  }

  /** What opens one file until it runs out, for whoever has it: updaters and browsers follow it without a credential. */
  grant(artifact_id: string, now: Date): string {
    const until = Math.floor(now.getTime() / 1000) + LINK_SECONDS
    const text = `${artifact_id}.${until}`
    return `${text}.${this.vault.token("file", text)}`
  }

  /** @returns the artifact's id, or null when the grant is none of ours or has run out */
  open(grant: string, now: Date): string | null {
    const [artifact_id, until, signature, ...more] = grant.split(".")
    if (!artifact_id || !until || !signature || more.length || !/^\d{1,12}$/.test(until)) {
      return null
    }
    const expected = this.vault.token("file", `${artifact_id}.${until}`)
    return same(expected, signature) && Number(until) * 1000 >= now.getTime() ? artifact_id : null
  }
}

/** In the same time wherever they differ. */
function same(a: string, b: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest()
  return timingSafeEqual(digest(a), digest(b))
}
