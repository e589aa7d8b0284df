import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import type { OrderRefund, RefundWish } from "../lib/refund-types"
import { sdk } from "../lib/sdk"
import { queryKeys } from "./query-keys"

const BASE = "/admin/license-center"

/** What the rules say of refunding an order, and who asked for it. Looking keeps nothing. */
export function useOrderRefund(orderId: string) {
  return useQuery({
    queryKey: queryKeys.orderRefund(orderId),
    queryFn: () => sdk.client.fetch<OrderRefund>(`${BASE}/refund-assessments/${orderId}`),
    refetchOnMount: "always",
  })
}

export type RefundDecision =
  | { action: "refund"; wish: RefundWish; reason: string }
  /** `wish`: what was shown; without it what was decided before is gone on with. */
  | { action: "approve"; id: string; reason: string; wish?: RefundWish }
  | { action: "decline"; id: string; reason: string }

/** Pays back or declines. Afterwards, and when it was refused, the order, its licenses and its tickets may be others. */
export function useDecideRefund(orderId: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (decision: RefundDecision) => {
      const { path, body } = callOf(orderId, decision)
      return sdk.client.fetch(`${BASE}/${path}`, { method: "POST", body })
    },
    onSettled: () => client.invalidateQueries({ predicate: ({ queryKey }) => CHANGED.includes(queryKey[0] as string) }),
  })
}

/** The plugin's own, and Medusa's: the order's payments are on the same page. */
const CHANGED = [queryKeys.all[0], "orders", "order_changes", "payment", "payment_collection"] as string[]

function callOf(orderId: string, decision: RefundDecision): { path: string; body: object } {
  const reason = decision.reason || null
  switch (decision.action) {
    case "refund":
      return { path: `refund-assessments/${orderId}/refund`, body: { ...decision.wish, reason } }
    case "approve":
      return { path: `refund-requests/${decision.id}/approve`, body: { ...decision.wish, note: reason } }
    case "decline":
      return { path: `refund-requests/${decision.id}/decline`, body: { reason } }
  }
}
