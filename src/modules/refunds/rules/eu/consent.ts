import type { Waiver } from "../facts"

/**
 * What a kept consent is worth. Without the confirmation on a durable medium nothing is given up (directive 2011/83/EU,
 * article 16, point m, (iii), with article 8, paragraph 7): until it has left, it has no time that it counts from.
 */
export function waiverFact(kept: { given_at: Date; confirmed_at: Date | null } | null): Waiver | null {
  return kept && { consented: true, acknowledged: true, recorded_at: kept.confirmed_at ? kept.given_at : null }
}
