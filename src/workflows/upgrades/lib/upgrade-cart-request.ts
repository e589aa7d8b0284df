import { z } from "@medusajs/framework/zod"

/** Another variant of the license's product. */
export const UpgradeCart = z.object({ variant_id: z.string().min(1).max(100) }).strict()
export type UpgradeCart = z.infer<typeof UpgradeCart>
