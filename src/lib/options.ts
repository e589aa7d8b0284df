import { z } from "@medusajs/framework/zod"
import { decodeSecret } from "./secret"

/**
 * What a store owner may set, in `plugins[].options` of medusa-config or through the environment.
 * Every option has an environment twin so that secrets can stay out of the file.
 */
export type LicenseCenterOptions = {
  /** 32 random bytes as base64. Required in production. Env `LICENSE_CENTER_SECRET`. */
  secret?: string
  /** The secret before this one, while rotating. Env `LICENSE_CENTER_PREVIOUS_SECRET`. */
  previous_secret?: string
  /** Public URL of the store's server, the `iss` of every lease. Env `LICENSE_CENTER_STORE_URL`. */
  store_url?: string
  /** Name that mails are signed with. Env `LICENSE_CENTER_STORE_NAME`. */
  store_name?: string
  /** Address that mails name for help. Env `LICENSE_CENTER_SUPPORT_EMAIL`. */
  support_email?: string
  /** Page that the sold software may show its user when a license is refused. Env `LICENSE_CENTER_HELP_URL`. */
  help_url?: string
  /**
   * Page of the storefront that goes on with a cart, with `{cart_id}` where the cart's id belongs: where the hosted pages
   * and mails lead who renews or upgrades. Env `LICENSE_CENTER_CHECKOUT_URL`.
   */
  checkout_url?: string
  /** `off` when a gateway limits already, or for load tests. Env `LICENSE_CENTER_RATE_LIMIT`. Default `on`. */
  rate_limit?: "on" | "off"
  /**
   * Redis in which the processes of a store count rate limits together; without it each counts by itself. Env
   * `REDIS_URL`, which Medusa's own Redis modules are usually given as well.
   */
  redis_url?: string
}

export type ResolvedOptions = {
  secret: Buffer
  previous_secret: Buffer | null
  /** True when no secret was given and the well-known development one stands in. Never in production. */
  development_secret: boolean
  store_url: string
  store_name: string
  support_email: string | null
  help_url: string | null
  checkout_url: string | null
  rate_limit: "on" | "off"
  redis_url: string | null
}

/** Known to everyone who reads this file, so that a development store starts without set-up. Refused in production. */
const DEVELOPMENT_SECRET = Buffer.alloc(32, "license-center development only").toString("base64")

const HOW_TO_MAKE_ONE = `Make one with: node -e "console.log(require('crypto').randomBytes(32).toString('base64'))"`

const schema = z.object({
  store_url: z.url({ protocol: /^https?$/, error: "store_url must be an http(s) URL" }),
  store_name: z.string().min(1).max(120),
  support_email: z.email({ error: "support_email must be an email address" }).nullable(),
  help_url: z.url({ error: "help_url must be a URL" }).nullable(),
  checkout_url: z
    .url({ protocol: /^https?$/, error: "checkout_url must be an http(s) URL" })
    .includes("{cart_id}", { error: "checkout_url must contain {cart_id}" })
    .nullable(),
  rate_limit: z.enum(["on", "off"], { error: "rate_limit must be on or off" }),
  // Whatever ioredis takes: an address, a socket's path.
  redis_url: z.string({ error: "redis_url must be the address of a Redis" }).nullable(),
})

/**
 * Joins options and environment, checks them, and fails with one line that says what to do.
 *
 * @param raw the options of the plugin entry; missing ones come from `env`
 * @throws Error when the secret is missing in production, too short, or another option is malformed
 */
export function resolveOptions(
  raw: LicenseCenterOptions = {},
  env: Record<string, string | undefined> = process.env
): ResolvedOptions {
  const given = raw.secret || env.LICENSE_CENTER_SECRET
  if (!given && env.NODE_ENV === "production") {
    throw new Error(`License Center: LICENSE_CENTER_SECRET is missing. ${HOW_TO_MAKE_ONE}`)
  }
  const previous = raw.previous_secret || env.LICENSE_CENTER_PREVIOUS_SECRET
  const rest = schema.safeParse({
    store_url: (
      raw.store_url ||
      env.LICENSE_CENTER_STORE_URL ||
      env.MEDUSA_BACKEND_URL ||
      "http://localhost:9000"
    ).replace(/\/+$/, ""),
    store_name: raw.store_name || env.LICENSE_CENTER_STORE_NAME || "Our store",
    support_email: raw.support_email || env.LICENSE_CENTER_SUPPORT_EMAIL || null,
    help_url: raw.help_url || env.LICENSE_CENTER_HELP_URL || null,
    checkout_url: raw.checkout_url || env.LICENSE_CENTER_CHECKOUT_URL || null,
    rate_limit: raw.rate_limit || env.LICENSE_CENTER_RATE_LIMIT || "on",
    redis_url: raw.redis_url || env.REDIS_URL || null,
  })
  if (!rest.success) {
    throw new Error(`License Center: ${rest.error.issues.map((issue) => issue.message).join("; ")}`)
  }
  return {
    ...rest.data,
    secret: checked("LICENSE_CENTER_SECRET", given ?? DEVELOPMENT_SECRET),
    previous_secret: previous ? checked("LICENSE_CENTER_PREVIOUS_SECRET", previous) : null,
    development_secret: !given,
  }
}

function checked(name: string, text: string): Buffer {
  const secret = decodeSecret(text)
  if (!secret) {
    throw new Error(`License Center: ${name} must be 32 random bytes as base64. ${HOW_TO_MAKE_ONE}`)
  }
  return secret
}
