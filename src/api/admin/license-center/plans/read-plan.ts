import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { LICENSING_MODULE } from "../../../../modules/licensing"
import type LicensingModuleService from "../../../../modules/licensing/service"

type LinkedVariant = { id: string; title: string; product_id: string; product?: { title: string } | null }

/** A plan with the variants that sell it and the number of licenses that a change could touch. */
export async function readPlan(container: MedusaContainer, id: string) {
  const licensing = container.resolve<LicensingModuleService>(LICENSING_MODULE)
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const plan = await licensing.retrieveLicensePlan(id)
  const [{ data }, license_count] = await Promise.all([
    query.graph({
      entity: "license_plan",
      fields: [
        "id",
        "product_variants.id",
        "product_variants.title",
        "product_variants.product_id",
        "product_variants.product.title",
      ],
      filters: { id },
    }),
    licensing.countLicensesOfPlan(id),
  ])
  const [linked] = data as unknown as { product_variants?: (LinkedVariant | null)[] }[]
  const variants = (linked?.product_variants ?? []).flatMap((variant) =>
    variant
      ? [
          {
            id: variant.id,
            title: variant.title,
            product_id: variant.product_id,
            product_title: variant.product?.title ?? null,
          },
        ]
      : []
  )
  return { ...plan, license_count, variants }
}
