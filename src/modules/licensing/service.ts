import {
  InjectManager,
  InjectTransactionManager,
  MedusaContext,
  MedusaError,
  MedusaService,
} from "@medusajs/framework/utils"
import type { Context, Logger } from "@medusajs/framework/types"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { SqlEntityManager } from "@medusajs/framework/mikro-orm/postgresql"
import { resolveOptions, type LicenseCenterOptions, type ResolvedOptions } from "../../lib/options"
import { Vault } from "../../lib/secret"
import {
  License,
  LicenseActivation,
  LicensedProduct,
  LicenseEvent,
  LicenseMark,
  LicenseOffer,
  LicenseOrderLine,
  LicensePlan,
  LicensePlanChange,
  LicenseRebind,
  LicenseRebindRequest,
  LicenseReminder,
  LicenseSigningKey,
  LicenseTerm,
  LicenseUnsubscribe,
} from "./models"
import { resolveReminders, type ReminderOptions } from "./options-reminders"
import type { DisputableLicense } from "./rules/disputes"
import type { PlanFields } from "./rules/plan"
import type { RebindQuota } from "./rules/rebind-quota"
import type { StatusAction } from "./rules/transitions"
import type { VerdictBody } from "./rules/verdict-body"
import { ActivationDesk } from "./services/activation-desk"
import type { ActivateInput, DeactivateInput, DeskAnswer, RebindInput, ValidateInput } from "./services/activation-desk"
import { recordEvent, type AuditEntry } from "./services/audit"
import { rows } from "../../lib/database"
import { readDevices, type LicenseDevices } from "./services/devices"
import { disputableLicenses } from "./services/disputed-licenses"
import { grantFeedToken } from "./services/feed-tokens"
import { reissueKey, type ReissueKeyInput } from "./services/key-reissue"
import { extendLicense, type ExtendedLicense, type ExtendLicenseInput } from "./services/license-extend"
import { holdsSeat } from "./services/license-lookup"
import { LicenseReader, type LicenseFilters, type LicenseSummary, type ListConfig } from "./services/license-reader"
import { OfferCarts } from "./services/offer-carts"
import { LiveSeats } from "./services/live-seats"
import { RenewalOffers } from "./services/renewal-offers"
import { changeStatus, revokeRefunded } from "./services/license-status"
import { Reminders } from "./services/reminders"
import { OrderReview } from "./services/order-review"
import { OrderLedger, type OrderSnapshot, type ReconcileResult } from "./services/order-ledger"
import { knowsOrder, upsertProduct } from "./services/order-lines"
import { Persons } from "./services/persons"
import { followPlan, type FollowResult } from "./services/plan-follow"
import { RebindRequests } from "./services/rebind-requests"
import { allowRebind, readRebinds, type AllowRebindInput } from "./services/rebinds"
import { owedReissueMails, settleReissueMail, type OwedReissueMail } from "./services/reissue-mails"
import { releaseSeat, type ReleaseSeatInput } from "./services/seat-release"
import { resealSecrets } from "./services/secret-rotation"
import { SoldUnits } from "./services/sold-units"
import { SweepMarks } from "./services/sweep-marks"
import { SigningKeys, type Jwk } from "./services/signing-keys"
import { UpgradeOffers } from "./services/upgrade-offers"
import { UpdateRightsReader, type UpdateCredential, type UpdateRights } from "./services/update-rights"
import type { Actor, DeliverableLicense, LicensePlanDTO } from "./types"

type SavePlan = { id?: string; fields: Partial<PlanFields>; actor: Actor }
type DeletePlan = { id: string; actor: Actor }
type Dependencies = { __pg_connection__: Knex; logger: Logger }

/**
 * Plans, licenses, terms, activations, rebinds, signing keys and the audit trail.
 *
 * The generated methods read and write plain rows for operators. What has to hold under races is here by hand, each in
 * one transaction: seats ({@link ActivationDesk}) and units of orders ({@link OrderLedger}).
 */
