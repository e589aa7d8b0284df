import { useMutation, useQuery } from "@tanstack/react-query"
import { sdk } from "../lib/sdk"
import type { Upgrade, UpgradeCart } from "../lib/upgrade-types"
import { queryKeys } from "./query-keys"

const at = (id: string) => `/admin/license-center/licenses/${id}`

/** What a license can become. The prices are of today, so they are asked for whenever somebody looks. */
export function useUpgrades(id: string) {
  return useQuery({
    queryKey: queryKeys.licenseUpgrades(id),
    queryFn: () => sdk.client.fetch<{ upgrades: Upgrade[] }>(`${at(id)}/upgrades`),
    select: (data) => data.upgrades,
    refetchOnMount: "always",
  })
}

export function useUpgradeCart(id: string) {
  return useMutation({
    mutationFn: (variant_id: string) =>
      sdk.client.fetch<UpgradeCart>(`${at(id)}/upgrade-cart`, {
        method: "POST",
        body: { variant_id },
      }),
  })
}
