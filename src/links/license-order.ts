import { defineLink } from "@medusajs/framework/utils"
import OrderModule from "@medusajs/medusa/order"
import LicensingModule from "../modules/licensing"

/** The order that a license was sold in, by the license's own column: it never moves, so it needs no table. */
export default defineLink(
  { linkable: LicensingModule.linkable.license, field: "order_id" },
  OrderModule.linkable.order,
  { readOnly: true }
)
