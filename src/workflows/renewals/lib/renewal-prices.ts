import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, defaultCurrencies, QueryContext } from "@medusajs/framework/utils"
import { toNumber, type Amount } from "../../../lib/amounts"

/** Where something is bought, and by whom: what Medusa finds prices by. */
export type PricePlace = { region_id: string; currency_code: string; customer_id: string | null }

export type VariantPrice = { amount: number; is_tax_inclusive: boolean }

/** What variants cost there today, price lists included; those that are not sold, or have no price there, are missing. */
export async function readPrices(
  container: MedusaContainer,
  variant_ids: string[],
  { region_id, currency_code, customer_id }: PricePlace
): Promise<Map<string, VariantPrice>> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const customer = customer_id ? await readCustomer(container, customer_id) : null
  const { data } = await query.graph({
    entity: "product_variant",
    fields: ["id", "product.status", "calculated_price.*"],
    filters: { id: [...new Set(variant_ids)] },
    context: {
      calculated_price: QueryContext({ region_id, currency_code, ...(customer && { customer_id, customer }) }),
    },
  })
  const variants = data as unknown as Variant[]
  return new Map(
    variants.flatMap(({ id, product, calculated_price: price }) =>
      product?.status === "published" && price?.calculated_amount != null
        ? [
            [
              id,
              {
                amount: toNumber(price.calculated_amount),
                is_tax_inclusive: price.is_calculated_price_tax_inclusive === true,
              },
            ],
          ]
        : []
    )
  )
}

/** Decimal places of a currency's minor unit. */
export function minorDigits(currency_code: string): number {
  const currencies: Record<string, { decimal_digits: number } | undefined> = defaultCurrencies
  return currencies[currency_code.toUpperCase()]?.decimal_digits ?? 2
}

type Variant = {
  id: string
  product?: { status: string } | null
  calculated_price?: { calculated_amount: Amount; is_calculated_price_tax_inclusive?: boolean } | null
}

/** With their groups, which price lists may be for. Null: there is no such customer any more. */
export async function readCustomer(container: MedusaContainer, id: string) {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({ entity: "customer", fields: ["id", "groups.id"], filters: { id } })
  return data[0] ?? null
}
