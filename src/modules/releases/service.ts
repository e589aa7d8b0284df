import { MedusaService } from "@medusajs/framework/utils"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { LicenseCenterOptions } from "../../lib/options"
import { Release, ReleaseArtifact, ReleaseCatalogue, ReleaseDownload, ReleaseEvent } from "./models"
import { ReleaseCatalogueReader } from "./services/catalogue"
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
  private readonly desk: ReleaseDesk
  private readonly catalogues: ReleaseCatalogueReader
  private readonly knex: Knex

  constructor({ __pg_connection__ }: { __pg_connection__: Knex }, _options: LicenseCenterOptions = {}) {
    // eslint-disable-next-line prefer-rest-params -- MedusaService takes whatever the container gives
    super(...arguments)
    this.knex = __pg_connection__
    this.desk = new ReleaseDesk(this.knex)
    this.catalogues = new ReleaseCatalogueReader(this.knex)
  }

  /** The product's published and yanked releases, newest version first. Kept in memory; never out of date. */
  catalogueOf(product_id: string): Promise<CatalogueRelease[]> {
    return this.catalogues.of(product_id)
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
  yankRelease(id: string, reason: string, actor: Actor): Promise<boolean> {
    return this.desk.yank(id, reason, actor)
  }

  discardRelease(id: string, actor: Actor): Promise<void> {
    return this.desk.discard(id, actor)
  }

  addArtifact(release_id: string, fields: ArtifactFields, actor: Actor): Promise<string> {
    return this.desk.addArtifact(release_id, fields, actor)
  }

  removeArtifact(release_id: string, artifact_id: string, actor: Actor): Promise<void> {
    return this.desk.removeArtifact(release_id, artifact_id, actor)
  }
}
