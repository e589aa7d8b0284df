/** A small seeded generator (mulberry32): the same seed makes the same decisions, though not the same timing. */
export class Random {
  private state: number

  constructor(readonly seed: number) {
    this.state = seed >>> 0
  }

  /** At least 0, less than 1. */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0
    let t = this.state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }

  /** A whole number, both ends included. */
  int(min: number, max: number): number {
    return min + Math.floor(this.next() * (max - min + 1))
  }

  /** Up to `max`, small ones more often: most of what can break happens soon after a request. */
  soon(max: number): number {
    return Math.round(this.next() ** 2 * max)
  }

  chance(probability: number): boolean {
    return this.next() < probability
  }

  pick<T>(list: readonly T[]): T {
    return list[this.int(0, list.length - 1)]!
  }

  /** One of the names, as often as its weight says. */
  weighted<T extends string>(weights: Record<T, number>): T {
    const entries = Object.entries(weights) as [T, number][]
    let left = this.next() * entries.reduce((sum, [, weight]) => sum + weight, 0)
    for (const [name, weight] of entries) {
      left -= weight
      if (left < 0) {
        return name
      }
    }
    return entries[0]![0]
  }
}

/** From the environment, to repeat a run; else a new one. */
export function chooseSeed(given = process.env.CRASH_SEED): number {
  return given ? Number(given) >>> 0 : Math.floor(Math.random() * 4_294_967_296)
}
