import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MedusaError } from "@medusajs/framework/utils"
import { addDuration } from "../../../lib/duration"
import { LICENSING_MODULE } from "../../../modules/licensing"
import { coverage } from "../../../modules/licensing/rules/terms"
import { upgradeTo, type UpgradePlan } from "../../../modules/licensing/rules/upgrade"
import { quoteUpgrade, type UpgradeQuote } from "../../../modules/licensing/rules/upgrade-quote"
import type LicensingModuleService from "../../../modules/licensing/service"
import type { UpgradeableLicense } from "../../../modules/licensing/services/upgrade-offers"
import type { LicensePlanDTO } from "../../../modules/licensing/types"
import { minorDigits } from "../../renewals/lib/renewal-prices"
import { paidStretches, readPaidLines } from "./read-payments"
import { readVariants } from "./read-variants"

/**
 * `expires_at` and `seats` are what the license would have; null = without end, unlimited. What it may do by its plan can
 * become less as well: `entitlements_lost`.
 */
export type Quote = UpgradeQuote & {
  currency_code: string
  tax_inclusive: boolean
  seats: number | null
  expires_at: Date | null
  entitlements_gained: string[]
  entitlements_lost: string[]
}

export type Upgrade = { variant_id: string; plan: LicensePlanDTO; quote: Quote }

/** Where an upgrade is paid: as the license was. */
export type Origin = {
  region_id: string
  sales_channel_id: string | null
  currency_code: string
  locale: string | null
}

export type Upgrades = {
  license: UpgradeableLicense
  /** null: there is no order to pay it like, and nothing to offer */
  origin: Origin | null
  upgrades: Upgrade[]
  /** Why the other variants of its product are none, by variant id. */
  refusals: Map<string, string>
}

/**
 * What a license can be upgraded to today, and what each of that costs.
 *
 * @throws MedusaError not_found
 */
export async function readUpgrades(container: MedusaContainer, license_id: string): Promise<Upgrades> {
  const licensing = container.resolve<LicensingModuleService>(LICENSING_MODULE)
  const license = await licensing.upgrades.read(license_id)
  if (!license) {
    throw new MedusaError(MedusaError.Types.NOT_FOUND, `License ${license_id} was not found`)
  }
  const origin = await originOf(container, license.order_id)
  const found: Upgrades = { license, origin, upgrades: [], refusals: new Map() }
  if (!origin) {
    return found
  }
  const { customer_id, product_id, subject } = license
  const variants = await readVariants(container, product_id, { ...origin, customer_id })
  const lines = await readPaidLines(
    container,
    license.stretches.flatMap((stretch) => stretch.order_id ?? [])
  )
  const prices = new Map(variants.map(({ id, price }) => [id, price]))
  const now = new Date()
  for (const { id, plan, price, tax_inclusive } of variants) {
    if (id === license.variant_id) {
      found.refusals.set(id, "The license is of this variant already")
      continue
    }
    const target = upgradeTo(subject, plan, now)
    if (typeof target === "string") {
      found.refusals.set(id, target)
      continue
    }
    const { currency_code } = origin
    const paid = paidStretches(license.stretches, lines, { currency_code, tax_inclusive, prices })
    const quote = quoteUpgrade({
      now,
      price: price * target.units,
      term: plan.term,
      starts_anew: target.starts_anew,
      terms: paid.filter(({ kind }) => kind === "term"),
      surcharges: paid.filter(({ kind }) => kind === "surcharge"),
      decimals: minorDigits(currency_code),
    })
    const expires_at = endOf(license, target, plan, now)
    const seats = target.seats
    const entitlements = entitlementsOf(subject.entitlements, plan.entitlements as unknown as string[])
    found.upgrades.push({
      variant_id: id,
      plan,
      quote: { ...quote, currency_code, tax_inclusive, seats, expires_at, ...entitlements },
    })
  }
  return found
}

function entitlementsOf(now: string[], then: string[]) {
  return {
    entitlements_gained: then.filter((entitlement) => !now.includes(entitlement)),
    entitlements_lost: now.filter((entitlement) => !then.includes(entitlement)),
  }
}

function endOf({ subject }: UpgradeableLicense, { starts_anew }: UpgradePlan, plan: LicensePlanDTO, now: Date) {
  if (!starts_anew) {
    return coverage(subject.terms).expires_at
  }
  return plan.term ? addDuration(now, plan.term) : null
}

async function originOf(container: MedusaContainer, order_id: string | null): Promise<Origin | null> {
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "order",
    fields: ["region_id", "sales_channel_id", "currency_code", "locale"],
    filters: { id: order_id ?? "" },
  })
  const order = data[0] as (Omit<Origin, "region_id"> & { region_id: string | null }) | undefined
  return order?.region_id ? { ...order, region_id: order.region_id } : null
}

/** As JSON has it: what a storefront shows before it is bought. */
export function upgradeJson({ variant_id, plan, quote }: Upgrade) {
  const { code, name, term } = plan
  return { variant_id, plan: { code, name, seats: quote.seats, term }, quote }
}
