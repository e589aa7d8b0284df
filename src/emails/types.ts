import type { KeyOccasion } from "../modules/notices/rules/purposes"
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

/** What a buyer agreed to at the checkout, in the words that were shown. */
export type MailWaiver = { begin: string; lose: string; version: string; given_at: Date | string }

export type NoticeMailProps = {
  store: MailSettings
  /** As the customer knows it, without `#`; null when the licenses came without an order. */
  order_number: string | null
  licenses: MailLicense[]
  /** For a mail with keys: why it comes. `first` when left out. */
  occasion?: KeyOccasion
  /** Confirmed by this mail, for whoever may need it later (directive 2011/83/EU, article 8, paragraph 7). */
  waiver?: MailWaiver | null
}

/** A unit that money was asked back for, and what paying it back has left of its license. */
export type RefundItem = {
  title: string
  masked_key: string | null
  kind: "initial" | "renewal" | "upgrade"
  /** Null when there is none to tell of: nothing was paid back, or no license was made. */
  license: Pick<MailLicense, "plan" | "activation_kind" | "seats" | "expires_at" | "updates_until"> | null
  /** Whether the license cannot be used any more. */
  ended: boolean
  /** Devices that lost their seats with an upgrade. */
  freed: number
}

export type RefundMailProps = Pick<NoticeMailProps, "store" | "order_number"> & {
  /** `voided`: nothing was taken, and nothing will be. */
  decision: "paid" | "voided" | "declined"
  /** In the currency's usual unit; null when nothing is paid. */
  amount: { value: number; currency_code: string } | null
  /** What the decision is about; empty = the whole order. */
  items: RefundItem[]
  /** Why it was declined, in an operator's words; null otherwise. */
  reason: string | null
}

export type RenderedMail = { subject: string; html: string; text: string }

/** What every mail about a ticket says. Nothing of it was typed by the customer. */
export type TicketProps = {
  store: MailSettings
  number: number
  /** Opens the ticket. Its token is in clear and lives only as long as the mail is being written. */
  url: string
  /** When the link ends at the latest. */
  expires_at: Date | string
  /** Whether an answer to the mail reaches the ticket. */
  takes_answers: boolean
}

export type TicketReplyProps = TicketProps & {
  /**
   * The ticket's. Null when somebody else may have typed it: to an address that has not been proven, unless the store
   * opened the ticket.
   */
  subject: string | null
  /** Whether the store wrote first, and this is the first that its reader hears of it. */
  first: boolean
  /** The operator's text, with its line breaks. */
  body: string
  /** Files that came with it, to be fetched through the link. */
  filenames: string[]
}

export type WithdrawalProps = {
  store: MailSettings
  made_at: Date | string
  /** The store's own, in which the moment is told once more. */
  time_zone: string
  /** Null when what was typed is no number. */
  order_number: string | null
  /** As it was confirmed; null for an address that is not the order's, to which nothing is repeated. */
  statement: string | null
}

/** A mail that brings a private link of the portal. */
export type PortalLinkProps = Pick<TicketProps, "store" | "url" | "expires_at">

export type PortalMailProps = {
  portal_link: PortalLinkProps
}

export type TicketMailProps = {
  ticket_opened: TicketProps
  ticket_reply: TicketReplyProps
  ticket_closing: TicketProps & { closes_at: Date | string }
  ticket_link: TicketProps
  ticket_added: TicketProps
}

/** A license in a reminder, masked. */
export type ReminderLicense = MailLicense & {
  /** What ends: the license, or only its updates. */
  ends: Date | string
  ended: boolean
  updates_only: boolean
  /** When the software stops without a renewal, its grace included; null when it has, or what one has goes on. */
  stops_at: Date | string | null
  /** What one more term costs, as it is written, e.g. `€49.00`; null when it is not known. */
  price: string | null
}

export type ReminderMailProps = {
  store: MailSettings
  licenses: ReminderLicense[]
  /** Shows these licenses and makes a cart that renews them. Its token lives only as long as the mail is being written. */
  renew_url: string
  /** When that link ends. */
  renew_until: Date | string
  unsubscribe_url: string
}

/** What every mail about a device that asks for a seat says. */
export type RebindProps = {
  store: MailSettings
  product: string
  masked_key: string
  /** What the device calls itself, short and harmless; null when it has no name. */
  device: string | null
}

export type RebindMailProps = {
  rebind_confirm: RebindProps & {
    /** Opens the request. Its token is in clear and lives only as long as the mail is being written. */
    url: string
    /** When the link ends. */
    expires_at: Date | string
  }
  rebind_decision: RebindProps & {
    approved: boolean
    /** An operator's words to the owner. */
    reason: string | null
  }
}

export type UpgradeMailProps = {
  store: MailSettings
  /** Of the upgrade's order. */
  order_number: string | null
  /** As it is now, masked. */
  license: Omit<MailLicense, "key">
  /** The name of the plan that it had. */
  from_plan: string
}
