import type { RenewalMailKind } from "./kinds"

/** A mail about terms of an order, as far as it tells what its reader knows. */
export type RenewalMail = {
  id: string
  kind: RenewalMailKind
  status: "pending" | "sending" | "sent" | "failed" | "canceled"
  term_ids: string[]
  /** Whether it left, or may have when its sender died. */
  left: boolean
  created_at: Date
}

/** The last that its reader heard of a term, or is about to hear; null: nothing. */
export function lastHeard(term_id: string, mails: RenewalMail[]): RenewalMail | null {
  const heard = mails.filter((mail) => mail.term_ids.includes(term_id) && (mail.left || mail.status === "sending"))
  return heard.sort((a, b) => b.created_at.getTime() - a.created_at.getTime())[0] ?? null
}
