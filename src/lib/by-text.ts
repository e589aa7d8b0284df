/** Compares by code units, so that no locale of a server decides an order. */
export function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
