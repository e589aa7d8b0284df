import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { sdk } from "../lib/sdk"
import type { Page, RebindRequest } from "../lib/types"
import { queryKeys } from "./query-keys"

const BASE = "/admin/license-center/rebind-requests"

/** Devices that asked for a seat: of one license, or of all. */
export function useRebindRequests(query: { status?: string; license_id?: string; limit: number; offset: number }) {
  return useQuery({
    queryKey: queryKeys.rebindRequests(query),
    queryFn: () => sdk.client.fetch<{ rebind_requests: RebindRequest[] } & Page>(BASE, { query }),
    placeholderData: keepPreviousData,
    refetchOnMount: "always",
  })
}

export function useDecideRebind() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ id, action, reason }: { id: string; action: "approve" | "decline"; reason: string }) =>
      sdk.client.fetch(`${BASE}/${id}/${action}`, { method: "POST", body: { ...(reason && { reason }) } }),
    onSettled: () => client.invalidateQueries({ queryKey: queryKeys.licenses() }),
  })
}
