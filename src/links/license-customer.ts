import { defineLink } from "@medusajs/framework/utils"
import CustomerModule from "@medusajs/medusa/customer"
import LicensingModule from "../modules/licensing"

/** Whose license it is, by the license's own column, which follows the order's customer. */
export default defineLink(
  { linkable: LicensingModule.linkable.license, field: "customer_id" },
  CustomerModule.linkable.customer,
  { readOnly: true }
)
