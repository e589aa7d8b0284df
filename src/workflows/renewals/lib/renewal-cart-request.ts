import { z } from "@medusajs/framework/zod"

/** Which more licenses one cart renews, and the date at which all of them are to end. */
export const RenewalCart = z
  .object({
    license_ids: z
      .array(z.string().regex(/^[\w-]{1,100}$/, "must be the id of a license"))
      .max(49)
      .default([]),
    align_to: z.string().min(1).max(40).nullish(),
  })
  .strict()
export type RenewalCart = z.infer<typeof RenewalCart>
