import { MedusaService } from "@medusajs/framework/utils"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { resolveOptions, type LicenseCenterOptions, type ResolvedOptions } from "../../lib/options"
import {
  ConsentWaiver,
  PaymentDispute,
  PaymentEvent,
  PaymentWarning,
  RefundAssessment,
  RefundRequest,
  Withdrawal,
} from "./models"
import { resolveRefunds, type RefundSettings } from "./options"
import type { RefundOptions } from "./rules/options"
import { Assessments } from "./services/assessments"
import { RefundRequests } from "./services/requests"

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
  readonly assessments: Assessments
  readonly requests: RefundRequests

  constructor(
    { __pg_connection__: knex }: Dependencies,
    options: LicenseCenterOptions & { refunds?: RefundSettings } = {}
  ) {
    // eslint-disable-next-line prefer-rest-params
    super(...arguments)
    this.options = resolveOptions(options)
    this.refunds = resolveRefunds(options.refunds)
    this.assessments = new Assessments(knex)
    this.requests = new RefundRequests(knex)
  }
}
