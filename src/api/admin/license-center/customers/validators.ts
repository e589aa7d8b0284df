import { z } from "@medusajs/framework/zod"

const email = z
  .string()
  .trim()
  .toLowerCase()
  .max(254)
  .refine((text) => /^[^\s@]+@[^\s@]+$/.test(text), "must be an email address")

export const ExportCustomer = z.object({ email }).strict()
export type ExportCustomer = z.infer<typeof ExportCustomer>

/** `confirm` repeats the address: what is erased does not come back. */
export const EraseCustomer = z
  .object({ email, confirm: email, reason: z.string().trim().min(3).max(500), force: z.boolean().default(false) })
  .strict()
  .refine((body) => body.email === body.confirm, { path: ["confirm"], message: "must be the same address as email" })
export type EraseCustomer = z.infer<typeof EraseCustomer>
