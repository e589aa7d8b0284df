import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { saveResponse } from "../lib/save-response"
import { sdk } from "../lib/sdk"
import { queryKeys } from "./query-keys"

export type Dispute = {
  id: string
  external_id: string
  standing: "inquiry" | "open" | "settled" | "lost"
  reason: string | null
  amount: number
  currency_code: string
  evidence_due_at: string | null
}
export type FraudWarning = { id: string; fraud_type: string | null; warned_at: string; acknowledged_at: string | null }
type OrderPayments = { disputes: Dispute[]; warnings: FraudWarning[] }

const BASE = "/admin/license-center"

/** What Stripe told of an order's payments. */
export function useOrderPayments(orderId: string) {
  return useQuery({
    queryKey: queryKeys.orderPayments(orderId),
    queryFn: () => sdk.client.fetch<OrderPayments>(`${BASE}/orders/${orderId}/payments`),
    refetchOnMount: "always",
  })
}

export function useAcknowledgeWarning(orderId: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (id: string) => sdk.client.fetch(`${BASE}/payment-warnings/${id}/acknowledge`, { method: "POST" }),
    onSettled: () => client.invalidateQueries({ queryKey: queryKeys.orderPayments(orderId) }),
  })
}

export function useEvidence(orderId: string) {
  return useMutation({
    mutationFn: async () => {
      const path = `${BASE}/orders/${orderId}/evidence`
      const response = await sdk.client.fetch<Response>(path, { headers: { accept: "text/html" } })
      await saveResponse(response, `evidence-${orderId}.html`)
    },
  })
}
