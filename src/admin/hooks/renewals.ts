import { useMutation, useQuery } from "@tanstack/react-query"
import { licensesPoll, type OrderMoment } from "../lib/polling"
import { sdk } from "../lib/sdk"
import type { License, Page, RenewalCart, RenewalQuote } from "../lib/types"
import { queryKeys } from "./query-keys"

const BASE = "/admin/license-center/licenses"

/** What a renewal costs now: always asked anew, for prices change. */
export function useRenewalQuote(licenseId: string) {
  return useQuery({
    queryKey: queryKeys.renewalQuote(licenseId),
    queryFn: () => sdk.client.fetch<{ renewal: RenewalQuote }>(`${BASE}/${licenseId}/renewal`),
    select: (data) => data.renewal,
    refetchOnMount: "always",
  })
}

/** Makes a cart with the renewal, which whoever has its link can pay. Of the license nothing changes. */
export function useRenewalCart(licenseId: string) {
  return useMutation({
    mutationFn: () => sdk.client.fetch<RenewalCart>(`${BASE}/${licenseId}/renewal-cart`, { method: "POST", body: {} }),
  })
}

/** As many as one cart can renew through the API. */
const MOST = 50

/** The licenses of earlier orders that an order renewed, kept fresh like those that came with it. */
export function useLicensesRenewedBy(orderId: string, moment: OrderMoment) {
  return useQuery({
    queryKey: queryKeys.licensesRenewedBy(orderId),
    queryFn: () =>
      sdk.client.fetch<{ licenses: License[] } & Page>(BASE, {
        query: { renewed_by_order_id: orderId, order: "created_at", limit: MOST },
      }),
    refetchOnMount: "always",
    refetchInterval: ({ state }) => licensesPoll(state.data?.licenses ?? [], { sellsLicenses: false, moment }),
  })
}
