/** What `/admin/license-center/waivers` and `/withdrawals` send. */
export type OrderWaiver = {
  id: string
  begin: string
  lose: string
  version: string
  locale: string
  given_at: string
  confirmed_at: string | null
}

export type Withdrawal = {
  id: string
  order_id: string | null
  order_number: string
  name: string
  email: string
  statement: string
  made_at: string
  acknowledged_at: string | null
  ticket_id: string | null
  status: "made" | "accepted" | "refused"
  decision_reason: string | null
  law: { applies: boolean; in_time: boolean; waiver: "none" | "unconfirmed" | "confirmed" } | null
}

/** What the law asks, most telling first: a right that is there needs a refund. */
export type LawVerdict = "elsewhere" | "late" | "waived" | "good"

export function lawVerdict({ applies, in_time, waiver }: NonNullable<Withdrawal["law"]>): LawVerdict {
  if (!applies) {
    return "elsewhere"
  }
  return in_time ? (waiver === "confirmed" ? "waived" : "good") : "late"
}
