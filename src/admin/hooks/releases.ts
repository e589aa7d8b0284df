import { keepPreviousData, useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import type {
  ExplainQuestion,
  Explanation,
  Installs,
  Release,
  ReleaseEvent,
  ReleaseInput,
  ReleaseList,
} from "../lib/release-types"
import { sdk } from "../lib/sdk"
import type { Page } from "../lib/types"
import { queryKeys } from "./query-keys"

const BASE = "/admin/license-center"
const PRODUCTS_PER_PAGE = 10

export type ReleaseFilters = {
  limit: number
  offset: number
  order?: string
  q?: string
  product_id?: string
  status?: string
  channel?: string
}

export function useReleases(filters: ReleaseFilters) {
  const query = Object.fromEntries(Object.entries(filters).filter(([, value]) => value !== undefined && value !== ""))
  return useQuery({
    queryKey: queryKeys.releaseList(query),
    queryFn: () => sdk.client.fetch<ReleaseList>(`${BASE}/releases`, { query }),
    placeholderData: keepPreviousData,
    refetchOnMount: "always",
  })
}

export const releaseQuery = (id: string) => ({
  queryKey: queryKeys.release(id),
  queryFn: async () => (await sdk.client.fetch<{ release: Release }>(`${BASE}/releases/${id}`)).release,
})

export function useRelease(id: string) {
  return useQuery({ ...releaseQuery(id), refetchOnMount: "always" })
}

export function useReleaseEvents(id: string, limit: number) {
  return useQuery({
    queryKey: [...queryKeys.releaseEvents(id), limit],
    queryFn: () =>
      sdk.client.fetch<{ events: ReleaseEvent[] } & Page>(`${BASE}/releases/${id}/events`, { query: { limit } }),
    placeholderData: keepPreviousData,
    refetchOnMount: "always",
  })
}

/** Which versions the product's devices run. */
export function useInstalls(productId: string, enabled = true) {
  return useQuery({
    queryKey: queryKeys.installs(productId),
    queryFn: () => sdk.client.fetch<Installs>(`${BASE}/updates/installs`, { query: { product_id: productId } }),
    enabled,
    refetchOnMount: "always",
  })
}

/** Products to release for, found by what is typed. */
export function useProducts(q: string) {
  return useInfiniteQuery({
    queryKey: queryKeys.products({ q }),
    initialPageParam: 0,
    queryFn: ({ pageParam }) =>
      sdk.admin.product.list({
        fields: "id,title,handle",
        limit: PRODUCTS_PER_PAGE,
        offset: pageParam,
        order: "title",
        ...(q ? { q } : {}),
      }),
    getNextPageParam: (last) =>
      last.offset + last.products.length < last.count ? last.offset + last.products.length : undefined,
    placeholderData: keepPreviousData,
  })
}

export function useCreateRelease() {
  const refresh = useRefreshReleases()
  return useMutation({
    mutationFn: (release: ReleaseInput) =>
      sdk.client.fetch<{ release: Release }>(`${BASE}/releases`, { method: "POST", body: release }),
    onSettled: refresh,
  })
}

export function useUpdateRelease(id: string) {
  const refresh = useRefreshReleases()
  return useMutation({
    mutationFn: (fields: Partial<Omit<ReleaseInput, "product_id">>) =>
      sdk.client.fetch<{ release: Release }>(`${BASE}/releases/${id}`, { method: "POST", body: fields }),
    onSettled: refresh,
  })
}

/** Publish, yank, or change to how many clients the release goes. */
export function useReleaseAction(id: string) {
  const refresh = useRefreshReleases()
  return useMutation({
    mutationFn: ({ action, body }: { action: "publish" | "yank" | "rollout"; body?: object }) =>
      sdk.client.fetch<{ release: Release }>(`${BASE}/releases/${id}/${action}`, { method: "POST", body: body ?? {} }),
    onSettled: refresh,
  })
}

export function useDiscardRelease(id: string) {
  const client = useQueryClient()
  const refresh = useRefreshReleases()
  return useMutation({
    mutationFn: () => sdk.client.fetch(`${BASE}/releases/${id}`, { method: "DELETE" }),
    onSuccess: () => {
      client.removeQueries({ queryKey: queryKeys.release(id) })
      return refresh()
    },
  })
}

/** Adds a file that lies elsewhere. Uploads go another way, for their progress: see `lib/upload`. */
export function useLinkArtifact(releaseId: string) {
  const refresh = useRefreshReleases()
  return useMutation({
    mutationFn: (artifact: object) =>
      sdk.client.fetch<{ release: Release }>(`${BASE}/releases/${releaseId}/artifacts`, {
        method: "POST",
        body: artifact,
      }),
    onSettled: refresh,
  })
}

export function useRemoveArtifact(releaseId: string) {
  const refresh = useRefreshReleases()
  return useMutation({
    mutationFn: (artifactId: string) =>
      sdk.client.fetch(`${BASE}/releases/${releaseId}/artifacts/${artifactId}`, { method: "DELETE" }),
    onSettled: refresh,
  })
}

/** What a license would be offered, and why. Reading only; a mutation because it is asked by a button. */
export function useExplainUpdates() {
  return useMutation({
    mutationFn: (question: ExplainQuestion) =>
      sdk.client.fetch<Explanation>(`${BASE}/updates/explain`, { method: "POST", body: question }),
  })
}

export function useRefreshReleases() {
  const client = useQueryClient()
  return () => client.invalidateQueries({ queryKey: queryKeys.releases() })
}
