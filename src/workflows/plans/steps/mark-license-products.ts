import type { IProductModuleService } from "@medusajs/framework/types"
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
      const type_id = await typeOfLicenses(products)
      await products.updateProducts({ id: untyped.map((product) => product.id) }, { type_id })
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

/** Medusa's `upsertProductTypes` looks for an id only and stumbles over a type of that value, so we look ourselves. */
async function typeOfLicenses(products: IProductModuleService): Promise<string> {
  const find = async () => (await products.listProductTypes({ value: LICENSE_PRODUCT_TYPE }, { select: ["id"] }))[0]?.id
  const known = await find()
  if (known) {
    return known
  }
  try {
    return (await products.createProductTypes({ value: LICENSE_PRODUCT_TYPE })).id
  } catch (error) {
    // Two operators at once: values are unique, and the other one's type is there now.
    const made = await find()
    if (made) {
      return made
    }
    throw error
  }
}
