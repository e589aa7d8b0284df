import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { useState } from "react"
import type { LicenseAction } from "../lib/badges"
import { licensesPoll, type OrderMoment } from "../lib/polling"
import { sdk } from "../lib/sdk"
import type { License, LicenseDetail, LicenseEvent, Page, ReconcileResult } from "../lib/types"
import { queryKeys } from "./query-keys"

const BASE = "/admin/license-center"

type Licenses = { licenses: License[] } & Page

/** Since when the order is as it is. Its page opened counts as a change of which nobody knows when it was. */
export function useOrderMoment(state: string): OrderMoment {
  const [moment, setMoment] = useState<OrderMoment>(() => ({ state, since: Date.now(), changed: false }))
  if (moment.state === state) {
    return moment
  }
  const next = { state, since: Date.now(), changed: true }
  setMoment(next)
  return next
}

/** The licenses of an order, a page at a time, kept fresh while somebody looks at them. */
export function useOrderLicenses(
  orderId: string,
  query: { limit: number; offset: number; q?: string },
  order: { sellsLicenses: boolean; moment: OrderMoment }
) {
  return useQuery({
    queryKey: queryKeys.licensesOfOrder(orderId, query),
    queryFn: () => {
      const asked = { order_id: orderId, order: "created_at", limit: query.limit, offset: query.offset }
      // What is searched for may be a key, which belongs in no address.
      return query.q
        ? sdk.client.fetch<Licenses>(`${BASE}/licenses/search`, { method: "POST", body: { ...asked, q: query.q } })
        : sdk.client.fetch<Licenses>(`${BASE}/licenses`, { query: asked })
    },
    placeholderData: keepPreviousData,
    refetchOnMount: "always",
    refetchInterval: ({ state }) => licensesPoll(state.data?.licenses ?? [], order),
  })
}

export function useLicense(id: string) {
  return useQuery({
    queryKey: queryKeys.license(id),
    queryFn: () => sdk.client.fetch<{ license: LicenseDetail }>(`${BASE}/licenses/${id}`),
    select: (data) => data.license,
    refetchOnMount: "always",
  })
}

export function useLicenseEvents(id: string, limit: number) {
  return useQuery({
    queryKey: [...queryKeys.licenseEvents(id), limit],
    queryFn: () =>
      sdk.client.fetch<{ events: LicenseEvent[] } & Page>(`${BASE}/licenses/${id}/events`, { query: { limit } }),
    placeholderData: keepPreviousData,
    refetchOnMount: "always",
  })
}

/** Whatever is done to one license. `by` is the ISO 8601 duration of an extension. */
export function useLicenseAction(id: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (asked: { action: Exclude<LicenseAction, "reveal">; reason?: string; by?: string }) =>
      sdk.client.fetch<{ license: LicenseDetail }>(`${BASE}/licenses/${id}/${asked.action.replace("_", "-")}`, {
        method: "POST",
        body: { ...(asked.reason && { reason: asked.reason }), ...(asked.by && { by: asked.by }) },
      }),
    onSettled: () => client.invalidateQueries({ queryKey: queryKeys.licenses() }),
  })
}

/** Frees the seat of a device that its owner cannot reach any more. */
export function useReleaseSeat(licenseId: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ activationId, reason }: { activationId: string; reason: string }) =>
      sdk.client.fetch(`${BASE}/licenses/${licenseId}/activations/${activationId}/deactivate`, {
        method: "POST",
        body: { reason },
      }),
    onSettled: () => client.invalidateQueries({ queryKey: queryKeys.licenses() }),
  })
}

/**
 * The key in clear. On purpose not a mutation: react-query would keep the answer in its cache after the dialog is gone.
 * The caller holds it for as long as it is shown, and nobody else does.
 */
export function useRevealKey(id: string): (reason: string) => Promise<string> {
  const client = useQueryClient()
  return async (reason) => {
    try {
      const { key } = await sdk.client.fetch<{ key: string }>(`${BASE}/licenses/${id}/reveal`, {
        method: "POST",
        body: { reason },
      })
      return key
    } finally {
      void client.invalidateQueries({ queryKey: queryKeys.licenseEvents(id) })
    }
  }
}

export function useRetryNotice() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (noticeId: string) =>
      sdk.client.fetch(`${BASE}/notices/${noticeId}/retry`, { method: "POST", body: {} }),
    onSettled: () => client.invalidateQueries({ queryKey: queryKeys.licenses() }),
  })
}

/** Brings an order and its licenses together, and tells what that took. */
export function useReconcileOrder(orderId: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: () => sdk.client.fetch<ReconcileResult>(`${BASE}/reconcile/${orderId}`, { method: "POST", body: {} }),
    onSettled: () => client.invalidateQueries({ queryKey: queryKeys.licenses() }),
  })
}
