import type { Priority } from "../../modules/support/rules/due-times"
import type { RedactionCounts } from "../../modules/support/rules/redact"
import type { TicketStatus } from "../../modules/support/rules/ticket-status"
import type { Category, Channel, LinkKind, Source } from "../../modules/support/rules/words"
import type { Activation, AuditEvent, License, Page, Rebinds } from "./types"

/** What `/admin/license-center/tickets` and `/saved-replies` send and take. Dates are ISO 8601 in UTC. */

export type { Category, Channel, LinkKind, Priority, RedactionCounts, Source, TicketStatus }

export const VIEWS = ["inbox", "mine", "unassigned", "waiting", "overdue", "held", "closed", "spam", "all"] as const
export type View = (typeof VIEWS)[number]

/** A user of the admin. */
export type Operator = { id: string; email: string; name: string | null }

export type DueState = {
  state: "done" | "missed" | "overdue" | "soon" | "later" | "none" | "paused"
  /** Business minutes: late by, or left. */
  minutes: number | null
}

export type Ticket = {
  id: string
  number: number
  subject: string
  category: Category
  status: TicketStatus
  priority: Priority
  source: Source
  email: string
  name: string | null
  locale: string | null
  license_id: string | null
  order_id: string | null
  product_id: string | null
  customer_id: string | null
  assignee_id: string | null
  assignee: Operator | null
  first_reply_due_at: string | null
  resolution_due_at: string | null
  first_replied_at: string | null
  waiting_since: string | null
  warned_at: string | null
  closed_at: string | null
  last_message_at: string
  hold_reason: string | null
  merged_into_id: string | null
  follow_up_of_id: string | null
  created_at: string
  unread: boolean
  /** Beginning of the last public message. */
  preview: string
  last_author: "customer" | "operator" | null
  first_reply: DueState
  resolution: DueState
}

export type TicketList = { tickets: Ticket[] } & Page

export type TicketCounts = {
  counts: Record<View, number> & { unread: number }
  /** Requests for a ticket that were refused in the last 7 days, by reason. */
  refused: Record<string, number>
}

export type TicketRef = { id: string; number: number; subject: string; status: TicketStatus }
export type EarlierTicket = TicketRef & { category: Category; created_at: string; last_message_at: string }

export type TicketAttachment = { id: string; filename: string; mime_type: string; size: number }

export type TicketMessage = {
  id: string
  kind: "public" | "note" | "system"
  author_type: "customer" | "operator" | "system"
  operator_id: string | null
  author: Operator | null
  participant_id: string | null
  /** Of a system message one of SYSTEM_MESSAGES. */
  body: string
  channel: Channel
  redactions: RedactionCounts | null
  merged_from_id: string | null
  created_at: string
  attachments: TicketAttachment[]
}

export type TicketParticipant = {
  id: string
  email: string
  name: string | null
  proven_at: string | null
  removed_at: string | null
}

export type TicketLink = {
  id: string
  participant_id: string
  email: string
  kind: LinkKind
  created_at: string
  expires_at: string | null
  last_used_at: string | null
  revoked_at: string | null
  state: "owed" | "valid" | "expired" | "revoked"
}

export type TicketThread = Ticket & {
  messages: TicketMessage[]
  /** How many more there are before these, which only the database has. */
  earlier_messages: number
  participants: TicketParticipant[]
  links: TicketLink[]
  merged_into: TicketRef | null
  merged_from: TicketRef[]
  follow_up_of: TicketRef | null
  followed_up_by: TicketRef[]
  earlier: EarlierTicket[]
  refused_files: { filename: string; reason: string }[]
}

export type TicketDevice = Pick<
  Activation,
  "id" | "name" | "platform" | "app_version" | "environment" | "activated_at" | "last_seen_at" | "deactivated_at"
>

export type TicketLicense = License & {
  /** Those that hold a seat first, at most 50. */
  activations: TicketDevice[]
  devices_left_out: number
  /** Of its details, once they are read. */
  rebinds?: Rebinds
}

export type TicketOrder = {
  id: string
  display_id: number
  created_at: string
  status: string
  payment_status: string
  total: number
  refunded: number
  currency_code: string
}

export type TicketContext = {
  customer: {
    id: string
    email: string
    first_name: string | null
    last_name: string | null
    has_account: boolean
    created_at: string
  } | null
  orders: TicketOrder[]
  licenses: TicketLicense[]
  claims: {
    license: { id: string; masked_key: string; email: string } | null
    order: { id: string; display_id: number; email: string } | null
    unknown_key: string | null
    order_number: string | null
  } | null
  refund: {
    order_id: string
    display_id: number
    paid: number
    refunded: number
    currency_code: string
    paid_at: string | null
    days_since_payment: number | null
    active_devices: number
    downloads: number
  } | null
}

export type TicketEvent = AuditEvent

export type PresentOperator = {
  operator_id: string
  /** null: their user is gone */
  email: string | null
  name: string | null
  state: "writing" | "reading"
  at: string
}

export type StatusAction = "resolve" | "close" | "reopen" | "open" | "waiting" | "spam" | "ham" | "release"
export type BulkAction = StatusAction | "assign"
export type BulkResult = { id: string; changed: boolean; error: string | null }
export type ReplyStatus = "waiting_customer" | "resolved" | "open"

/** Null takes a value away. */
export type TicketChanges = Partial<{
  subject: string
  category: Category
  priority: Priority
  assignee_id: string | null
  license_id: string | null
  order_id: string | null
  product_id: string | null
}>

export type NewTicket = {
  email: string
  subject: string
  message: string
  name?: string
  category?: Category
  priority?: Priority
  license_id?: string
  order_id?: string
  product_id?: string
}

export type SavedReply = {
  id: string
  title: string
  body: string
  category: Category | null
  created_at: string
  updated_at: string
  /** null: their user is gone */
  created_by: Operator | null
  updated_by: Operator | null
}

export type SavedReplyInput = { title: string; body: string; category: Category | null }
