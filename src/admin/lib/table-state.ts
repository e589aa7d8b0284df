import type { DataTablePaginationState, DataTableSortingState } from "@medusajs/ui"
import { useLocation, useSearchParams } from "react-router-dom"

/**
 * What a table shows, kept in the page's address, so that "back" and a copied link bring it again. `order` is Medusa's
 * (`-created_at`: the latest first).
 */
export function useTableState(pageSize: number, filterNames: readonly string[]) {
  const [params, setParams] = useSearchParams()
  const { state } = useLocation()
  const offset = Math.max(0, Number.parseInt(params.get("offset") ?? "", 10) || 0)
  const order = params.get("order")

  const write = (changes: Record<string, string | undefined>) =>
    setParams(
      (current) => {
        const next = new URLSearchParams(current)
        for (const [name, value] of Object.entries(changes)) {
          if (value) {
            next.set(name, value)
          } else {
            next.delete(name)
          }
        }
        return next
      },
      { replace: true, state }
    )

  const filters: Record<string, string | undefined> = Object.fromEntries(
    filterNames.flatMap((name) => (params.has(name) ? [[name, params.get(name)!]] : []))
  )
  return {
    offset,
    order,
    q: params.get("q") ?? "",
    filters,
    sorting: order ? { id: order.replace(/^-/, ""), desc: order.startsWith("-") } : null,
    pagination: { pageIndex: Math.floor(offset / pageSize), pageSize },
    search: (q: string) => write({ q, offset: undefined }),
    filter: (next: Record<string, string | undefined>) =>
      write({ ...Object.fromEntries(filterNames.map((name) => [name, next[name]])), offset: undefined }),
    sort: (next: DataTableSortingState | null) =>
      write({ order: next ? `${next.desc ? "-" : ""}${next.id}` : undefined, offset: undefined }),
    paginate: ({ pageIndex }: DataTablePaginationState) =>
      write({ offset: pageIndex ? String(pageIndex * pageSize) : undefined }),
  }
}
