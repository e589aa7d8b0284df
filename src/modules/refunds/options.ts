import { z } from "@medusajs/framework/zod"
import { DEFAULT_REFUND_OPTIONS, type RefundOptions } from "./rules/options"
import { RULES } from "./rules/verdicts"

/**
 * What a store owner may set under `refunds` in the plugin's options, or through the environment:
 *
 * - `window_days`, 14: `LICENSE_CENTER_REFUND_WINDOW_DAYS`
 * - `off`, none: `LICENSE_CENTER_REFUND_RULES_OFF`, names with commas between them
 * - `used_activations`, 1: `LICENSE_CENTER_REFUND_USED_ACTIVATIONS`
 * - `used_downloads`, 1: `LICENSE_CENTER_REFUND_USED_DOWNLOADS`
 * - `review_after_refunds`, 3: `LICENSE_CENTER_REFUND_REVIEW_AFTER`; `never` (null in the file) switches it off
 */
export type RefundSettings = Partial<RefundOptions>

/** Ten years. Longer is a typing mistake. */
const LONGEST_WINDOW = 3650
const LARGE = 1_000_000

const schema = z
  .object({
    window_days: z.number().int().min(0).max(LONGEST_WINDOW),
    off: z.array(z.enum(RULES)),
    used_activations: z.number().int().min(1).max(LARGE),
    used_downloads: z.number().int().min(1).max(LARGE),
    review_after_refunds: z.number().int().min(1).max(LARGE).nullable(),
  })
  .strict()

/**
 * Joins options and environment, checks them, and fails with one line that says what to do.
 *
 * @throws Error when one is malformed
 */
export function resolveRefunds(
  raw: RefundSettings = {},
  env: Record<string, string | undefined> = process.env
): RefundOptions {
  const parsed = schema.safeParse({ ...DEFAULT_REFUND_OPTIONS, ...fromEnvironment(env), ...given(raw) })
  if (!parsed.success) {
    const problems = parsed.error.issues.map(({ path, message }) => [...path, message].join(": "))
    throw new Error(`License Center: refunds: ${problems.join("; ")}`)
  }
  return parsed.data
}

/** An option that is written down as undefined is not given. */
const given = (raw: object) => Object.fromEntries(Object.entries(raw).filter(([, value]) => value !== undefined))

function fromEnvironment(env: Record<string, string | undefined>): Record<string, unknown> {
  const never = env.LICENSE_CENTER_REFUND_REVIEW_AFTER === "never"
  return given({
    window_days: figure(env.LICENSE_CENTER_REFUND_WINDOW_DAYS),
    off: names(env.LICENSE_CENTER_REFUND_RULES_OFF),
    used_activations: figure(env.LICENSE_CENTER_REFUND_USED_ACTIVATIONS),
    used_downloads: figure(env.LICENSE_CENTER_REFUND_USED_DOWNLOADS),
    review_after_refunds: never ? null : figure(env.LICENSE_CENTER_REFUND_REVIEW_AFTER),
  })
}

const figure = (text: string | undefined) => (text ? Number(text) : undefined)

const names = (text: string | undefined) =>
  text
    ?.split(",")
    .map((name) => name.trim())
    .filter(Boolean)
