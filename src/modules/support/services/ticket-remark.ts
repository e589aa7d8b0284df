import { generateEntityId } from "@medusajs/framework/utils"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { rows } from "../../../lib/database"
import type { SystemMessage } from "../rules/words"

/**
 * Says in a ticket what happened elsewhere, in one word that pages have a sentence for. Once for a submission, and in
 * whatever ticket it was merged into.
 */
export async function remark(
  knex: Knex,
  ticket_id: string,
  { body, submission }: { body: SystemMessage; submission: string }
): Promise<void> {
  await rows(
    knex,
    `WITH RECURSIVE way AS (
       SELECT id, merged_into_id FROM license_center_ticket WHERE id = ?
       UNION SELECT t.id, t.merged_into_id FROM license_center_ticket t JOIN way ON t.id = way.merged_into_id
     )
     INSERT INTO license_center_ticket_message
            (id, ticket_id, kind, author_type, body, channel, submission, created_at)
     SELECT ?, id, 'system', 'system', ?, 'system', ?, now() FROM way WHERE merged_into_id IS NULL
     ON CONFLICT DO NOTHING`,
    [ticket_id, generateEntityId(undefined, "lcmsg"), body, submission]
  )
}
