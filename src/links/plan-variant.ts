import { defineLink } from "@medusajs/framework/utils"
import ProductModule from "@medusajs/medusa/product"
import LicensingModule from "../modules/licensing"

/** Which plan a variant sells. A variant sells one plan; a plan is sold by any number of variants. */
export default defineLink(
  { linkable: LicensingModule.linkable.licensePlan, filterable: ["id", "code"] },
  { linkable: ProductModule.linkable.productVariant, isList: true },
  { database: { table: "license_center_plan_variant", idPrefix: "lcpv" } }
)
