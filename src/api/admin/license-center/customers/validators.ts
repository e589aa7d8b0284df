import { z } from "@medusajs/framework/zod"
import { spellingsOf } from "../../../../workflows/privacy/lib/spellings"

/** In the spelling that addresses are compared by. PostgreSQL's texts hold no NUL. */
const email = z
  .string()
  .trim()
  .max(254)
  .refine((text) => /^[^\s@\0]+@[^\s@\0]+$/.test(text), "must be an email address")
  .transform((text) => spellingsOf(text)[0])

const reason = z
  .string()
  .trim()
  .min(3)
  .max(500)
  .refine((text) => !text.includes("\0"), "must be plain text")

export const ExportCustomer = z.object({ email }).strict()
export type ExportCustomer = z.infer<typeof ExportCustomer>

/** `confirm` repeats the address: what is erased does not come back. */
export const EraseCustomer = z
  .object({ email, confirm: email, reason, force: z.boolean().default(false) })
  .strict()
  .refine((body) => body.email === body.confirm, { path: ["confirm"], message: "must be the same address as email" })
export type EraseCustomer = z.infer<typeof EraseCustomer>
