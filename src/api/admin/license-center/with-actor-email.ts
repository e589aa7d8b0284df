import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

type Acted = { actor_type: string; actor_id: string | null }

/**
 * Adds to each event the address of the operator who did it: several people run a store, and an id names none of them.
 * Read when it is asked for, not written into the trail, so that it goes away with the user. An API key has none.
 */
export async function withActorEmail<Event extends Acted>(
  container: MedusaContainer,
  events: Event[]
): Promise<(Event & { actor_email: string | null })[]> {
  const ids = [...new Set(events.flatMap((event) => operatorOf(event) ?? []))]
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data: users } = ids.length
    ? await query.graph({ entity: "user", fields: ["id", "email"], filters: { id: ids } })
    : { data: [] }
  const emails = new Map(users.map(({ id, email }) => [id, email]))
  return events.map((event) => ({ ...event, actor_email: emails.get(operatorOf(event) ?? "") ?? null }))
}

function operatorOf({ actor_type, actor_id }: Acted): string | null {
  return actor_type === "operator" ? actor_id : null
}
