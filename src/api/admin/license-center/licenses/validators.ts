import { z } from "@medusajs/framework/zod"
import { listParams } from "../validators"

const id = z.string().min(1).max(100).optional()

export const ListLicenses = listParams(["created_at", "email", "status"]).extend({
  order_id: id,
  plan_id: id,
  product_id: id,
  customer_id: id,
  status: z.enum(["active", "suspended", "revoked"]).optional(),
})
export type ListLicenses = z.infer<typeof ListLicenses>

/** The same in a body, which no log and no proxy writes down: for searches by key. */
export const SearchLicenses = ListLicenses.omit({ fields: true }).strict()

export const ListEvents = listParams(["created_at"])
export type ListEvents = z.infer<typeof ListEvents>
