import { MedusaService } from "@medusajs/framework/utils"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { resolveOptions, type LicenseCenterOptions, type ResolvedOptions } from "../../lib/options"
import { PortalLink, PortalSession } from "./models"

type Dependencies = { __pg_connection__: Knex }

/** Private links that open the licenses of an address, and the sessions they are exchanged for. */
export default class PortalModuleService extends MedusaService({ PortalLink, PortalSession }) {
  readonly options: ResolvedOptions

  constructor(_dependencies: Dependencies, options: LicenseCenterOptions = {}) {
    // eslint-disable-next-line prefer-rest-params
    super(...arguments)
    this.options = resolveOptions(options)
  }
}
