import { useMutation, useQuery } from "@tanstack/react-query"
import { sdk } from "../lib/sdk"
import type { RenewalCart, RenewalQuote } from "../lib/types"
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
