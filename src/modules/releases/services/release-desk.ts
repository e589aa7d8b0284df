import { generateEntityId, MedusaError } from "@medusajs/framework/utils"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { insert, rows } from "../../../lib/database"
import { filenameProblem, publishProblems, readHash, signatureKind } from "../rules/artifact"
import { readVersion } from "../rules/resolve-update"
import type { Actor, ArtifactFields, ReleaseFields } from "../types"
import { bumpRevision } from "./catalogue"
import { recordReleaseEvent } from "./events"

type ReleaseRow = {
  id: string
  product_id: string
  version: string
  status: "draft" | "published" | "yanked"
}

/** What may still be changed of a release that clients know: nothing that they have acted on. */
const OPEN_AFTER_PUBLISHING: (keyof ReleaseFields)[] = [
  "channel",
  "notes",
  "eligible_since",
  "rollout_percent",
  "min_os",
  "requirements",
]

const JSON_FIELDS: (keyof ReleaseFields)[] = ["min_os", "requirements"]

/**
 * Changes of releases: each one transaction under the release's row lock, with its audit event, and with the catalogue's
 * new revision, by which every process learns of it.
 */
export class ReleaseDesk {
  constructor(private readonly knex: Knex) {}

  /**
   * @throws MedusaError invalid_data when the version is no semver, duplicate_error when the product has it already
   */
  async create(fields: Partial<ReleaseFields> & Pick<ReleaseFields, "product_id" | "version">, actor: Actor) {
    const id = generateEntityId(undefined, "lcrel")
    const row = columns({
      channel: "stable",
      notes: "",
      rollout_percent: 100,
      ...fields,
      version: canonical(fields.version),
    })
    return this.knex.transaction(async (trx) => {
      await this.write(fields.version, () => insert(trx, "license_center_release", { id, status: "draft", ...row }))
      await recordReleaseEvent(trx, { name: "release.created", actor, release_id: id, data: { version: row.version } })
      return id
    })
  }

  /**
   * @throws MedusaError not_found; not_allowed for what is fixed once the release is published
   */
  async update(id: string, fields: Partial<ReleaseFields>, actor: Actor): Promise<void> {
    await this.change(id, async (trx, release) => {
      const given = Object.keys(fields) as (keyof ReleaseFields)[]
      const fixed = given.filter((field) => !OPEN_AFTER_PUBLISHING.includes(field))
      if (release.status !== "draft" && fixed.length) {
        throw notAllowed(`Release ${release.version} is published: ${fixed.join(", ")} cannot be changed any more`)
      }
      if (!given.length) {
        return
      }
      const row = columns(fields.version ? { ...fields, version: canonical(fields.version) } : fields)
      await this.write(fields.version ?? release.version, () =>
        rows(
          trx,
          `UPDATE license_center_release SET ${Object.keys(row)
            .map((field) => `${field} = ?`)
            .join(", ")},
                  updated_at = now() WHERE id = ?`,
          [...Object.values(row), id]
        )
      )
      await recordReleaseEvent(trx, {
        name: "release.updated",
        actor,
        release_id: id,
        data: {
          fields: given,
          ...(fields.rollout_percent !== undefined && { rollout_percent: fields.rollout_percent }),
        },
      })
    })
  }

  /**
   * Clients may get it from now on. A yanked release may be published again.
   *
   * @throws MedusaError not_found; not_allowed with what is missing
   */
  async publish(id: string, actor: Actor): Promise<boolean> {
    return this.change(id, async (trx, release) => {
      if (release.status === "published") {
        return false
      }
      const artifacts = await rows<{ filename: string; signature_kind: "minisign" | "ed25519" | null }>(
        trx,
        "SELECT filename, signature_kind FROM license_center_artifact WHERE release_id = ? AND deleted_at IS NULL",
        [id]
      )
      const problems = publishProblems({ artifacts })
      if (problems.length) {
        throw notAllowed(`Release ${release.version} cannot be published: ${problems.join(" ")}`)
      }
      await rows(
        trx,
        `UPDATE license_center_release SET status = 'published', published_at = coalesce(published_at, now()),
                yanked_at = NULL, yanked_reason = NULL, updated_at = now() WHERE id = ?`,
        [id]
      )
      await recordReleaseEvent(trx, { name: "release.published", actor, release_id: id })
      return true
    })
  }

  /**
   * Nobody is offered it any more, from this moment. Copies that run it go on.
   *
   * @throws MedusaError not_found; not_allowed for a draft
   */
  async yank(id: string, reason: string | null, actor: Actor): Promise<boolean> {
    return this.change(id, async (trx, release) => {
      if (release.status === "draft") {
        throw notAllowed(`Release ${release.version} is a draft: nobody is offered it`)
      }
      if (release.status === "yanked") {
        return false
      }
      await rows(
        trx,
        `UPDATE license_center_release SET status = 'yanked', yanked_at = now(), yanked_reason = ?, updated_at = now()
          WHERE id = ?`,
        [reason, id]
      )
      await recordReleaseEvent(trx, { name: "release.yanked", actor, release_id: id, reason })
      return true
    })
  }

