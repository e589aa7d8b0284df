import type { MedusaContainer } from "@medusajs/framework/types"
import type { SavedReplyDTO } from "../../../../modules/support/types"
import { readOperators, type Operator } from "../operators"

/** With who wrote it and who changed it last; null for who is no user of the admin any more, and for API keys. */
export async function withAuthors<Reply extends Pick<SavedReplyDTO, "created_by_id" | "updated_by_id">>(
  container: MedusaContainer,
  replies: Reply[]
): Promise<(Reply & { created_by: Operator | null; updated_by: Operator | null })[]> {
  const operators = await readOperators(
    container,
    replies.flatMap(({ created_by_id, updated_by_id }) => [created_by_id, updated_by_id])
  )
  return replies.map((reply) => ({
    ...reply,
    created_by: operators.get(reply.created_by_id ?? "") ?? null,
    updated_by: operators.get(reply.updated_by_id ?? "") ?? null,
  }))
}
