import { z } from "@medusajs/framework/zod"
import { listParams } from "../validators"

export const ListNotices = listParams(["created_at"]).extend({
  status: z.enum(["pending", "sending", "sent", "failed", "canceled"]).optional(),
  kind: z.string().max(50).optional(),
  order_id: z.string().max(100).optional(),
})
export type ListNotices = z.infer<typeof ListNotices>
