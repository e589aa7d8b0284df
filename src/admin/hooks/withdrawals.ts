import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { sdk } from "../lib/sdk"
import type { Page } from "../lib/types"
import type { OrderWaiver, Withdrawal } from "../lib/withdrawal-types"
import { queryKeys } from "./query-keys"

const BASE = "/admin/license-center"
/** Nobody withdraws from one order more often. */
const MOST = 20

export function useOrderWaiver(orderId: string) {
  return useQuery({
    queryKey: queryKeys.orderWaiver(orderId),
    queryFn: () =>
      sdk.client.fetch<{ withdrawal_applies: boolean; waiver: OrderWaiver | null }>(`${BASE}/waivers/${orderId}`),
    refetchOnMount: "always",
  })
}

export function useOrderWithdrawals(orderId: string) {
  return useQuery({
    queryKey: queryKeys.orderWithdrawals(orderId),
    queryFn: () =>
      sdk.client.fetch<{ withdrawals: Withdrawal[] } & Page>(`${BASE}/withdrawals`, {
        query: { order_id: orderId, limit: MOST },
      }),
    refetchOnMount: "always",
  })
}

/** Accepts or refuses; the answer is in the ticket, too. */
export function useDecideWithdrawal(orderId: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ id, decision, reason }: { id: string; decision: "accept" | "refuse"; reason: string }) =>
      sdk.client.fetch<{ withdrawal: Withdrawal }>(`${BASE}/withdrawals/${id}/${decision}`, {
        method: "POST",
        body: { reason },
      }),
    onSettled: async () => {
      await client.invalidateQueries({ queryKey: queryKeys.orderWithdrawals(orderId) })
      await client.invalidateQueries({ queryKey: queryKeys.tickets() })
    },
  })
}
