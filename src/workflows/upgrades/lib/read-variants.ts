import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { LicensePlanDTO } from "../../../modules/licensing/types"
import { readPrices, type PricePlace } from "../../renewals/lib/renewal-prices"

/** A variant that can be bought now, with what it sells and costs. */
export type SellingVariant = { id: string; plan: LicensePlanDTO; price: number; tax_inclusive: boolean }

/** More editions than this has no product. */
const MOST = 200

/** The variants of a product that sell a plan and have a price there, in their order. */
export async function readVariants(
  container: MedusaContainer,
  product_id: string,
  place: PricePlace
): Promise<SellingVariant[]> {
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "product_variant",
    fields: ["id", "license_plan.*"],
    filters: { product_id },
    pagination: { take: MOST, skip: 0, order: { variant_rank: "ASC" } },
  } as never)
  const variants = data as unknown as { id: string; license_plan?: LicensePlanDTO | null }[]
  const ids = variants.map(({ id }) => id)
  const prices = await readPrices(container, ids, place)
  return variants.flatMap(({ id, license_plan: plan }) => {
    const price = prices.get(id)
    return plan && price ? [{ id, plan, price: price.amount, tax_inclusive: price.is_tax_inclusive }] : []
  })
}
