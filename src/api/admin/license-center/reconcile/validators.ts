import { z } from "@medusajs/framework/zod"

/** The line of the order that paid for the upgrade. */
export const ApplyUpgrade = z.object({ line_item_id: z.string().min(1).max(100) }).strict()
export type ApplyUpgrade = z.infer<typeof ApplyUpgrade>
