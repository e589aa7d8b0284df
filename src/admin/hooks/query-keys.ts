/** Every query key of the plugin's screens, so that a change can name exactly what it makes old. */
export const queryKeys = {
  all: ["license-center"] as const,
  licenses: () => [...queryKeys.all, "licenses"] as const,
  licensesOfOrder: (orderId: string, query?: object) =>
    [...queryKeys.licenses(), "order", orderId, ...(query ? [query] : [])] as const,
  license: (id: string) => [...queryKeys.licenses(), "detail", id] as const,
  licenseEvents: (id: string) => [...queryKeys.licenses(), "events", id] as const,
  /** Among the licenses, because a decision changes one, and what changes one may make it old. */
  rebindRequests: (query: object) => [...queryKeys.licenses(), "rebind-requests", query] as const,
  plans: () => [...queryKeys.all, "plans"] as const,
  planList: (query: object) => [...queryKeys.plans(), "list", query] as const,
  plan: (id: string) => [...queryKeys.plans(), "detail", id] as const,
  productTitle: (id: string) => [...queryKeys.all, "product-title", id] as const,
  releases: () => [...queryKeys.all, "releases"] as const,
  releaseList: (query: object) => [...queryKeys.releases(), "list", query] as const,
  release: (id: string) => [...queryKeys.releases(), "detail", id] as const,
  releaseEvents: (id: string) => [...queryKeys.releases(), "events", id] as const,
  installs: (productId: string) => [...queryKeys.all, "installs", productId] as const,
  products: (query: object) => [...queryKeys.all, "products", query] as const,
  tickets: () => [...queryKeys.all, "tickets"] as const,
  ticketList: (query: object) => [...queryKeys.tickets(), "list", query] as const,
  ticketCounts: () => [...queryKeys.tickets(), "counts"] as const,
  ticket: (id: string) => [...queryKeys.tickets(), "detail", id] as const,
  /** Among the licenses, because it is made of them: what changes one makes it old. */
  ticketContext: (id: string) => [...queryKeys.licenses(), "ticket", id] as const,
  ticketEvents: (id: string) => [...queryKeys.tickets(), "events", id] as const,
  savedReplies: () => [...queryKeys.all, "saved-replies"] as const,
  operators: () => [...queryKeys.all, "operators"] as const,
  me: () => [...queryKeys.all, "me"] as const,
  variants: () => [...queryKeys.all, "variants"] as const,
  variantList: (query: object) => [...queryKeys.all, "variant-list", query] as const,
  variant: (id: string, version?: string) => [...queryKeys.variants(), id, ...(version ? [version] : [])] as const,
}
