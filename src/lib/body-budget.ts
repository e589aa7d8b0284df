/** What one request holds of a {@link BodyBudget}. */
export type Held = {
  /** @returns false when there is no room for them; then none of them counts */
  add: (bytes: number) => boolean
  /** Takes back some that were dropped. */
  giveBack: (bytes: number) => void
  /** Takes back all of it; doing so twice is fine. */
  release: () => void
}

/**
 * How many bytes of bodies this process has in memory at once, as far as they are counted here: in all, and of one
 * holder. Who begins many requests and finishes none fills their own share, and not the server.
 */
export class BodyBudget {
  private held = 0
  private readonly shares = new Map<string, number>()

  constructor(private readonly most: { total: number; share: number }) {}

  open(holder: string): Held {
    let mine = 0
    const giveBack = (bytes: number) => {
      mine -= bytes
      this.held -= bytes
      const share = (this.shares.get(holder) ?? 0) - bytes
      if (share > 0) {
        this.shares.set(holder, share)
      } else {
        this.shares.delete(holder)
      }
    }
    return {
      add: (bytes) => {
        const share = (this.shares.get(holder) ?? 0) + bytes
        if (this.held + bytes > this.most.total || share > this.most.share) {
          return false
        }
        mine += bytes
        this.held += bytes
        this.shares.set(holder, share)
        return true
      },
      giveBack: (bytes) => giveBack(Math.min(bytes, mine)),
      release: () => giveBack(mine),
    }
  }
}

/** How many requests may be at something at once: in all, and of one holder. */
export class Slots {
  private readonly taken = new Map<string, number>()
  private count = 0

  constructor(private readonly most: { total: number; each: number }) {}

  /** @returns what leaves the slot again, once; null when there is none */
  enter(holder: string): (() => void) | null {
    const mine = this.taken.get(holder) ?? 0
    if (this.count >= this.most.total || mine >= this.most.each) {
      return null
    }
    this.count++
    this.taken.set(holder, mine + 1)
    let isLeft = false
    return () => {
      if (isLeft) {
        return
      }
      isLeft = true
      this.count--
      const rest = this.taken.get(holder)! - 1
      if (rest) {
        this.taken.set(holder, rest)
      } else {
        this.taken.delete(holder)
      }
    }
  }
}

const MB = 1024 * 1024
/** A message with all the files that it may have, and somewhat more. */
const ONE_MESSAGE = 56 * MB

/**
 * Bodies that are files and forms, each kind with room of its own: what strangers send keeps no customer from anything,
 * and what customers send no operator.
 */
export const BODIES = {
  /** By the ticket that a visit opened. */
  visitors: new BodyBudget({ total: 128 * MB, share: ONE_MESSAGE }),
  /** By the operator. */
  operators: new BodyBudget({ total: 128 * MB, share: ONE_MESSAGE }),
  /** Forms of who has no visit, by their network. */
  strangers: new BodyBudget({ total: 16 * MB, share: 3 * MB }),
}

/** Seconds after which whoever found no room tries again. */
export const BUSY_RETRY = 30
