import type { InferTypeOf } from "@medusajs/framework/types"
import type { Actor } from "../../lib/actor"
import type {
  SupportAttachment,
  SupportEvent,
  SupportMessage,
  SupportParticipant,
  SupportSavedReply,
  SupportTicket,
} from "./models"
import type { DueState, Priority } from "./rules/due-times"
import type { RedactionCounts } from "./rules/redact"
import type { Happening, TicketStatus } from "./rules/ticket-status"
import type { Category, Channel, LinkKind, Source, SystemMessage } from "./rules/words"

export type { Actor, Category, Channel, Happening, LinkKind, Priority, RedactionCounts, Source, TicketStatus }

export type TicketDTO = InferTypeOf<typeof SupportTicket>
export type TicketMessageDTO = InferTypeOf<typeof SupportMessage>
export type TicketParticipantDTO = InferTypeOf<typeof SupportParticipant>
export type TicketAttachmentDTO = InferTypeOf<typeof SupportAttachment>
export type TicketEventDTO = InferTypeOf<typeof SupportEvent>
export type SavedReplyDTO = InferTypeOf<typeof SupportSavedReply>

export type SavedReplyFields = { title?: string; body?: string; category?: Category | null }

/** What a sender named that is not of the sender's address, or does not exist. Ids and masked spellings only. */
export type UnprovenClaims = {
  /** The license that a key belongs to, sold to another address. */
  license_id?: string
  /** Its last group, when there is no such license. */
  unknown_key?: string
  order_id?: string
  order_number?: string
}

export type OpenTicketInput = {
  source: Source
  email: string
  name?: string | null
  /** May be empty: then it is called after its first line. */
  subject: string
  body: string
  category: Category
  priority?: Priority
  locale?: string | null
  license_id?: string | null
  order_id?: string | null
  product_id?: string | null
  customer_id?: string | null
  unproven_claims?: UnprovenClaims | null
  /** What was hidden in subject and body before this. */
  redactions?: RedactionCounts | null
  /** Of the form or mail: the same one makes one ticket, however often it comes. */
  submission?: string | null
  /** Files that were uploaded by {@link StoredFile}. */
  files?: StoredFile[]
  /** Why an operator has to look first: the ticket is `held`, and nobody is mailed. */
  hold_reason?: string | null
  follow_up_of_id?: string | null
  /** Who wrote the first message: an operator who opens a ticket for a customer; the customer otherwise. */
  actor?: Actor
  channel?: Channel
}

export type OpenedTicket = {
  id: string
  number: number
  message_id: string
  /** False when the submission made its ticket before. */
  created: boolean
}

/** Who may attach a file to a message, or take it back. */
export type Uploader = { visit_id: string } | { operator_id: string }

/** A file that was inspected and put into the File module. */
export type StoredFile = { filename: string; mime_type: string; size: number; sha256: string; file_id: string }

export type VisitorMessageInput = {
  ticket_id: string
  participant_id: string
  body: string
  channel: "link" | "email"
  redactions?: RedactionCounts | null
  submission?: string | null
  /** Uploads of this visit that the message takes. */
  visit_id?: string | null
  attachment_ids?: string[]
  /** Files of a mail. */
  files?: StoredFile[]
}

export type WrittenMessage = {
  message_id: string
  /** Where it went: the ticket, what that was merged into, or a new one that follows a ticket closed long ago. */
  ticket_id: string
  number: number
  follow_up: boolean
  created: boolean
}

export type OperatorMessageInput = {
  ticket_id: string
  kind: "public" | "note"
  body: string
  actor: Actor
  redactions?: RedactionCounts | null
  attachment_ids?: string[]
  /** What becomes of the ticket with a public reply; `waiting_customer` without it. */
  status?: "waiting_customer" | "resolved" | "open"
  /** The form's own token: a reply that is sent twice is one. */
  submission?: string | null
}

/** What was decided elsewhere, and mailed by itself: no mail follows from it. */
export type DecisionInput = {
  ticket_id: string
  /** What happened, in one word that pages have a sentence for; null when none fits. */
  word: SystemMessage | null
  /** What the customer reads. Redacted. */
  body: string
  /** Who decided. */
  actor: Actor
  /** Names the decision: one that is told twice is told once. */
  submission: string
}

/** Null takes a value away. */
export type TicketChanges = {
  subject?: string
  category?: Category
  priority?: Priority
  assignee_id?: string | null
  license_id?: string | null
  order_id?: string | null
  product_id?: string | null
}

/** What somebody may decide of a ticket; the other happenings come with a message or a merge. */
export type Decision = Exclude<
  Happening,
  "customer_replied" | "operator_replied" | "note_added" | "merged" | "auto_closed"
>

export type ChangedTicket = { changed: boolean; status: TicketStatus }

