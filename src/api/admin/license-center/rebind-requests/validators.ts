import { z } from "@medusajs/framework/zod"
import { listParams } from "../validators"

export const ListRebindRequests = listParams(["created_at"])
  .omit({ q: true })
  .extend({
    status: z.enum(["asked", "escalated", "done", "declined", "expired"]).optional(),
    license_id: z.string().min(1).max(100).optional(),
  })
export type ListRebindRequests = z.infer<typeof ListRebindRequests>
