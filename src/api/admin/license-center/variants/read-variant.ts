import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MedusaError } from "@medusajs/framework/utils"
import type { LicensePlanDTO } from "../../../../modules/licensing/types"

export type VariantWarning = {
  code: "shipping_profile" | "managed_inventory" | "inventory_requires_shipping"
  detail: string
}

type Variant = {
  id: string
  title: string
  product_id: string
  manage_inventory: boolean
  license_plan?: LicensePlanDTO | null
  product?: { shipping_profile?: { id: string } | null } | null
  inventory_items?: ({ inventory?: { requires_shipping: boolean } | null } | null)[] | null
}

/** A variant as the admin's widget needs it: the plan it sells, and what would make Medusa ask its buyer for shipping. */
export async function readVariant(container: MedusaContainer, id: string) {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "product_variant",
    fields: [
      "id",
      "title",
      "product_id",
      "manage_inventory",
      "license_plan.*",
      "product.shipping_profile.id",
      "inventory_items.inventory.requires_shipping",
    ],
    filters: { id },
  })
  const variant = data[0] as unknown as Variant | undefined
  if (!variant) {
    throw new MedusaError(MedusaError.Types.NOT_FOUND, `Product variant ${id} was not found`)
  }
  return {
    id: variant.id,
    title: variant.title,
    product_id: variant.product_id,
    plan: variant.license_plan ?? null,
    warnings: variantWarnings(variant),
  }
}

/** Medusa asks for shipping when the product has a shipping profile OR an inventory item of the variant requires it. */
export function variantWarnings(
  variant: Pick<Variant, "manage_inventory" | "product" | "inventory_items">
): VariantWarning[] {
  const warnings: VariantWarning[] = []
  if (variant.product?.shipping_profile) {
    warnings.push({
      code: "shipping_profile",
      detail:
        "The product has a shipping profile, so its buyers are asked for a shipping method. Remove the profile from the product.",
    })
  }
  if (variant.manage_inventory) {
    warnings.push({
      code: "managed_inventory",
      detail: 'Medusa manages inventory for this variant, so it can sell out. Turn off "Manage inventory".',
    })
  }
  if (variant.inventory_items?.some((item) => item?.inventory?.requires_shipping)) {
    warnings.push({
      code: "inventory_requires_shipping",
      detail:
        "An inventory item of this variant requires shipping, so its buyers are asked for a shipping method. Remove the item, or its shipping requirement.",
    })
  }
  return warnings
}