export default class LicensingModuleService extends MedusaService({
  License,
  LicenseActivation,
  LicenseEvent,
  LicenseMark,
  LicenseOffer,
  LicenseOrderLine,
  LicensePlan,
  LicensePlanChange,
  LicenseRebind,
  LicenseRebindRequest,
  LicenseReminder,
  LicenseSigningKey,
  LicenseTerm,
  LicenseUnsubscribe,
  LicensedProduct,
}) {
  readonly options: ResolvedOptions
  readonly seats: LiveSeats
  readonly offerCarts: OfferCarts
  readonly upgrades: UpgradeOffers
  readonly reminders: Reminders
  readonly renewals: RenewalOffers
  /** What licenses say of persons. */
  readonly persons: Persons
  /** Devices that ask their license's owner for a seat. */
  readonly rebindRequests: RebindRequests
  readonly soldUnits: SoldUnits
  /** What operators have to be told of an order. */
  readonly orderReview: OrderReview
  private readonly knex: Knex
  private readonly logger: Logger
  private readonly vault: Vault
  private readonly signingKeys: SigningKeys
  private readonly desk: ActivationDesk
  private readonly ledger: OrderLedger
  private readonly reader: LicenseReader
  private readonly updates: UpdateRightsReader

  constructor(
    { __pg_connection__, logger }: Dependencies,
    options: LicenseCenterOptions & { reminders?: ReminderOptions } = {}
  ) {
    // eslint-disable-next-line prefer-rest-params
    super(...arguments)
    this.options = resolveOptions(options)
    if (this.options.development_secret) {
      logger.warn("License Center: LICENSE_CENTER_SECRET is not set, a well-known development secret is used.")
    }
    this.knex = __pg_connection__
    this.soldUnits = new SoldUnits(this.knex)
    this.orderReview = new OrderReview(this.knex)
    this.logger = logger
    this.vault = new Vault(this.options.secret, this.options.previous_secret)
    this.offerCarts = new OfferCarts(this.knex)
    this.upgrades = new UpgradeOffers(this.knex)
    this.signingKeys = new SigningKeys(this.knex, this.vault)
    this.desk = new ActivationDesk(this.knex, this.vault, this.signingKeys, this.options, (error) =>
      logger.warn(`License Center: "last seen" could not be written: ${(error as Error).message}`)
    )
    this.ledger = new OrderLedger(this.knex, this.vault)
    this.renewals = new RenewalOffers(this.knex)
    this.seats = new LiveSeats(this.knex)
    this.reader = new LicenseReader(this.knex, this.vault)
    this.persons = new Persons(this.knex, this.vault)
    this.rebindRequests = new RebindRequests(this.knex, this.vault)
    this.updates = new UpdateRightsReader(this.knex, this.vault, this.signingKeys)
    this.reminders = new Reminders(this.knex, this.vault, resolveReminders(options.reminders))
  }

  /** Verdict on a device. Writes nothing but "last seen". */
  validate(input: ValidateInput): Promise<VerdictBody> {
    return this.desk.validate(input)
  }

  /** Takes a seat for a device, or gives back the one it holds. `created` tells which. */
  async activate(input: ActivateInput): Promise<DeskAnswer & { created: boolean }> {
    return this.withFeedToken(await this.desk.activate(input))
  }

  /** Gives a seat back; repeating is fine. */
  deactivate(input: DeactivateInput): Promise<DeskAnswer> {
    return this.desk.deactivate(input)
  }

  /** Moves a seat to another device in one transaction, against the license's quota. */
  async rebind(input: RebindInput): Promise<DeskAnswer> {
    return this.withFeedToken(await this.desk.rebind(input))
  }

  /** Which license of the product asks for updates, and what it may have. */
  updateRights(product: string, credential: UpdateCredential): Promise<UpdateRights> {
    return this.updates.read(product, credential)
  }

  /** The public keys that leases verify with, oldest first. */
  jwks(): Promise<Jwk[]> {
    return this.signingKeys.jwks()
  }

  rotateSigningKeys(actor: Actor): Promise<void> {
    return this.signingKeys.rotate(actor)
  }

  /**
   * Issues, revokes and resizes until an order has what it deserves. Ids only in the answer.
   *
   * @param accepted line item ids whose stale upgrades an operator has decided to apply
   * @throws Error when this process holds another secret than the store: its keys could be read by nobody later
   */
  async reconcileOrder(order: OrderSnapshot, actor: Actor, accepted: readonly string[] = []): Promise<ReconcileResult> {
    await this.signingKeys.ready()
    return this.ledger.reconcile(order, actor, accepted)
  }

  /** Makes a product known before its first sale. */
  learnProduct(product: { id: string; handle: string; title: string }): Promise<void> {
    return upsertProduct(this.knex, product)
  }

  /** Whether an order ever sold a license. */
  knowsOrder(order_id: string): Promise<boolean> {
    return knowsOrder(this.knex, order_id)
  }

  /** Learns a product's new handle or title, if the module knows the product. */
  async syncProducts(products: { id: string; handle: string; title: string }[]): Promise<void> {
    const known = await this.listLicensedProducts({ id: products.map((product) => product.id) }, { select: ["id"] })
    for (const product of products.filter(({ id }) => known.some((row) => row.id === id))) {
      await upsertProduct(this.knex, product)
    }
  }

  /** Licenses for operators, searched by email, order number or a key in any spelling. */
  searchLicenses(filters: LicenseFilters, config: ListConfig): Promise<[LicenseSummary[], number]> {
    return this.reader.listAndCount(filters, config)
  }

  /** See {@link readDevices}. */
  listDevices(license_ids: string[], most: number): Promise<Map<string, LicenseDevices>> {
    return readDevices(this.knex, license_ids, most)
  }

  /** @throws MedusaError not_found */
  async retrieveLicenseSummary(id: string): Promise<LicenseSummary> {
    const [[license]] = await this.reader.listAndCount({ id: [id] }, { limit: 1, offset: 0 })
    if (!license) {
      throw new MedusaError(MedusaError.Types.NOT_FOUND, `License ${id} was not found`)
    }
    return license
  }

  /** Licenses with their keys in clear: for the step that mails them, which lets nothing of it out. */
  listLicensesForDelivery(ids: string[], { keys = true } = {}): Promise<DeliverableLicense[]> {
    return this.reader.listForDelivery(ids, keys)
  }

  /** Suspends, reinstates or revokes; false when the license was in that state already. */
  changeLicenseStatus(input: {
    id: string
    action: StatusAction
    because: "operator" | "dispute"
    actor: Actor
    reason?: string | null
  }): Promise<boolean> {
    return changeStatus(this.knex, input)
  }

  /** See {@link revokeRefunded}. */
  revokeRefunded(input: { ids: string[]; actor: Actor }): Promise<string[]> {
    return revokeRefunded(this.knex, input)
  }

  /** See {@link disputableLicenses}. */
  listDisputableLicenses(order_id: string): Promise<(DisputableLicense & { id: string })[]> {
    return disputableLicenses(this.knex, order_id)
  }

  /** Frees a device's seat for an operator; false when it held none any more. */
  async releaseSeat(input: ReleaseSeatInput): Promise<boolean> {
    return releaseSeat(this.knex, input)
  }

  /** Adds a term to a license: its validity and its updates end later. See {@link extendLicense}. */
  extendLicense(input: ExtendLicenseInput): Promise<ExtendedLicense> {
    return extendLicense(this.knex, input)
  }

  /** Gives a license another key and ends the old one. See {@link reissueKey}. */
  reissueKey(input: ReissueKeyInput): Promise<{ order_id: string | null }> {
    return reissueKey(this.knex, this.vault, input)
  }

  /** See {@link owedReissueMails}. */
  listOwedReissueMails(license_id?: string): Promise<OwedReissueMail[]> {
    return owedReissueMails(this.knex, license_id)
  }

  settleReissueMail(owed: OwedReissueMail): Promise<void> {
    return settleReissueMail(this.knex, owed)
  }

  /** Lets the software move its seat once more, when its quota is full; false while a move is left. */
  allowRebind(input: AllowRebindInput): Promise<boolean> {
    return allowRebind(this.knex, input)
  }

  /** How often a license was moved, and when it can be again. */
  retrieveRebinds(id: string): Promise<RebindQuota> {
    return readRebinds(this.knex, id)
  }

  /**
   * The key in clear. Who asked and why is recorded first, so that no key is shown without a trace.
   *
   * @throws MedusaError not_found
   */
  async revealKey(id: string, actor: Actor, reason: string | null): Promise<string> {
    await this.retrieveLicenseSummary(id)
    await recordEvent(this.knex, { name: "license.revealed", actor, license_id: id, reason })
    return (await this.reader.key(id))!
  }

  /** Creates a plan, or changes the given fields of one; with its audit event, or not at all. */
  @InjectManager()
  async savePlan(input: SavePlan, @MedusaContext() context: Context = {}): Promise<LicensePlanDTO> {
    return this.savePlan_(input, context)
  }

  @InjectTransactionManager()
  protected async savePlan_(
    { id, fields, actor }: SavePlan,
    @MedusaContext() context: Context = {}
  ): Promise<LicensePlanDTO> {
    const plan = id
      ? await this.updateLicensePlans({ id, ...fields }, context)
      : await this.createLicensePlans(fields as PlanFields, context)
    await recordEvent(transactionOf(context), {
      name: id ? "plan.updated" : "plan.created",
      actor,
      plan_id: plan.id,
      data: { fields: Object.keys(fields) },
    })
    return plan as unknown as LicensePlanDTO
  }

  /** Takes a plan out of the lists; with its audit event, or not at all. */
  @InjectManager()
  async deletePlan(input: DeletePlan, @MedusaContext() context: Context = {}): Promise<void> {
    return this.deletePlan_(input, context)
  }

  @InjectTransactionManager()
  protected async deletePlan_({ id, actor }: DeletePlan, @MedusaContext() context: Context = {}): Promise<void> {
    await this.softDeleteLicensePlans(id, {}, context)
    await recordEvent(transactionOf(context), { name: "plan.deleted", actor, plan_id: id })
  }

  /** How many devices that were seen in the last `days` run which version of a product, the most first. */
  installsByVersion(product_id: string, days: number): Promise<{ version: string | null; installs: number }[]> {
    return rows(
      this.knex,
      `SELECT a.app_version AS version, count(*)::int AS installs
         FROM license_center_activation a JOIN license_center_license l ON l.id = a.license_id
        WHERE l.product_id = ? AND ${holdsSeat("a")} AND a.last_seen_at > now() - make_interval(days => ?)
        GROUP BY a.app_version ORDER BY installs DESC, a.app_version LIMIT 100`,
      [product_id, days]
    )
  }

  private async withFeedToken<Answer extends DeskAnswer>(answer: Answer): Promise<Answer> {
    const { valid, activation } = answer.body
    if (valid && activation) {
      activation.feed_token = await grantFeedToken(this.knex, this.vault, activation.id)
    }
    return answer
  }

  recordAudit(entry: AuditEntry): Promise<void> {
    return recordEvent(this.knex, entry)
  }

  /** How many sold licenses a change of a plan would touch. */
  async countLicensesOfPlan(plan_id: string): Promise<number> {
    const [row] = await rows<{ count: number }>(
      this.knex,
      "SELECT count(*)::int AS count FROM license_center_license WHERE plan_id = ? AND deleted_at IS NULL AND status <> 'revoked'",
      [plan_id]
    )
    return row!.count
  }

  /** Lets sold licenses follow their plan: see {@link followPlan}. */
  applyPlanToLicenses(plan: LicensePlanDTO, actor: Actor): Promise<FollowResult> {
    return followPlan(this.knex, plan, actor)
  }

  /** Moves what is stored under the previous secret to the current one, a batch at a time. */
  resealSecrets(limit = 500): Promise<number> {
    return resealSecrets(this.knex, this.vault, limit)
  }

  /** How far the sweep of orders has come, and which orders it owes another try. */
  get sweepMarks(): SweepMarks {
    return new SweepMarks(this.knex)
  }

  /** Medusa calls these two by name when a process starts and stops. */
  __hooks = {
    onApplicationStart: async (): Promise<void> => {
      // Medusa drops what a hook throws.
      await this.signingKeys.ready().catch((error: Error) => this.logger.error(error.message))
    },
    onApplicationShutdown: async (): Promise<void> => {
      await this.desk.flush()
    },
  }
}

/** The generated methods' transaction, for what is written by hand beside them. */
function transactionOf(context: Context): Knex.Transaction {
  return (context.transactionManager as SqlEntityManager).getTransactionContext<Knex.Transaction>()!
}
