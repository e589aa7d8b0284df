import { z } from "@medusajs/framework/zod"
import { listParams } from "../validators"

export const ListWithdrawals = listParams(["made_at"])
  .pick({ limit: true, offset: true })
  .extend({
    order_id: z.string().max(100).optional(),
    status: z.enum(["made", "accepted", "refused"]).optional(),
  })
export type ListWithdrawals = z.infer<typeof ListWithdrawals>

/** The customer is told why. */
export const RefuseWithdrawal = z.object({ reason: z.string().trim().min(1).max(2_000) }).strict()
export type RefuseWithdrawal = z.infer<typeof RefuseWithdrawal>
