import { z } from "@medusajs/framework/zod"
import { listParams } from "../validators"

/** In the order in which they have to be answered. */
export const ListDisputes = listParams(["evidence_due_at"])
  .pick({ limit: true, offset: true, fields: true })
  .extend({ status: z.enum(["open", "closed"]).optional() })
export type ListDisputes = z.infer<typeof ListDisputes>
