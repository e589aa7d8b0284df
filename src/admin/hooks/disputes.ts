import { keepPreviousData, useQuery } from "@tanstack/react-query"
import { sdk } from "../lib/sdk"
import type { Page } from "../lib/types"
import type { Dispute } from "./order-payments"
import { queryKeys } from "./query-keys"

export type OrderDispute = Dispute & { order_id: string; order_display_id: number | null; email: string | null }

/** Disputes of all orders, with those first that have to be answered first. */
export function useDisputes(query: { status: "open" | "closed"; limit: number; offset: number }) {
  return useQuery({
    queryKey: queryKeys.disputes(query),
    queryFn: () => sdk.client.fetch<{ disputes: OrderDispute[] } & Page>("/admin/license-center/disputes", { query }),
    placeholderData: keepPreviousData,
    refetchOnMount: "always",
  })
}
