import type { BigNumberInput } from "@medusajs/framework/types"
import { MathBN } from "@medusajs/framework/utils"

/** As orders and payments have it: a number, a string or one of Medusa's big numbers. */
export type Amount = BigNumberInput | null | undefined

export function toNumber(amount: Amount): number {
  return MathBN.convert(amount ?? 0).toNumber()
}

/** Added up before it is rounded to a number. */
export function sum(amounts: Amount[]): number {
  return toNumber(amounts.reduce<BigNumberInput>((total, amount) => MathBN.add(total, amount ?? 0), 0))
}

/** What a query joined, without what it left empty. */
export function present<T>(list: (T | null)[] | null | undefined): T[] {
  return (list ?? []).filter((entry): entry is T => entry !== null)
}