  /**
   * @returns what its files are called in the File module
   * @throws MedusaError not_found; not_allowed for one that clients know
   */
  async discard(id: string, actor: Actor): Promise<string[]> {
    return this.change(id, async (trx, release) => {
      if (release.status !== "draft") {
        throw notAllowed(`Release ${release.version} was published: yank it instead`)
      }
      await rows(trx, "UPDATE license_center_release SET deleted_at = now() WHERE id = ?", [id])
      await recordReleaseEvent(trx, { name: "release.discarded", actor, release_id: id })
      const files = await rows<{ file_id: string }>(
        trx,
        `SELECT DISTINCT file_id FROM license_center_artifact
          WHERE release_id = ? AND file_id IS NOT NULL AND deleted_at IS NULL`,
        [id]
      )
      return files.map(({ file_id }) => file_id)
    })
  }

  /**
   * Adds a file. What is said of it is brought into one spelling first.
   *
   * @throws MedusaError not_found; not_allowed unless it is a draft; invalid_data; duplicate_error for a second file of
   *   the same name
   */
  async addArtifact(release_id: string, fields: ArtifactFields, actor: Actor): Promise<string> {
    const row = checked(fields)
    const id = generateEntityId(undefined, "lcart")
    await this.change(release_id, async (trx, release) => {
      assertDraft(release)
      await this.write(fields.filename, () => insert(trx, "license_center_artifact", { id, release_id, ...row }))
      await recordReleaseEvent(trx, {
        name: "release.artifact_added",
        actor,
        release_id,
        artifact_id: id,
        data: { filename: row.filename, sha512: row.sha512 },
      })
    })
    return id
  }

  /**
   * @returns what it is called in the File module; null when it lies elsewhere
   * @throws MedusaError not_found; not_allowed unless it is a draft
   */
  async removeArtifact(release_id: string, artifact_id: string, actor: Actor): Promise<string | null> {
    return this.change(release_id, async (trx, release) => {
      assertDraft(release)
      const [removed] = await rows<{ file_id: string | null }>(
        trx,
        `UPDATE license_center_artifact SET deleted_at = now()
          WHERE id = ? AND release_id = ? AND deleted_at IS NULL RETURNING file_id`,
        [artifact_id, release_id]
      )
      if (!removed) {
        throw new MedusaError(MedusaError.Types.NOT_FOUND, `Artifact ${artifact_id} was not found`)
      }
      await recordReleaseEvent(trx, { name: "release.artifact_removed", actor, release_id, artifact_id })
      return removed.file_id
    })
  }

  /** Whether a release that is not discarded has the file of that name in the File module. */
  async isInUse(file_id: string): Promise<boolean> {
    const [user] = await rows(
      this.knex,
      `SELECT a.id FROM license_center_artifact a JOIN license_center_release r ON r.id = a.release_id
        WHERE a.file_id = ? AND a.deleted_at IS NULL AND r.deleted_at IS NULL LIMIT 1`,
      [file_id]
    )
    return user !== undefined
  }

  private async change<T>(id: string, work: (trx: Knex.Transaction, release: ReleaseRow) => Promise<T>): Promise<T> {
    return this.knex.transaction(async (trx) => {
      const [release] = await rows<ReleaseRow>(
        trx,
        "SELECT id, product_id, version, status FROM license_center_release WHERE id = ? AND deleted_at IS NULL FOR UPDATE",
        [id]
      )
      if (!release) {
        throw new MedusaError(MedusaError.Types.NOT_FOUND, `Release ${id} was not found`)
      }
      const result = await work(trx, release)
      await bumpRevision(trx, release.product_id)
      return result
    })
  }

  private async write(what: string, work: () => Promise<unknown>): Promise<void> {
    try {
      await work()
    } catch (error) {
      if ((error as { code?: string }).code === "23505") {
        throw new MedusaError(MedusaError.Types.DUPLICATE_ERROR, `There is a ${what} already`)
      }
      throw error
    }
  }
}

function columns<Fields extends Partial<ReleaseFields>>(fields: Fields): Fields {
  return Object.fromEntries(
    Object.entries(fields).map(([field, value]) => [
      field,
      JSON_FIELDS.includes(field as keyof ReleaseFields) && value !== null ? JSON.stringify(value) : value,
    ])
  ) as Fields
}

function canonical(version: string): string {
  const read = readVersion(version)
  if (!read) {
    throw invalid(`"${version.slice(0, 40)}" is not a semantic version like 1.4.0 or 2.0.0-beta.1`)
  }
  return read.version
}

function checked(fields: ArtifactFields) {
  const sha512 = readHash("sha512", fields.sha512)
  const sha256 = fields.sha256 === null ? null : readHash("sha256", fields.sha256)
  const signature = fields.signature?.trim() || null
  const signature_kind = signature && signatureKind(signature)
  if (filenameProblem(fields.filename)) {
    throw invalid(filenameProblem(fields.filename)!)
  }
  if (!sha512) {
    throw invalid("sha512 must be the file's SHA-512 in hex or base64")
  }
  if (fields.sha256 !== null && !sha256) {
    throw invalid("sha256 must be the file's SHA-256 in hex or base64")
  }
  if (signature && !signature_kind) {
    throw invalid("signature must be a minisign signature or the base64 of an Ed25519 signature")
  }
  if ((fields.file_id === null) === (fields.url === null)) {
    throw invalid("A file has either a url or a file_id")
  }
  return { ...fields, size: String(fields.size), sha512, sha256, signature, signature_kind }
}

function assertDraft({ status, version }: ReleaseRow): void {
  if (status !== "draft") {
    throw notAllowed(`Release ${version} is published: its files cannot be changed any more`)
  }
}

const invalid = (message: string) => new MedusaError(MedusaError.Types.INVALID_DATA, message)
const notAllowed = (message: string) => new MedusaError(MedusaError.Types.NOT_ALLOWED, message)
