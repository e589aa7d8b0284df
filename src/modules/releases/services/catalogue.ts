import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { rows, runPrepared, type Db } from "../../../lib/database"
import { newestFirst, readVersion } from "../rules/resolve-update"
import type { CatalogueArtifact, CatalogueRelease } from "../types"

const REVISION = {
  name: "license-center-release-revision",
  text: "SELECT revision FROM license_center_release_catalogue WHERE id = $1",
}

/** Products whose releases a process keeps; the one that was not asked for longest goes. */
const KEPT = 100

type Kept = { revision: string; releases: Promise<CatalogueRelease[]> }

/**
 * The published releases of products, newest first, kept in memory for as long as nothing about them changes. Every
 * question reads one word to know that; so all processes see a yank at once, and a product of a thousand releases
 * costs no more than one of two.
 */
export class ReleaseCatalogueReader {
  private readonly kept = new Map<string, Kept>()

  constructor(private readonly knex: Knex) {}

  async of(product_id: string): Promise<CatalogueRelease[]> {
    const [revision] = await runPrepared<{ revision: string }, string>(
      this.knex,
      REVISION,
      [product_id],
      (row) => row.revision
    )
    if (revision === undefined) {
      return []
    }
    const known = this.kept.get(product_id)
    // To the end of the line again, so that the first one is the one not asked for longest.
    this.kept.delete(product_id)
    const current = known?.revision === revision ? known : { revision, releases: this.read(product_id) }
    this.kept.set(product_id, current)
    if (this.kept.size > KEPT) {
      this.kept.delete(this.kept.keys().next().value!)
    }
    try {
      return await current.releases
    } catch (error) {
      if (this.kept.get(product_id) === current) {
        this.kept.delete(product_id)
      }
      throw error
    }
  }

  private async read(product_id: string): Promise<CatalogueRelease[]> {
    const found = await rows<Row>(
      this.knex,
      `SELECT r.id, r.product_id, r.version, r.channel, r.status, r.published_at, r.eligible_since, r.rollout_percent,
              r.min_os, r.requirements, r.yanked_reason, r.notes,
              coalesce((SELECT jsonb_agg(jsonb_build_object('id', a.id, 'platform', a.platform, 'arch', a.arch,
                 'kind', a.kind, 'filename', a.filename, 'file_id', a.file_id, 'url', a.url, 'size', a.size::bigint,
                 'sha512', a.sha512, 'sha256', a.sha256, 'signature', a.signature, 'signature_kind', a.signature_kind)
                 ORDER BY a.platform, a.arch, a.filename)
                FROM license_center_artifact a WHERE a.release_id = r.id AND a.deleted_at IS NULL), '[]') AS artifacts
         FROM license_center_release r
        WHERE r.product_id = ? AND r.status <> 'draft' AND r.deleted_at IS NULL`,
      [product_id]
    )
    return newestFirst(
      found.map(({ version, status, ...release }) => ({
        ...release,
        version: readVersion(version)!,
        yanked: status === "yanked",
      }))
    )
  }
}

type Row = Omit<CatalogueRelease, "version" | "yanked" | "artifacts"> & {
  version: string
  status: "published" | "yanked"
  artifacts: CatalogueArtifact[]
}

/** Tells every process that what it keeps of the product is old. In the transaction of the change. */
export async function bumpRevision(db: Db, product_id: string): Promise<void> {
  await rows(
    db,
    `INSERT INTO license_center_release_catalogue (id, revision) VALUES (?, gen_random_uuid()::text)
     ON CONFLICT (id) DO UPDATE SET revision = excluded.revision, updated_at = now()`,
    [product_id]
  )
}
