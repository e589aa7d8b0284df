import { createHash } from "node:crypto"
import Redis from "ioredis"
import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes, type RateLimiterAbstract } from "rate-limiter-flexible"

/** Requests a minute. An app that validates at start and every few hours stays far below; a guesser does not. */
const PER_MINUTE = {
  /** From one address, whatever it asks. An office behind one address has many devices. */
  address: 1200,
  /** Pieces of files, from one address: an updater that loads only what changed asks for hundreds of them. */
  file: 6000,
  /** With one key, from anywhere. */
  key: 300,
  /** From one address with keys that do not exist: each is a guess. */
  miss: 30,
} as const

export type Bucket = keyof typeof PER_MINUTE

/** Seconds until the caller may ask again, or null when it may now. */
export type Limited = number | null

/**
 * Counts requests a minute, in memory, or in Redis when the store has one so that its processes count together. While
 * Redis is away each process counts by itself: limits become wider, never an outage.
 */
export class RateLimit {
  private readonly limiters: Record<Bucket, RateLimiterAbstract>

  /** @param redisUrl null: in the memory of this process */
  constructor(redisUrl: string | null) {
    const redis = redisUrl ? new Redis(redisUrl, { enableOfflineQueue: false, maxRetriesPerRequest: 1 }) : null
    // Without a listener a lost connection would end the process. It reconnects by itself.
    redis?.on("error", () => undefined)
    const make = (bucket: Bucket) => {
      const common = { points: PER_MINUTE[bucket], duration: 60, keyPrefix: `license-center:${bucket}` }
      const memory = new RateLimiterMemory(common)
      return redis ? new RateLimiterRedis({ ...common, storeClient: redis, insuranceLimiter: memory }) : memory
    }
    this.limiters = { address: make("address"), file: make("file"), key: make("key"), miss: make("miss") }
  }

  /** Counts one request. */
  async count(bucket: Bucket, subject: string): Promise<Limited> {
    try {
      await this.limiters[bucket].consume(subject)
      return null
    } catch (refused) {
      if (refused instanceof RateLimiterRes) {
        return seconds(refused)
      }
      throw refused
    }
  }

  /** Whether the bucket is full already, without counting. */
  async full(bucket: Bucket, subject: string): Promise<Limited> {
    const state = await this.limiters[bucket].get(subject)
    return state && state.remainingPoints <= 0 ? seconds(state) : null
  }
}

/** A key as a counter's name: limits must not become a place where keys can be read. */
export function subjectOfKey(key: string): string {
  return createHash("sha256").update(key).digest("base64url").slice(0, 22)
}

function seconds(state: RateLimiterRes): number {
  return Math.max(1, Math.ceil(state.msBeforeNext / 1000))
}
