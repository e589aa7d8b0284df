import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { present } from "../../../lib/amounts"
import { REFUNDS_MODULE } from "../../../modules/refunds"
import { appliesTo } from "../../../modules/refunds/rules/eu/applies"
import { WAIVER_TEXTS, WAIVER_VERSION, waiverLocale } from "../../../modules/refunds/rules/eu/waiver-texts"
import type RefundsModuleService from "../../../modules/refunds/service"
import type { KeptWaiver } from "../../../modules/refunds/services/waivers"
import { PLACE_FIELDS, placeOf, type Placed } from "./place"

export type Checkout = {
  cart_id: string
  is_completed: boolean
  country_code: string | null
  /** Whether the buyer may withdraw, the store asks, and there is software in the cart. */
  required: boolean
}

type Cart = Placed & {
  id: string
  completed_at?: Date | string | null
  items?: ({ variant_id: string | null } | null)[] | null
}

/** @returns null when there is no such cart */
export async function readCheckout(container: MedusaContainer, cart_id: string): Promise<Checkout | null> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "cart",
    fields: ["id", "completed_at", "items.variant_id", ...PLACE_FIELDS],
    filters: { id: cart_id },
  })
  const cart = data[0] as unknown as Cart | undefined
  if (!cart) {
    return null
  }
  const { eu } = container.resolve<RefundsModuleService>(REFUNDS_MODULE)
  const place = placeOf(cart)
  const variant_ids = present(cart.items).flatMap(({ variant_id }) => variant_id ?? [])
  return {
    cart_id: cart.id,
    is_completed: !!cart.completed_at,
    country_code: place.country_code,
    required: eu.waiver && appliesTo(place, eu) && (await sellsLicenses(container, variant_ids)),
  }
}

async function sellsLicenses(container: MedusaContainer, variant_ids: string[]): Promise<boolean> {
  if (!variant_ids.length) {
    return false
  }
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "product_variant",
    fields: ["id", "license_plan.id"],
    filters: { id: [...new Set(variant_ids)] },
  })
  return (data as unknown as { license_plan?: { id: string } | null }[]).some(({ license_plan }) => !!license_plan)
}

/** As storefronts get it: what to ask, and what was agreed to. */
export function shownWaiver({ required }: Pick<Checkout, "required">, kept: KeptWaiver | null, asked: string | null) {
  const locale = waiverLocale(asked)
  return {
    required,
    version: WAIVER_VERSION,
    locale,
    ...WAIVER_TEXTS[locale],
    given: kept && { version: kept.text_version, locale: kept.locale, given_at: kept.given_at },
  }
}
