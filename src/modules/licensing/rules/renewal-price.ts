/**
 * Prices are counted in the currency's minor unit, in whole numbers: 0.1 + 0.2 is nobody's price. In and out they are
 * as Medusa keeps them, in the major unit.
 *
 * @param digits of the currency: 2 for EUR, 0 for JPY
 */

/** A price, less some percent of it, rounded half up. */
export function discounted(price: number, percent: number, digits: number): number {
  return toMajor(Math.round((toMinor(price, digits) * (100 - percent)) / 100), digits)
}

/**
 * What `days` cost of a term that has `of` days, rounded up: not even a day is given away by rounding. A day that was
 * begun counts, and at least one does.
 */
export function partOf(price: number, { days, of }: { days: number; of: number }, digits: number): number {
  return toMajor(Math.ceil((toMinor(price, digits) * Math.max(1, days)) / of), digits)
}

const toMinor = (price: number, digits: number) => Math.round(price * 10 ** digits)
const toMajor = (minor: number, digits: number) => Number((minor / 10 ** digits).toFixed(digits))
