import { z } from "@medusajs/framework/zod"

/** The plan that the variant sells from now on; null for none. */
export const SetPlan = z.object({ plan_id: z.string().min(1).max(100).nullable() }).strict()
export type SetPlan = z.infer<typeof SetPlan>
