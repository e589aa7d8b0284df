import { z } from "@medusajs/framework/zod"

/** `?limit&offset&q&order` as every Medusa list takes them; `order` is a column, `-` before it for descending. */
export const listParams = (columns: readonly [string, ...string[]]) =>
  z.object({
    q: z.string().max(200).optional(),
    limit: z.coerce.number().int().min(1).max(200).default(20),
    offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
    order: z.enum([...columns, ...columns.map((column) => `-${column}`)] as [string, ...string[]]).optional(),
    fields: z.string().optional(),
  })

/** An operator's words for the audit trail; the admin always asks for them. */
export const Reason = z
  .object({ reason: z.string().trim().max(500).nullish() })
  .strict()
  .transform(({ reason }) => ({ reason: reason || null }))
export type Reason = z.infer<typeof Reason>

/** `-created_at` as what to sort by. */
export function sorting<Column extends string>(order: string | undefined, fallback: Column) {
  const desc = order === undefined || order.startsWith("-")
  return { by: (order?.replace(/^-/, "") ?? fallback) as Column, desc }
}
