import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { toNumber, type Amount } from "../../../lib/amounts"
import { LICENSING_MODULE } from "../../../modules/licensing"
import type LicensingModuleService from "../../../modules/licensing/service"

const TOTALS = ["subtotal", "discount_total", "tax_total", "total"] as const

/** As the store API names it; `GET /store/carts/:id` has all of it. Amounts are in the currency's major unit. */
export type CartSummary = {
  id: string
  region_id: string | null
  currency_code: string
  items: { id: string; variant_id: string | null; title: string; quantity: number; unit_price: number; total: number }[]
} & Record<(typeof TOTALS)[number], number>

type Item = {
  id: string
  variant_id: string | null
  title: string
  quantity: Amount
  unit_price: Amount
  total: Amount
}
type Cart = { id: string; region_id: string | null; currency_code: string; items: Item[] } & Record<string, Amount>

/** A cart that was just made, for who is to pay it, and where that is done if the store says so. */
export async function readCart(
  container: MedusaContainer,
  cart_id: string
): Promise<{ cart: CartSummary; checkout_url: string | null }> {
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "cart",
    fields: ["id", "region_id", "currency_code", ...TOTALS, "items.*", "items.total"],
    filters: { id: cart_id },
  })
  const { id, region_id, currency_code, items, ...amounts } = data[0] as unknown as Cart
  const totals = Object.fromEntries(TOTALS.map((name) => [name, toNumber(amounts[name])]))
  const cart = {
    id,
    region_id,
    currency_code,
    items: items.map(({ id, variant_id, title, quantity, unit_price, total }) => ({
      id,
      variant_id,
      title,
      quantity: toNumber(quantity),
      unit_price: toNumber(unit_price),
      total: toNumber(total),
    })),
    ...totals,
  } as CartSummary
  return { cart, checkout_url: checkoutOf(container, cart_id) }
}

/** Where the storefront goes on with a cart; null when the store has not said so. */
export function checkoutOf(container: MedusaContainer, cart_id: string): string | null {
  const { checkout_url } = container.resolve<LicensingModuleService>(LICENSING_MODULE).options
  return checkout_url && checkout_url.replaceAll("{cart_id}", encodeURIComponent(cart_id))
}
