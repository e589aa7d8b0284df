import { z } from "@medusajs/framework/zod"
import { DEFAULT_WAITING_DAYS, type WaitingDays } from "./rules/clock"
import { readHours, type BusinessHours } from "./rules/business-hours"
import { DEFAULT_TARGETS, PRIORITIES, type Targets } from "./rules/due-times"
import { addressKey } from "./rules/mail-address"
import { MAILBOX_LOCAL_MAX } from "./rules/mail-tags"
import type { MailgunSettings } from "./inbound/mailgun"
import type { PostmarkSettings } from "./inbound/postmark"
import type { SendgridSettings } from "./inbound/sendgrid"

/** What a store owner may set under `support` in the plugin's options, or through the environment. */
export type SupportOptions = {
  /**
   * When the store answers: `{ time_zone: "Europe/Berlin", days: { 1: [["09:00", "17:00"]] }, holidays: ["2026-12-25"] }`.
   * Due times count these hours. Env `LICENSE_CENTER_SUPPORT_HOURS`, as JSON. Default: Monday to Friday, 9 to 17, UTC.
   */
  hours?: unknown
  /**
   * Business minutes until a first reply and a resolution, by priority: `{ high: { first_reply: 60, resolution: 480 } }`.
   * Env `LICENSE_CENTER_SUPPORT_TARGETS`, as JSON.
   */
  targets?: Partial<Targets>
  /** Days of waiting for a customer until the warning (5) and the end (7). Env `LICENSE_CENTER_SUPPORT_WAITING`, as JSON. */
  waiting_days?: Partial<WaitingDays>
  /** For how many days a reply opens a closed ticket again; 14. Env `LICENSE_CENTER_SUPPORT_REOPEN_DAYS`. */
  reopen_days?: number
  /** What the provider of inbound mail receives, e.g. `help@inbound.example.com`. Env `LICENSE_CENTER_INBOUND_ADDRESS`. */
  inbound_address?: string
  /** Who may post inbound mail, one or several. Env `LICENSE_CENTER_INBOUND_POSTMARK` …, as JSON. */
  postmark?: PostmarkSettings
  mailgun?: MailgunSettings
  sendgrid?: SendgridSettings
}

export type ResolvedSupport = {
  hours: BusinessHours
  targets: Targets
  waiting_days: WaitingDays
  reopen_days: number
  inbound_address: string | null
  postmark: PostmarkSettings | null
  mailgun: MailgunSettings | null
  sendgrid: SendgridSettings | null
}

/** A year of business hours. Longer is a typing mistake. */
const LONGEST_TARGET = 365 * 24 * 60
const minutes = z.number().positive().max(LONGEST_TARGET)
const days = z.number().positive().max(365)

const targets = z.partialRecord(z.enum(PRIORITIES), z.object({ first_reply: minutes, resolution: minutes }).strict())
const waiting = z.object({ warn: days, close: days }).partial().strict()
const postmark = z
  .object({ user: z.string().min(1), password: z.string().min(1), allowed_ips: z.array(z.string()).optional() })
  .strict()
const mailgun = z.object({ signing_key: z.string().min(1), max_age_minutes: z.number().positive().optional() }).strict()
const sendgrid = z
  .object({
    public_key: z.string().min(1).optional(),
    user: z.string().min(1).optional(),
    password: z.string().min(1).optional(),
    spam_score: z.number().optional(),
  })
  .strict()
  .refine(
    ({ public_key, user, password }) => public_key || (user && password),
    "needs public_key, or user and password"
  )

/**
 * Joins options and environment, checks them, and fails with one line that says what to do.
 *
 * @throws Error when one is malformed; its value is not in the message, for some are secrets
 */
export function resolveSupport(
  raw: SupportOptions = {},
  env: Record<string, string | undefined> = process.env
): ResolvedSupport {
  const hours = readHours(raw.hours ?? json("LICENSE_CENTER_SUPPORT_HOURS", env))
  if ("error" in hours) {
    throw new Error(`License Center: support.hours: ${hours.error}`)
  }
  const given = read("support.targets", targets, raw.targets ?? json("LICENSE_CENTER_SUPPORT_TARGETS", env) ?? {})
  const waiting_days = {
    ...DEFAULT_WAITING_DAYS,
    ...read("support.waiting_days", waiting, raw.waiting_days ?? json("LICENSE_CENTER_SUPPORT_WAITING", env) ?? {}),
  }
  if (waiting_days.warn >= waiting_days.close) {
    throw new Error("License Center: support.waiting_days: warn must be less than close")
  }
  const reopen = raw.reopen_days ?? env.LICENSE_CENTER_SUPPORT_REOPEN_DAYS
  return {
    hours,
    targets: { ...DEFAULT_TARGETS, ...given },
    waiting_days,
    reopen_days: read("support.reopen_days", days, Number(reopen || 14)),
    inbound_address: mailbox(raw.inbound_address || env.LICENSE_CENTER_INBOUND_ADDRESS),
    postmark: optional("support.postmark", postmark, raw.postmark ?? json("LICENSE_CENTER_INBOUND_POSTMARK", env)),
    mailgun: optional("support.mailgun", mailgun, raw.mailgun ?? json("LICENSE_CENTER_INBOUND_MAILGUN", env)),
    sendgrid: optional("support.sendgrid", sendgrid, raw.sendgrid ?? json("LICENSE_CENTER_INBOUND_SENDGRID", env)),
  }
}

function mailbox(address: string | undefined): string | null {
  if (!address) {
    return null
  }
  if (!addressKey(address) || Buffer.byteLength(address.slice(0, address.lastIndexOf("@"))) > MAILBOX_LOCAL_MAX) {
    throw new Error(
      `License Center: support.inbound_address must be an address with at most ${MAILBOX_LOCAL_MAX} characters before its @`
    )
  }
  return address
}

function optional<T>(name: string, schema: z.ZodType<T>, value: unknown): T | null {
  return value === undefined || value === null ? null : read(name, schema, value)
}

function read<T>(name: string, schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value)
  if (!parsed.success) {
    const problems = parsed.error.issues.map(({ path, message }) => [...path, message].join(": "))
    throw new Error(`License Center: ${name}: ${problems.join("; ")}`)
  }
  return parsed.data
}

function json(name: string, env: Record<string, string | undefined>): unknown {
  const text = env[name]
  if (!text) {
    return undefined
  }
  try {
    return JSON.parse(text)
  } catch {
    throw new Error(`License Center: ${name} must be JSON`)
  }
}
