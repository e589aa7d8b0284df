import { MedusaService } from "@medusajs/framework/utils"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { resolveOptions, type LicenseCenterOptions, type ResolvedOptions } from "../../lib/options"
import { Vault } from "../../lib/secret"
import { PortalLink, PortalProof, PortalSession } from "./models"
import { PortalLinks } from "./services/links"
import { Persons } from "./services/persons"
import { PortalProofs } from "./services/proofs"
import { PortalSessions } from "./services/sessions"

type Dependencies = { __pg_connection__: Knex }

/** Private links that open the licenses of an address, and the sessions they are exchanged for. */
export default class PortalModuleService extends MedusaService({ PortalLink, PortalProof, PortalSession }) {
  /** For routes: address of the store, rate limits. */
  readonly options: ResolvedOptions
  readonly links: PortalLinks
  readonly persons: Persons
  readonly proofs: PortalProofs
  readonly sessions: PortalSessions

  constructor({ __pg_connection__: knex }: Dependencies, options: LicenseCenterOptions = {}) {
    // eslint-disable-next-line prefer-rest-params
    super(...arguments)
    this.options = resolveOptions(options)
    const vault = new Vault(this.options.secret, this.options.previous_secret)
    this.links = new PortalLinks(knex, vault)
    this.persons = new Persons(knex)
    this.proofs = new PortalProofs(knex)
    this.sessions = new PortalSessions(knex, vault)
  }
}
