import type { Vault } from "../../../../lib/secret"

/** What links in reminders carry, sealed: no row is kept of them, and nobody can make one. */
const UNSUBSCRIBE = "lcu_"
const RENEW = "lcr_"
const DAY_MS = 86_400_000
const RENEW_DAYS = 60

/** Within whatever a mail program, or who pasted it, put around it. */
const TOKEN = /(lc[ru]_)([0-9a-f]{8}\.[A-Za-z0-9_-]{20,2000})/

export type RenewLink = { notice_id: string; email: string; expires_at: Date }

export class ReminderLinks {
  constructor(private readonly vault: Vault) {}

  /** Ends and resumes the reminders of an address, and does nothing else. It never expires: a mail is kept for long. */
  unsubscribe(email: string): string {
    return this.seal(UNSUBSCRIBE, { email })
  }

  /** @returns the address; null for what is no token of ours */
  readUnsubscribe(text: string): string | null {
    const opened = this.open(UNSUBSCRIBE, text)
    return typeof opened?.email === "string" ? opened.email : null
  }

  /** Shows the licenses of one mail, and makes a cart that renews them. */
  renew(notice_id: string, email: string, now: Date): { token: string; expires_at: Date } {
    const expires_at = now.getTime() + RENEW_DAYS * DAY_MS
    return { token: this.seal(RENEW, { notice_id, email, expires_at }), expires_at: new Date(expires_at) }
  }

  /** Also one that has expired; see {@link RenewLink.expires_at}. */
  readRenew(text: string): RenewLink | null {
    const { notice_id, email, expires_at } = this.open(RENEW, text) ?? {}
    return typeof notice_id === "string" && typeof email === "string" && typeof expires_at === "number"
      ? { notice_id, email, expires_at: new Date(expires_at) }
      : null
  }

  private seal(prefix: string, content: object): string {
    return prefix + this.vault.encrypt(JSON.stringify(content), `reminder-link:${prefix}`)
  }

  private open(prefix: string, text: string): Record<string, unknown> | null {
    const [, kind, sealed] = TOKEN.exec(text) ?? []
    if (kind !== prefix || !sealed) {
      return null
    }
    try {
      return JSON.parse(this.vault.decrypt(sealed, `reminder-link:${prefix}`)) as Record<string, unknown>
    } catch {
      return null
    }
  }
}
