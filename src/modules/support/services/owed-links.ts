import { generateEntityId } from "@medusajs/framework/utils"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { insert } from "../../../lib/database"
import type { LinkKind } from "../rules/words"

/** Owes a mail with a private link to each of them. @returns the links' ids */
export async function oweLinks(
  trx: Knex.Transaction,
  ticket_id: string,
  participant_ids: string[],
  kind: LinkKind,
  message_id: string | null = null
): Promise<string[]> {
  const ids: string[] = []
  for (const participant_id of participant_ids) {
    const id = generateEntityId(undefined, "lclnk")
    await insert(trx, "license_center_private_link", { id, ticket_id, participant_id, kind, message_id })
    ids.push(id)
  }
  return ids
}
