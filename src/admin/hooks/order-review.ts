import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import type { OrderReview } from "../lib/order-review-types"
import { licensesPoll, type OrderMoment } from "../lib/polling"
import { sdk } from "../lib/sdk"
import type { ReconcileResult } from "../lib/types"
import { queryKeys } from "./query-keys"

const at = (orderId: string) => `/admin/license-center/reconcile/${orderId}`

/** What a person has to decide about an order, and what came of its upgrades, kept fresh like its licenses. */
export function useOrderReview(orderId: string, moment: OrderMoment) {
  return useQuery({
    queryKey: queryKeys.orderReview(orderId),
    queryFn: () => sdk.client.fetch<OrderReview>(at(orderId)),
    refetchOnMount: "always",
    refetchInterval: () => licensesPoll([], { sellsLicenses: moment.changed, moment }),
  })
}

/** Applies a paid upgrade whose price is not its license's any more. */
export function useApplyUpgrade(orderId: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (line_item_id: string) =>
      sdk.client.fetch<ReconcileResult>(`${at(orderId)}/apply-upgrade`, { method: "POST", body: { line_item_id } }),
    onSettled: () => client.invalidateQueries({ queryKey: queryKeys.licenses() }),
  })
}
