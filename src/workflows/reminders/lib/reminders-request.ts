import { z } from "@medusajs/framework/zod"

/** Whether the address of a license is to be reminded. */
export const RemindersRequest = z.object({ enabled: z.boolean() }).strict()
