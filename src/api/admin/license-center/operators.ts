import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

export type Operator = { id: string; email: string; name: string | null }

type User = { id: string; email: string; first_name: string | null; last_name: string | null }

/** Users of the admin by id, read when they are shown, so that who is gone is named nowhere. API keys are none. */
export async function readOperators(
  container: MedusaContainer,
  ids: (string | null | undefined)[]
): Promise<Map<string, Operator>> {
  const wanted = [...new Set(ids.filter((id): id is string => Boolean(id)))]
  if (!wanted.length) {
    return new Map()
  }
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "user",
    fields: ["id", "email", "first_name", "last_name"],
    filters: { id: wanted },
  })
  return new Map(
    (data as User[]).map(({ id, email, first_name, last_name }) => [
      id,
      { id, email, name: [first_name, last_name].filter(Boolean).join(" ") || null },
    ])
  )
}
