import { z } from "@medusajs/framework/zod"
import { isDuration } from "../../../../lib/duration"
import { listParams } from "../validators"

const id = z.string().min(1).max(100).optional()

export const ListLicenses = listParams(["created_at", "email", "status"]).extend({
  order_id: id,
  renewed_by_order_id: id,
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

/** By how much, and an operator's words for the audit trail. */
export const ExtendLicense = z
  .object({
    by: z.string().refine(isDuration, "must be an ISO 8601 duration such as P30D or P1Y"),
    reason: z.string().trim().max(500).nullish(),
  })
  .strict()
  .transform(({ by, reason }) => ({ by, reason: reason || null }))
export type ExtendLicense = z.infer<typeof ExtendLicense>
