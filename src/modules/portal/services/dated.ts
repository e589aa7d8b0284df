/** A row with its times as dates: Medusa's pool gives them as text, a pool of its own as dates. */
export function dated<Row extends object>(row: Row): Row {
  const times = Object.entries(row).filter(([column, value]) => column.endsWith("_at") && typeof value === "string")
  return { ...row, ...Object.fromEntries(times.map(([column, value]) => [column, new Date(value as string)])) }
}
