/** What a filter was set to, by its name. Several values stand in the page's address with commas between. */
export type AddressFilters = Record<string, string | undefined>
/** The same as Medusa's table has it: lists, where several values can be picked. */
export type TableFilters = Record<string, unknown>

/**
 * The table's filters for what the page's address says.
 *
 * @param repeatable names of the filters of which several values can be picked
 * @param added filters that were picked from the menu and have no value so far: their choice opens only when they are
 * among the table's filters
 */
export function toTableFilters(
  address: AddressFilters,
  repeatable: readonly string[] = [],
  added: TableFilters = {}
): TableFilters {
  const set = Object.entries(address).flatMap(([name, value]) =>
    value ? [[name, repeatable.includes(name) ? value.split(",") : value] as const] : []
  )
  return { ...added, ...Object.fromEntries(set) }
}

/** And back into the address, which holds no empty choice. */
export function fromTableFilters(filters: TableFilters): AddressFilters {
  return Object.fromEntries(Object.entries(filters).map(([name, value]) => [name, inAddress(value)]))
}

/** Those that were added from the menu and wait for a value: no address can say them. */
export function addedFilters(filters: TableFilters): TableFilters {
  return Object.fromEntries(Object.entries(filters).filter(([, value]) => inAddress(value) === undefined))
}

function inAddress(value: unknown): string | undefined {
  const text = Array.isArray(value) ? value.join(",") : value
  return typeof text === "string" && text ? text : undefined
}