/** What a visit may do and where it stands. */
export type Visitor = {
  visit_id: string
  link_id: string
  ticket_id: string
  participant_id: string
  email: string
  locale: string | null
  expires_at: Date
}

export type ExchangedLink =
  | { ok: true; session: string; expires_at: Date; visitor: Visitor }
  /** `expired` and `revoked` are told to whoever holds a token that was once right; everything else is `unknown`. */
  | { ok: false; reason: "unknown" | "expired" | "revoked" }

/** A thread as its customer may see it: no notes, no address of others, no operator's id. */
export type VisitorTicket = {
  id: string
  number: number
  subject: string
  status: "new" | "open" | "waiting_customer" | "resolved" | "closed"
  category: Category
  created_at: Date
  /** Until when a reply opens it again; null while it is open. */
  reopens_until: Date | null
  /** The number of the ticket that it was merged into or followed by, or that it follows. */
  follow_up_of: number | null
  /** The latest ones, oldest first. */
  messages: VisitorMessage[]
  /** How many came before these. */
  earlier_messages: number
}

export type VisitorMessage = {
  id: string
  author: "customer" | "store" | "system"
  /** Whether whoever visits wrote it: others may take part, too. */
  mine: boolean
  /** Of another person who takes part, when it is known. */
  name: string | null
  /** The text; of a system message one of SYSTEM_MESSAGES. */
  body: string
  created_at: Date
  /** What was hidden in it; null when nothing was. */
  hidden: RedactionCounts | null
  attachments: VisitorAttachment[]
}

export type VisitorAttachment = { id: string; filename: string; mime_type: string; size: number }

/** Everything that a mail about a ticket says, and the link's token in clear, for as long as it is being written. */
export type LinkMail = {
  link_id: string
  kind: LinkKind
  to: string
  participant_id: string
  locale: string | null
  token: string
  ticket: { id: string; number: number; subject: string; status: TicketStatus }
  /** Of a reply. */
  message: { id: string; body: string; created_at: Date; attachments: VisitorAttachment[] } | null
  /** When the ticket closes by itself, for the notice before it. */
  closes_at: Date | null
  expires_at: Date
  /** Whether the store wrote first: then the subject is the store's, and nobody has asked for anything yet. */
  opened_by_store: boolean
  /** Whether the address has been proven: nothing of what was typed goes to one that has not. */
  proven: boolean
  /** For `In-Reply-To` and `References`, oldest first; filled when the ticket has mails before this one. */
  message_ids: string[]
  message_id: string
  /** Null when the store takes no mail in. */
  reply_to: string | null
}

export const VIEWS = ["inbox", "mine", "unassigned", "waiting", "overdue", "held", "closed", "spam", "all"] as const
/** `inbox`: new and open. */
export type View = (typeof VIEWS)[number]

export type TicketFilters = {
  view?: View
  /** Number, beginning of an address, words of subject or messages. */
  q?: string
  status?: TicketStatus[]
  category?: Category[]
  priority?: Priority[]
  /** `none` for the ones that nobody has. */
  assignee_id?: string
  order_id?: string
  customer_id?: string
  license_id?: string
  product_id?: string
  email?: string
}

export type TicketListItem = TicketDTO & {
  unread: boolean
  /** Beginning of the last public message. */
  preview: string
  last_author: "customer" | "operator" | null
  first_reply: DueState
  resolution: DueState
}

export type TicketPage = { limit: number; offset: number; order: { by: TicketColumn; desc: boolean } }
export const TICKET_COLUMNS = [
  "last_message_at",
  "created_at",
  "number",
  "resolution_due_at",
  "first_reply_due_at",
] as const
export type TicketColumn = (typeof TICKET_COLUMNS)[number]

export type TicketCounts = Record<View, number> & {
  /** Of the inbox: with a customer's message that this operator has not seen. */
  unread: number
}

export type TicketThread = TicketListItem & {
  /** The latest ones, oldest first. */
  messages: (TicketMessageDTO & { attachments: TicketAttachmentDTO[] })[]
  /** How many came before these. */
  earlier_messages: number
  participants: TicketParticipantDTO[]
  links: TicketLink[]
  merged_into: TicketRef | null
  merged_from: TicketRef[]
  follow_up_of: TicketRef | null
  followed_up_by: TicketRef[]
  /** Other tickets of the address, latest first, at most ten. */
  earlier: (TicketRef & { category: Category; created_at: Date; last_message_at: Date })[]
  refused_files: { filename: string; reason: string }[]
}

export type TicketRef = { id: string; number: number; subject: string; status: TicketStatus }

/** Without its token, which nobody can see again. */
export type TicketLink = {
  id: string
  participant_id: string
  email: string
  kind: LinkKind
  created_at: Date
  expires_at: Date | null
  last_used_at: Date | null
  revoked_at: Date | null
  state: "owed" | "valid" | "expired" | "revoked"
}

export type Presence = { operator_id: string; state: "writing" | "reading"; at: Date }
