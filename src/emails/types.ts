import type { MailSettings } from "../modules/notices/types"

/** What a mail says about one license. `key` is in clear and lives only as long as the mail is being written. */
export type MailLicense = {
  id: string
  key: string
  masked_key: string
  product: { id: string; handle: string; title: string }
  plan: { id: string; code: string; name: string }
  /** What a seat is: `device` (assumed), `site` or `floating`. */
  activation_kind?: string
  /** `keep_running`: versions one has go on after the end. */
  on_expiry?: string
  /** null: unlimited. */
  seats: number | null
  /** null: never. */
  expires_at: Date | string | null
  /** null: as long as the license is valid. */
  updates_until: Date | string | null
  /** Why it was revoked, as a code; what an operator wrote is never mailed. */
  status_reason: string | null
}

export type NoticeMailProps = {
  store: MailSettings
  /** As the customer knows it, without `#`; null when the licenses came without an order. */
  order_number: string | null
  licenses: MailLicense[]
  /** For a mail with keys: why it comes. `first` when left out. */
  occasion?: "first" | "resent" | "reinstated"
}

export type RenderedMail = { subject: string; html: string; text: string }
