import {
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQueries,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query"
import { sdk } from "../lib/sdk"
import type { Page, Plan, PlanInput, VariantPlan } from "../lib/types"
import { queryKeys } from "./query-keys"

const BASE = "/admin/license-center"
const PLANS_PER_PAGE = 20
const VARIANTS_PER_PAGE = 10
const VARIANT_FIELDS = "id,title,sku,product.title"

const fetchVariant = async (id: string) =>
  (await sdk.client.fetch<{ variant: VariantPlan }>(`${BASE}/variants/${id}`)).variant

/**
 * The plan of a variant, and what would keep it from being sold as software.
 *
 * @param version anything that changes when the variant does, so that warnings go away once their cause is mended
 */
export function useVariantPlan(id: string, version: string) {
  return useQuery({
    queryKey: queryKeys.variant(id, version),
    queryFn: () => fetchVariant(id),
    placeholderData: keepPreviousData,
    refetchOnMount: "always",
  })
}

/** Whether any of these variants has a plan; asked only when `enabled`. */
export function useSellsLicenses(variantIds: string[], enabled: boolean) {
  return useQueries({
    queries: variantIds.map((id) => ({ queryKey: queryKeys.variant(id), queryFn: () => fetchVariant(id), enabled })),
    combine: (results) => ({
      isPending: enabled && results.some((result) => result.isPending),
      isError: results.some((result) => result.isError),
      sells: results.some((result) => Boolean(result.data?.plan)),
    }),
  })
}

export function usePlans(q: string) {
  return useInfiniteQuery({
    queryKey: queryKeys.planList({ q }),
    initialPageParam: 0,
    queryFn: ({ pageParam }) =>
      sdk.client.fetch<{ plans: Plan[] } & Page>(`${BASE}/plans`, {
        query: { limit: PLANS_PER_PAGE, offset: pageParam, order: "name", ...(q ? { q } : {}) },
      }),
    getNextPageParam: (last) =>
      last.offset + last.plans.length < last.count ? last.offset + last.plans.length : undefined,
    placeholderData: keepPreviousData,
    refetchOnMount: "always",
  })
}

/** All variants of the store, whatever they sell. */
export function useVariants(q: string) {
  return useInfiniteQuery({
    queryKey: queryKeys.variantList({ q }),
    initialPageParam: 0,
    queryFn: ({ pageParam }) =>
      sdk.admin.productVariant.list({
        fields: VARIANT_FIELDS,
        limit: VARIANTS_PER_PAGE,
        offset: pageParam,
        ...(q ? { q } : {}),
      }),
    getNextPageParam: (last) =>
      last.offset + last.variants.length < last.count ? last.offset + last.variants.length : undefined,
    placeholderData: keepPreviousData,
  })
}

/** One of them by its id, when there is one. */
export function useVariant(id: string) {
  return useQuery({
    enabled: id !== "",
    queryKey: queryKeys.variantList({ id }),
    queryFn: async () =>
      (await sdk.admin.productVariant.list({ id, fields: VARIANT_FIELDS, limit: 1 })).variants[0] ?? null,
  })
}

/** One plan with the number of licenses sold under it and the variants that sell it. */
export function usePlan(id: string) {
  return useQuery({
    queryKey: queryKeys.plan(id),
    queryFn: () => sdk.client.fetch<{ plan: Plan }>(`${BASE}/plans/${id}`),
    select: (data) => data.plan,
    // The count is what the operator decides on, so an old one is never shown while a new one loads.
    gcTime: 0,
  })
}

/** What a new plan's code and key prefix are suggested from. */
export function useProductTitle(productId: string, enabled = true) {
  return useQuery({
    enabled,
    queryKey: queryKeys.productTitle(productId),
    queryFn: async () => (await sdk.admin.product.retrieve(productId, { fields: "id,title" })).product.title,
    retry: false,
  })
}

export function useCreatePlan() {
  const refresh = useRefreshPlans()
  return useMutation({
    mutationFn: (plan: PlanInput) => sdk.client.fetch<{ plan: Plan }>(`${BASE}/plans`, { method: "POST", body: plan }),
    onSettled: refresh,
  })
}

export function useUpdatePlan(id: string) {
  const refresh = useRefreshPlans()
  return useMutation({
    mutationFn: (input: PlanInput & { apply_to_existing: boolean }) =>
      sdk.client.fetch<{ plan: Plan; licenses_updated: number }>(`${BASE}/plans/${id}`, {
        method: "POST",
        body: input,
      }),
    onSettled: refresh,
  })
}

/** Attaches a plan to a variant, puts another in its place, or (null) takes it away. */
export function useSetVariantPlan(variantId: string) {
  const refresh = useRefreshPlans()
  return useMutation({
    mutationFn: (planId: string | null) =>
      sdk.client.fetch<{ variant: VariantPlan }>(`${BASE}/variants/${variantId}`, {
        method: "POST",
        body: { plan_id: planId },
      }),
    onSettled: refresh,
  })
}

/** A change of a plan shows on its variants, in the list of plans, and (when licenses follow) on licenses. */
function useRefreshPlans() {
  const client = useQueryClient()
  return () => client.invalidateQueries({ queryKey: queryKeys.all })
}
