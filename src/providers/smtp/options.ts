import { MedusaError } from "@medusajs/framework/utils"

export type SmtpOptions = {
  /** Channels it serves; `["email"]`. Read by Medusa. */
  channels?: string[]
  /** The mail server: `smtp://user:password@host:587`, or `smtps://…:465` for TLS from the first byte. */
  url: string
  /** The sender, `Name <address>` or an address. */
  from: string
  /** Where answers go, when not to the sender. */
  reply_to?: string
  /** How long the server may stay silent, in milliseconds. Default 20,000; at most 30,000. */
  timeout_ms?: number
}

export const DEFAULT_TIMEOUT_MS = 20_000
/** Connecting and each answer may take this long. */
const MAX_TIMEOUT_MS = 30_000
/**
 * How long one mail may take in all. A server that answers a little at a time never stays silent, and a notice is
 * claimed for two minutes: after that another sender takes it up.
 */
export const DEADLINE_MS = 90_000

/** The address within `Name <address>`; null when there is none. */
export function addressOf(text: string): string | null {
  const address = (/<([^<>]*)>\s*$/.exec(text)?.[1] ?? text).trim()
  return /^[^\s@<>",]+@[^\s@<>",]+$/.test(address) ? address : null
}

/**
 * Checks the options and says in one sentence what to write instead. The URL may hold a password and is never quoted.
 *
 * @throws MedusaError invalid_data
 */
export function assertSmtpOptions(options: Partial<SmtpOptions>): asserts options is SmtpOptions {
  const problem = problemOf(options)
  if (problem) {
    throw new MedusaError(MedusaError.Types.INVALID_DATA, `License Center SMTP provider: ${problem}`)
  }
}

function problemOf({ url, from, reply_to, timeout_ms }: Partial<SmtpOptions>): string | null {
  if (!url) {
    return "option `url` is missing. Give it a mail server, such as smtp://user:password@mail.example.com:587."
  }
  if (!isSmtpUrl(url)) {
    return "option `url` must look like smtp://user:password@host:587 or smtps://user:password@host:465; percent-encode special characters in the password."
  }
  if (!from) {
    return "option `from` is missing. Give it the sender, such as Nimbus <licenses@example.com>."
  }
  if (/[\r\n]/.test(from) || !addressOf(from)) {
    return "option `from` must be an address or Name <address>."
  }
  if (reply_to && (/[\r\n]/.test(reply_to) || !addressOf(reply_to))) {
    return "option `reply_to` must be an address or Name <address>."
  }
  if (timeout_ms !== undefined && !(timeout_ms > 0 && timeout_ms <= MAX_TIMEOUT_MS)) {
    return `option \`timeout_ms\` must be between 1 and ${MAX_TIMEOUT_MS}.`
  }
  return null
}

function isSmtpUrl(text: string): boolean {
  try {
    const { protocol, hostname } = new URL(text)
    return (protocol === "smtp:" || protocol === "smtps:") && hostname !== ""
  } catch {
    return false
  }
}
