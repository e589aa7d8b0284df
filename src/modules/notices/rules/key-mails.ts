/** A mail with keys, as far as it tells who has which key. */
export type KeyMail = {
  id: string
  purpose_key: string
  status: "pending" | "sending" | "sent" | "failed" | "canceled"
  /** What it is about; once it is sent, what it named. */
  license_ids: string[]
  /** Whose keys left with it, or may have when its sender died. */
  mailed_license_ids: string[] | null
  sent_at: Date | null
}

/**
 * - `wait`: a mail that may carry the key is under way; what it carried is known once its sender has reported
 * - `never`: the key has not left the house
 * - `mailed`: the key left
 */
export type KeyKnown = "wait" | "never" | "mailed"

/**
 * - `wait`: as above
 * - `coming`: a mail that still waits will bring the key
 * - `mailed`: a mail that left after the moment in question has brought it
 * - `missing`: none has and none will
 */
export type KeyComing = "wait" | "coming" | "mailed" | "missing"

/** Reads the key mails of an order: who knows a key, and who is still to get one. */
export class KeyMails {
  private readonly purposes = new Set<string>()
  private readonly flying = new Set<string>()
  private readonly waiting = new Set<string>()
  private readonly mailed = new Set<string>()
  private readonly lastSent = new Map<string, number>()

  /** @param except the mail that asks, which is not to wait for itself */
  constructor(mails: KeyMail[], except?: string) {
    for (const mail of mails) {
      this.purposes.add(mail.purpose_key)
      if (mail.id !== except) {
        this.read(mail)
      }
    }
  }

  /** Whether there is a mail for this purpose, whatever became of it. */
  has(purpose_key: string): boolean {
    return this.purposes.has(purpose_key)
  }

  known(license_id: string): KeyKnown {
    return this.flying.has(license_id) ? "wait" : this.mailed.has(license_id) ? "mailed" : "never"
  }

  comingSince(license_id: string, since: Date): KeyComing {
    if (this.flying.has(license_id)) {
      return "wait"
    }
    if (this.waiting.has(license_id)) {
      return "coming"
    }
    return (this.lastSent.get(license_id) ?? -1) >= since.getTime() ? "mailed" : "missing"
  }

  private read({ status, license_ids, mailed_license_ids, sent_at }: KeyMail): void {
    // A failed mail waits too: for an operator, who sends it again.
    const about = status === "sending" ? this.flying : status === "pending" || status === "failed" ? this.waiting : null
    license_ids.forEach((id) => about?.add(id))
    // A process of an earlier version wrote only what its mail was about.
    for (const id of mailed_license_ids ?? (status === "sent" ? license_ids : [])) {
      this.mailed.add(id)
      if (sent_at) {
        this.lastSent.set(id, Math.max(this.lastSent.get(id) ?? 0, sent_at.getTime()))
      }
    }
  }
}
