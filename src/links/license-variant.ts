import { defineLink } from "@medusajs/framework/utils"
import ProductModule from "@medusajs/medusa/product"
import LicensingModule from "../modules/licensing"

/** The variant that was bought, by the license's own column. */
export default defineLink(
  { linkable: LicensingModule.linkable.license, field: "variant_id" },
  ProductModule.linkable.productVariant,
  { readOnly: true }
)
