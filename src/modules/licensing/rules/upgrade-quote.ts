import { addDuration } from "../../../lib/duration"

/** A stretch of time that was paid for. */
export type PaidStretch = {
  starts_at: Date
  /** null = without end */
  ends_at: Date | null
  /** For all of it, in the currency of the quote. */
  paid: number
}

export type UpgradeFacts = {
  now: Date
  /** What the new plan costs for a whole term, for all units that the license needs. */
  price: number
  /** ISO 8601, of the new plan; null = perpetual */
  term: string | null
  starts_anew: boolean
  /** The terms that are in force. */
  terms: PaidStretch[]
  /** What earlier upgrades that left the end where it was cost, from when they took effect until that end. */
  surcharges: PaidStretch[]
  /** Digits after the point of the currency. */
  decimals: number
}

/** `due` is what is paid: `price` less `credit`, and never below nothing. */
export type UpgradeQuote = {
  /** Of the new plan, for the time that is paid for. */
  price: number
  /** What was paid for the time that is left. */
  credit: number
  /** null = a license without end */
  days_left: number | null
  days_of_term: number | null
  due: number
}

const DAY_MS = 86_400_000

/** Less than this of the smallest unit is a float's dust. */
const DUST_OF_UNIT = 1e-6

/** What an upgrade costs at `now`, to the day: a day that has begun is left in whole. */
export function quoteUpgrade(facts: UpgradeFacts): UpgradeQuote {
  const { now, price, starts_anew, surcharges, decimals } = facts
  // Of a license without end the end stays, and with it the terms that only have an end for its updates.
  const endless = facts.terms.filter(({ ends_at }) => ends_at === null)
  const terms = endless.length ? endless.slice(0, 1) : facts.terms.filter((term) => daysLeft(term, now) > 0)
  const asked = starts_anew ? price : terms.reduce((sum, term) => sum + price * partOfTerm(term, facts), 0)
  const paid = [...terms, ...surcharges].reduce((sum, stretch) => sum + stretch.paid * partLeft(stretch, now), 0)
  const rounded = (amount: number) => roundUp(amount, decimals)
  const due = rounded(asked - paid)
  return {
    price: rounded(asked),
    credit: due > 0 ? nearest(rounded(asked) - due, decimals) : rounded(paid),
    days_left: endless.length ? null : terms.reduce((sum, term) => sum + daysLeft(term, now), 0),
    days_of_term: endless.length || !terms[0] ? null : daysOf(terms[0]),
    due,
  }
}

/** The part of a whole term of the new plan that a term covers from now on. */
function partOfTerm(stretch: PaidStretch, { now, term }: UpgradeFacts): number {
  if (!term || !stretch.ends_at) {
    return 1
  }
  return daysLeft(stretch, now) / daysBetween(stretch.starts_at, addDuration(stretch.starts_at, term))
}

function partLeft(stretch: PaidStretch, now: Date): number {
  return stretch.ends_at === null ? 1 : daysLeft(stretch, now) / daysOf(stretch)
}

function daysLeft(stretch: PaidStretch, now: Date): number {
  if (!stretch.ends_at) {
    return 0
  }
  const from = stretch.starts_at > now ? stretch.starts_at : now
  return Math.min(daysOf(stretch), Math.max(0, daysUntil(from, stretch.ends_at)))
}

const daysOf = ({ starts_at, ends_at }: PaidStretch) => daysBetween(starts_at, ends_at!)
const daysBetween = (from: Date, to: Date) => Math.max(1, daysUntil(from, to))
const daysUntil = (from: Date, to: Date) => Math.ceil((to.getTime() - from.getTime()) / DAY_MS)

function roundUp(amount: number, decimals: number): number {
  return Math.max(0, Math.ceil(amount * 10 ** decimals - DUST_OF_UNIT)) / 10 ** decimals
}

function nearest(amount: number, decimals: number): number {
  return Math.round(amount * 10 ** decimals) / 10 ** decimals
}
