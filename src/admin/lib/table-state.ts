import type { DataTableFilteringState, DataTablePaginationState, DataTableSortingState } from "@medusajs/ui"
import { useState } from "react"
import { useLocation, useSearchParams } from "react-router-dom"
import { addedFilters, type AddressFilters, fromTableFilters, type TableFilters, toTableFilters } from "./table-filters"

/**
 * What a table shows, kept in the page's address, so that "back" and a copied link bring it again. `order` is Medusa's
 * (`-created_at`: the latest first).
 *
 * @param repeatable names of the filters of which several values can be picked
 */
export function useTableState(pageSize: number, filterNames: readonly string[], repeatable: readonly string[] = []) {
  const [params, setParams] = useSearchParams()
  const { state } = useLocation()
  const offset = Math.max(0, Number.parseInt(params.get("offset") ?? "", 10) || 0)
  const order = params.get("order")
  const [added, setAdded] = useState<TableFilters>({})

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

  const filters: AddressFilters = Object.fromEntries(
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
    filtering: {
      state: toTableFilters(filters, repeatable, added) as DataTableFilteringState,
      onFilteringChange: (next: TableFilters) => {
        setAdded(addedFilters(next))
        const address = fromTableFilters(next)
        write({ ...Object.fromEntries(filterNames.map((name) => [name, address[name]])), offset: undefined })
      },
    },
    sort: (next: DataTableSortingState | null) =>
      write({ order: next ? `${next.desc ? "-" : ""}${next.id}` : undefined, offset: undefined }),
    paginate: ({ pageIndex }: DataTablePaginationState) =>
      write({ offset: pageIndex ? String(pageIndex * pageSize) : undefined }),
  }
}
