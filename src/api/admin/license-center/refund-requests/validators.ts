import { z } from "@medusajs/framework/zod"
import { listParams } from "../validators"

export const ListRefundRequests = listParams(["created_at"]).extend({
  order_id: z.string().min(1).max(100).optional(),
  status: z.enum(["open", "approved", "refunded", "declined", "withdrawn"]).optional(),
})
export type ListRefundRequests = z.infer<typeof ListRefundRequests>

/** Ids of units, as an assessment names them, or of licenses. */
const units = z.array(z.string().min(1).max(200)).min(1).max(1000).nullish()
const amount = z.number().nonnegative().max(1e12).nullish()
const words = z.string().trim().max(2000)

export const AssessRefund = z.object({ units }).strict()
export type AssessRefund = z.infer<typeof AssessRefund>

export const RefundOrder = z.object({ units, amount, reason: words.nullish() }).strict()
export type RefundOrder = z.infer<typeof RefundOrder>

export const ApproveRefund = z.object({ units, amount, note: words.nullish() }).strict()
export type ApproveRefund = z.infer<typeof ApproveRefund>

/** The customer reads it. */
export const DeclineRefund = z.object({ reason: words.min(1) }).strict()
export type DeclineRefund = z.infer<typeof DeclineRefund>
