import { createHash } from "node:crypto"
import { isIPv6 } from "node:net"
import Redis from "ioredis"
import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes, type RateLimiterAbstract } from "rate-limiter-flexible"
import type { ResolvedOptions } from "./options"

const MINUTE = 60
const HOUR = 60 * MINUTE

/** How many are let through in how many seconds. */
const LIMITS = {
  // The sold software. An app that validates at start and every few hours stays far below; a guesser does not.
  /** From one address, whatever it asks. An office behind one address has many devices. */
  address: { points: 1200, duration: MINUTE },
  /** Pieces of files, from one address: an updater that loads only what changed asks for hundreds of them. */
  file: { points: 6000, duration: MINUTE },
  /** With one key, from anywhere. */
  key: { points: 300, duration: MINUTE },
  /** From one address with keys that do not exist: each is a guess. */
  miss: { points: 30, duration: MINUTE },

  // Support.
  /** New tickets from one address of the network. */
  ticket_ip: { points: 20, duration: HOUR },
  /** New tickets in the name of one email address, which may be somebody else's: each mails it. */
  ticket_email: { points: 5, duration: HOUR },
  /** New tickets about one product, from anywhere. */
  ticket_product: { points: 200, duration: HOUR },
  /** New tickets, whoever opens them: each is a mail, and a mail server has an end. */
  ticket_total: { points: 1000, duration: HOUR },
  /** Customers' messages in one ticket, mails included. */
  ticket_message: { points: 60, duration: HOUR },
  /** Customers' files of one ticket. */
  ticket_upload: { points: 60, duration: HOUR },
  /** New private links for one address and number, or by one old link: each is a mail. */
  link_request: { points: 5, duration: HOUR },
  /** The same from one address of the network, whomever it names. */
  link_ip: { points: 60, duration: HOUR },
  /** Private links exchanged for a visit, from one address of the network: some are guesses. */
  exchange: { points: 60, duration: MINUTE },

  // The portal. How many links one address is mailed is counted with the links.
  /** "Send me my licenses" from one address of the network, whomever it names. */
  portal_ip: { points: 30, duration: HOUR },
  /** Keys shown to one account, or by one private link. */
  reveal: { points: 60, duration: HOUR },
  /** What is held of somebody, read or asked to be erased, by one account or one address. */
  personal_data: { points: 10, duration: HOUR },
  /** Reminders brought back for one address. Ending them is never refused, and does nothing a second time. */
  reminders: { points: 20, duration: HOUR },

  // Mail that comes in.
  /** Mails that came in from one sender; what is held is counted apart. */
  mail_sender: { points: 30, duration: HOUR },
  /** Posts of mail that their provider did not sign, from one address of the network. */
  inbound_miss: { points: 60, duration: MINUTE },

  // Withdrawals.
  /** Statements from one address of the network. */
  withdrawal_ip: { points: 20, duration: HOUR },
  /** Withdrawals made in the name of one email address, which may be somebody else's: mails of more leave later. */
  withdrawal_email: { points: 5, duration: HOUR },
} as const satisfies Record<string, { points: number; duration: number }>

export type Bucket = keyof typeof LIMITS

/** Those that count by who is connected: they are given the address, and count its network. */
const BY_NETWORK: ReadonlySet<Bucket> = new Set<Bucket>([
  "address",
  "file",
  "miss",
  "ticket_ip",
  "link_ip",
  "exchange",
  "portal_ip",
  "inbound_miss",
  "withdrawal_ip",
])

/** Seconds until the caller may ask again, or null when it may now. */
export type Limited = number | null

/**
 * Counts requests, in memory, or in Redis when the store has one so that its processes count together. While
 * Redis is away each process counts by itself: limits become wider, never an outage.
 */
export class RateLimit {
  private readonly limiters: Record<Bucket, RateLimiterAbstract>

  /** @param redisUrl null: in the memory of this process */
  constructor(redisUrl: string | null) {
    const redis = redisUrl ? new Redis(redisUrl, { enableOfflineQueue: false, maxRetriesPerRequest: 1 }) : null
    // Without a listener a lost connection would end the process. It reconnects by itself.
    redis?.on("error", () => undefined)
    const make = (bucket: Bucket): RateLimiterAbstract => {
      const common = { ...LIMITS[bucket], keyPrefix: `license-center:${bucket}` }
      const memory = new RateLimiterMemory(common)
      return redis ? new RateLimiterRedis({ ...common, storeClient: redis, insuranceLimiter: memory }) : memory
    }
    const buckets = Object.keys(LIMITS) as Bucket[]
    this.limiters = Object.fromEntries(buckets.map((bucket) => [bucket, make(bucket)])) as Record<
      Bucket,
      RateLimiterAbstract
    >
  }

  /** Counts one request. @param subject an address of the network, or what {@link subjectOfKey} gives */
  async count(bucket: Bucket, subject: string): Promise<Limited> {
    try {
      await this.limiters[bucket].consume(nameOf(bucket, subject))
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
    const state = await this.limiters[bucket].get(nameOf(bucket, subject))
    return state && state.remainingPoints <= 0 ? seconds(state) : null
  }
}

let shared: RateLimit | undefined

/** The limits of this process, shared by all that count; null when the store has turned them off. */
export function sharedLimits(options: Pick<ResolvedOptions, "rate_limit" | "redis_url">): RateLimit | null {
  return options.rate_limit === "on" ? (shared ??= new RateLimit(options.redis_url)) : null
}

/** A key, a token or an address as a counter's name: limits must not become a place where they can be read. */
export function subjectOfKey(key: string): string {
  return createHash("sha256").update(key).digest("base64url").slice(0, 22)
}

const nameOf = (bucket: Bucket, subject: string) => (BY_NETWORK.has(bucket) ? networkOf(subject) : subject)

/** What stands before an IPv4 address that is written in IPv6: by a dual-stack socket, or by a translator (RFC 6052). */
const IPV4_WITHIN = /^(?:0:0:0:0:0:ffff|64:ff9b:0:0:0:0):([0-9a-f]+):([0-9a-f]+)$/

/**
 * Whom an address of the network belongs to: an IPv4 address itself, and of IPv6 the /64, which is what one line or one
 * rented server has at least. What is no address stays as it is.
 */
export function networkOf(ip: string): string {
  if (!isIPv6(ip)) {
    return ip
  }
  // WHATWG URLs have one spelling for each, with an IPv4 address at the end in hexadecimal.
  const [head = "", tail = ""] = new URL(`http://[${ip.replace(/%.*$/, "")}]`).hostname.slice(1, -1).split("::")
  const [first, last] = [head, tail].map((groups) => groups.split(":").filter(Boolean)) as [string[], string[]]
  const groups = [...first, ...Array<string>(8 - first.length - last.length).fill("0"), ...last]
  const [, high, low] = IPV4_WITHIN.exec(groups.join(":")) ?? []
  if (high !== undefined && low !== undefined) {
    const [one, two] = [parseInt(high, 16), parseInt(low, 16)]
    return [one >> 8, one & 255, two >> 8, two & 255].join(".")
  }
  return `${groups.slice(0, 4).join(":")}::/64`
}

function seconds(state: RateLimiterRes): number {
  return Math.max(1, Math.ceil(state.msBeforeNext / 1000))
}
