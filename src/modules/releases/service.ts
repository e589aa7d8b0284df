import { MedusaService } from "@medusajs/framework/utils"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { resolveOptions, type LicenseCenterOptions } from "../../lib/options"
import { Vault } from "../../lib/secret"
import { Release, ReleaseArtifact, ReleaseCatalogue, ReleaseDownload, ReleaseEvent } from "./models"
import { ReleaseCatalogueReader } from "./services/catalogue"
import { Downloads, type KnownFile } from "./services/downloads"
import { DownloadTraces } from "./services/download-traces"
import { ReleaseDesk } from "./services/release-desk"
import type { Actor, ArtifactFields, CatalogueRelease, ReleaseFields } from "./types"

/** Releases of products, their files, and who was given which. Which license covers what, it does not know. */
export default class ReleasesModuleService extends MedusaService({
  Release,
  ReleaseArtifact,
  ReleaseCatalogue,
  ReleaseDownload,
  ReleaseEvent,
}) {
  /** What downloads say of persons. */
  readonly downloadTraces: DownloadTraces
  private readonly desk: ReleaseDesk
  private readonly catalogues: ReleaseCatalogueReader
  private readonly downloads: Downloads

  constructor({ __pg_connection__ }: { __pg_connection__: Knex }, options: LicenseCenterOptions = {}) {
    // eslint-disable-next-line prefer-rest-params -- MedusaService takes whatever the container gives
    super(...arguments)
    const { secret, previous_secret } = resolveOptions(options)
    this.downloadTraces = new DownloadTraces(__pg_connection__)
    this.desk = new ReleaseDesk(__pg_connection__)
    this.catalogues = new ReleaseCatalogueReader(__pg_connection__)
    this.downloads = new Downloads(__pg_connection__, new Vault(secret, previous_secret))
  }

  /** The product's published and yanked releases, newest version first. Kept in memory; never out of date. */
  catalogueOf(product_id: string): Promise<CatalogueRelease[]> {
    return this.catalogues.of(product_id)
  }

  /** A file of a published or yanked release. */
  findFile(artifact_id: string): Promise<KnownFile | null> {
    return this.downloads.find(artifact_id)
  }

  /** Who was given a link to a file. */
  recordDownload(
    file: KnownFile,
    who: { license_id: string; activation_id: string | null; ip: string }
  ): Promise<void> {
    return this.downloads.record(file, who)
  }

  /** How many files each license was given; one without any is left out. */
  countDownloads(license_ids: string[]): Promise<Map<string, number>> {
    return this.downloads.count(license_ids)
  }

  /** What opens one file for five minutes. */
  async grantFile(artifact_id: string, now: Date): Promise<string> {
    return this.downloads.grant(artifact_id, now)
  }

  /** @returns the id of the file that a grant opens; null when it has run out, or was never given */
  async openGrant(grant: string, now: Date): Promise<string | null> {
    return this.downloads.open(grant, now)
  }

  /** See {@link ReleaseDesk} for these and their errors. */
  draftRelease(
    fields: Partial<ReleaseFields> & Pick<ReleaseFields, "product_id" | "version">,
    actor: Actor
  ): Promise<string> {
    return this.desk.create(fields, actor)
  }

  changeRelease(id: string, fields: Partial<ReleaseFields>, actor: Actor): Promise<void> {
    return this.desk.update(id, fields, actor)
  }

  /** @returns false when it is published already */
  publishRelease(id: string, actor: Actor): Promise<boolean> {
    return this.desk.publish(id, actor)
  }

  /** @returns false when it is yanked already */
  yankRelease(id: string, reason: string | null, actor: Actor): Promise<boolean> {
    return this.desk.yank(id, reason, actor)
  }

  /** @returns what its files are called in the File module */
  discardRelease(id: string, actor: Actor): Promise<string[]> {
    return this.desk.discard(id, actor)
  }

  addArtifact(release_id: string, fields: ArtifactFields, actor: Actor): Promise<string> {
    return this.desk.addArtifact(release_id, fields, actor)
  }

  /** @returns what it is called in the File module; null when it lies elsewhere */
  removeArtifact(release_id: string, artifact_id: string, actor: Actor): Promise<string | null> {
    return this.desk.removeArtifact(release_id, artifact_id, actor)
  }

  /** Whether a release still has the file of that name in the File module. */
  isFileInUse(file_id: string): Promise<boolean> {
    return this.desk.isInUse(file_id)
  }
}
