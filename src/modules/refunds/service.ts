import { MedusaService } from "@medusajs/framework/utils"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { resolveOptions, type LicenseCenterOptions, type ResolvedOptions } from "../../lib/options"
import { Vault } from "../../lib/secret"
import {
  ConsentWaiver,
  PaymentDispute,
  PaymentEvent,
  PaymentWarning,
  RefundAssessment,
  RefundRequest,
  Withdrawal,
} from "./models"
import { webhookSecrets, type StripeSettings } from "./options-stripe"
import { resolveRefunds, type RefundSettings } from "./options"
import { resolveEu, type EuOptions, type ResolvedEu } from "./options-eu"
import type { RefundOptions } from "./rules/options"
import { Assessments } from "./services/assessments"
import { Payments } from "./services/payments"
import { Persons } from "./services/persons"
import { RefundRequests } from "./services/requests"
import { Waivers } from "./services/waivers"
import { Withdrawals } from "./services/withdrawals"

type Dependencies = { __pg_connection__: Knex }

/** What was paid back, asked back or disputed, and what buyers were told before. Orders and licenses it knows by id only. */
export default class RefundsModuleService extends MedusaService({
  ConsentWaiver,
  PaymentDispute,
  PaymentEvent,
  PaymentWarning,
  RefundAssessment,
  RefundRequest,
  Withdrawal,
}) {
  readonly options: ResolvedOptions
  /** The options that the rules run with. */
  readonly refunds: RefundOptions
  readonly eu: ResolvedEu
  /** What signs the events of Stripe; empty where the store takes none in. */
  readonly stripeSecrets: readonly string[]
  readonly assessments: Assessments
  readonly payments: Payments
  readonly persons: Persons
  readonly requests: RefundRequests
  readonly waivers: Waivers
  readonly withdrawals: Withdrawals

  constructor(
    { __pg_connection__: knex }: Dependencies,
    options: LicenseCenterOptions & { refunds?: RefundSettings; eu?: EuOptions; stripe?: StripeSettings } = {}
  ) {
    // eslint-disable-next-line prefer-rest-params
    super(...arguments)
    this.options = resolveOptions(options)
    this.refunds = resolveRefunds(options.refunds)
    this.eu = resolveEu(options.eu)
    this.stripeSecrets = webhookSecrets(options.stripe)
    this.assessments = new Assessments(knex)
    this.payments = new Payments(knex)
    this.persons = new Persons(knex)
    this.requests = new RefundRequests(knex)
    this.waivers = new Waivers(knex)
    this.withdrawals = new Withdrawals(knex, new Vault(this.options.secret, this.options.previous_secret))
  }
}
