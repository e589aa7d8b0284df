import { useQuery } from "@tanstack/react-query"
import { sdk } from "../lib/sdk"
import type { Operator } from "../lib/ticket-types"
import { queryKeys } from "./query-keys"

const ALL = 200
const FRESH_MS = 5 * 60_000

type User = { id: string; email: string; first_name?: string | null; last_name?: string | null }

const toOperator = ({ id, email, first_name, last_name }: User): Operator => ({
  id,
  email,
  name: [first_name, last_name].filter(Boolean).join(" ") || null,
})

/** Everybody a ticket can be given to. */
export function useOperators() {
  return useQuery({
    queryKey: queryKeys.operators(),
    queryFn: async () => {
      const { users } = await sdk.admin.user.list({
        fields: "id,email,first_name,last_name",
        limit: ALL,
        order: "email",
      })
      return users.map(toOperator)
    },
    staleTime: FRESH_MS,
  })
}

/** Who is signed in. */
export function useMe() {
  return useQuery({
    queryKey: queryKeys.me(),
    queryFn: async () => toOperator((await sdk.admin.user.me()).user),
    staleTime: FRESH_MS,
  })
}
