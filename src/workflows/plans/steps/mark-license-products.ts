import { Modules } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"

/** The product type that lists are filtered by. */
export const LICENSE_PRODUCT_TYPE = "Software license"

/** Gives products that sell a plan the type `Software license`, made when it is first needed. A type set by hand stays. */
export const markLicenseProductsStep = createStep(
  "license-center-mark-license-products",
  async ({ product_ids }: { product_ids: string[] }, { container }) => {
    const products = container.resolve(Modules.PRODUCT)
    const untyped = product_ids.length
      ? (await products.listProducts({ id: product_ids }, { select: ["id", "type_id"] })).filter(
          (product) => !product.type_id
        )
      : []
    if (untyped.length) {
      // `upsert` finds a type by its value.
      const [type] = await products.upsertProductTypes([{ value: LICENSE_PRODUCT_TYPE }])
      await products.updateProducts({ id: untyped.map((product) => product.id) }, { type_id: type!.id })
    }
    const marked = untyped.map((product) => product.id)
    return new StepResponse(marked, marked)
  },
  async (marked, { container }) => {
    if (marked?.length) {
      await container.resolve(Modules.PRODUCT).updateProducts({ id: marked }, { type_id: null })
    }
  }
)
