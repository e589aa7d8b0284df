import { z } from "@medusajs/framework/zod"
import { CATEGORIES } from "../../../../modules/support/rules/words"
import { listParams } from "../validators"

const fields = {
  title: z.string().trim().min(1).max(150),
  body: z.string().trim().min(1).max(20_000),
  category: z.enum(CATEGORIES).nullable(),
}

export const ListSavedReplies = listParams(["title", "created_at"]).extend({
  category: z.enum(CATEGORIES).optional(),
})
export type ListSavedReplies = z.infer<typeof ListSavedReplies>

export const CreateSavedReply = z.object(fields).partial({ category: true }).strict()
export type CreateSavedReply = z.infer<typeof CreateSavedReply>

export const UpdateSavedReply = z.object(fields).partial().strict()
export type UpdateSavedReply = z.infer<typeof UpdateSavedReply>

export const FillSavedReply = z.object({ ticket_id: z.string().min(1).max(100) }).strict()
export type FillSavedReply = z.infer<typeof FillSavedReply>
