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

  constructor(_dependencies: Dependencies, options: LicenseCenterOptions = {}) {
    // eslint-disable-next-line prefer-rest-params
    super(...arguments)
    this.options = resolveOptions(options)
  }
}
