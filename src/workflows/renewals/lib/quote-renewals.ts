import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MedusaError } from "@medusajs/framework/utils"
import { LICENSING_MODULE } from "../../../modules/licensing"
import { mayBeFree } from "../../../modules/licensing/rules/extension"
import {
  latestRenewedEnd,
  renewal,
  renewalUntil,
  type NoAlignment,
  type Renewal,
} from "../../../modules/licensing/rules/renewal"
import { discounted, partOf } from "../../../modules/licensing/rules/renewal-price"
import type LicensingModuleService from "../../../modules/licensing/service"
import type { RenewableLicense } from "../../../modules/licensing/services/renewal-offers"
import type { AlignTo } from "./align-to"
import { minorDigits, readPrices, type VariantPrice } from "./renewal-prices"

/** Why a license cannot be renewed in this store. */
export type NoQuote = NoAlignment | "no_product" | "no_order" | "no_price" | "paid_ahead"

/** What a renewal of one license costs now, and comes to if it is paid now. */
export type RenewalQuote = {
  license_id: string
  can_renew: boolean
  reason: NoQuote | null
  /** Of one of `quantity` units, without what promotions and taxes make of it. */
  unit_price: number | null
  quantity: number
  currency_code: string | null
  /** Null: never ends, or cannot be renewed. */
  new_expires_at: Date | null
  new_updates_until: Date | null
}

/** Where a license was bought, which is where it is renewed. */
export type Origin = {
  id: string
  region_id: string | null
  sales_channel_id: string | null
  currency_code: string
  locale?: string | null
}

/** A quote with all that its line of a cart needs. */
export type QuotedRenewal = {
  license: RenewableLicense
  quote: RenewalQuote
  renewal: Renewal | null
  /** Null: Medusa's own price of the variant holds. */
  own_price: number | null
  is_tax_inclusive: boolean
}

export type RenewalQuotes = { renewals: QuotedRenewal[]; origin: Origin | null; total: number }

/**
 * What renewals cost and come to, before anything is bought. Writes nothing. Region and currency are those of the order
 * that the first license came with.
 *
 * @throws MedusaError not_found for a license there is not; what else stands in the way is in the answer
 */
export async function quoteRenewals(
  container: MedusaContainer,
  license_ids: string[],
  align_to: AlignTo | null = null
): Promise<RenewalQuotes> {
  const licensing = container.resolve<LicensingModuleService>(LICENSING_MODULE)
  const licenses = await licensing.renewals.read(license_ids)
  const origin = await readOrigin(container, licenses[0]?.order_id ?? null)
  const variants = licenses.flatMap(({ variant_id }) => variant_id ?? [])
  const prices = origin?.region_id
    ? await readPrices(container, variants, {
        region_id: origin.region_id,
        currency_code: origin.currency_code,
        customer_id: licenses[0]!.customer_id,
      })
    : new Map<string, VariantPrice>()
  const now = new Date()
  const until = align_to === "latest" ? latestRenewedEnd(licenses, now) : align_to
  const renewals = licenses.map((license) => quote(license, now, until, origin, prices))
  const digits = minorDigits(origin?.currency_code ?? "")
  const total = renewals.reduce((sum, { quote }) => sum + (quote.unit_price ?? 0) * quote.quantity, 0)
  return { renewals, origin, total: Number(total.toFixed(digits)) }
}

function quote(
  license: RenewableLicense,
  now: Date,
  until: Date | null,
  origin: Origin | null,
  prices: Map<string, VariantPrice>
): QuotedRenewal {
  const currency_code = origin?.currency_code ?? null
  const none = { license_id: license.id, quantity: license.quantity, currency_code }
  const refuse = (reason: NoQuote): QuotedRenewal => ({
    license,
    renewal: null,
    own_price: null,
    is_tax_inclusive: false,
    quote: { ...none, can_renew: false, reason, unit_price: null, new_expires_at: null, new_updates_until: null },
  })
  const renewed = until ? renewalUntil(license, now, until) : renewal(license, now)
  if (typeof renewed === "string") {
    return refuse(renewed)
  }
  if (!license.variant_id) {
    return refuse("no_product")
  }
  if (!origin?.region_id) {
    return refuse("no_order")
  }
  const price = prices.get(license.variant_id)
  if (!price) {
    return refuse("no_price")
  }
  const own_price = priceOf(license, renewed, price.amount, minorDigits(origin.currency_code))
  const unit_price = own_price ?? price.amount
  if (unit_price === 0 && !mayBeFree(renewed.added.term.starts_at, renewed.stretch.duration, now)) {
    return refuse("paid_ahead")
  }
  const { expires_at, updates_until } = renewed.added
  return {
    license,
    renewal: renewed,
    own_price,
    is_tax_inclusive: price.is_tax_inclusive,
    quote: {
      ...none,
      can_renew: true,
      reason: null,
      unit_price,
      new_expires_at: expires_at,
      new_updates_until: updates_until,
    },
  }
}

/** @returns null where it is the variant's own */
function priceOf(
  { discount_percent }: RenewableLicense,
  { part }: Renewal,
  amount: number,
  digits: number
): number | null {
  if (discount_percent === null && !part) {
    return null
  }
  const whole = discount_percent === null ? amount : discounted(amount, discount_percent, digits)
  return part ? partOf(whole, part, digits) : whole
}

async function readOrigin(container: MedusaContainer, order_id: string | null): Promise<Origin | null> {
  if (!order_id) {
    return null
  }
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "order",
    fields: ["id", "region_id", "sales_channel_id", "currency_code", "locale"],
    filters: { id: order_id },
  })
  return (data[0] as unknown as Origin | undefined) ?? null
}

/** In the words of who asked for it. */
export function refusalOf({ license, quote }: QuotedRenewal): MedusaError | null {
  const name = `License ${license.masked_key}`
  const sentences: Record<NoQuote, string> = {
    suspended: `${name} is suspended and cannot be renewed`,
    revoked: `${name} is revoked and cannot be renewed`,
    endless: `${name} and its updates never end: there is nothing to renew`,
    too_far: `${name} cannot be renewed beyond the year 9999`,
    not_before: `${name} does not end before that date`,
    too_long: `${name} can be renewed by two terms at most, and that date is later`,
    no_product: `${name} came without a product that could be bought again`,
    no_order: `${name} came without an order to renew it by`,
    no_price: `What renews ${name} is not sold, or has no price in the currency it was bought in`,
    paid_ahead: `${name} was renewed in advance already, and its renewal costs nothing`,
  }
  return quote.reason && new MedusaError(MedusaError.Types.NOT_ALLOWED, sentences[quote.reason])
}
