import { z } from "@medusajs/framework/zod"
import { MAX_FILES } from "../../../../modules/support/rules/attachment"
import { PRIORITIES } from "../../../../modules/support/rules/due-times"
import type { Happening } from "../../../../modules/support/rules/ticket-status"
import { STATUSES } from "../../../../modules/support/rules/ticket-status"
import { CATEGORIES } from "../../../../modules/support/rules/words"
import { TICKET_COLUMNS, VIEWS } from "../../../../modules/support/types"
import { MAX_MESSAGE, MAX_SUBJECT } from "../../../../workflows/support/lib/read-request"
import { listParams } from "../validators"

const id = z.string().min(1).max(100)
const email = z.string().trim().min(3).max(254)
const message = z.string().max(MAX_MESSAGE)

/** Once or several times: `?status=new&status=open`. */
const several = <Word extends string>(words: readonly [Word, ...Word[]]) =>
  z.union([z.enum(words).transform((word) => [word]), z.array(z.enum(words)).max(words.length)]).optional()

export const ListTickets = listParams(TICKET_COLUMNS).extend({
  view: z.enum(VIEWS).optional(),
  status: several(STATUSES),
  category: several(CATEGORIES),
  priority: several(PRIORITIES),
  /** An id, `me`, or `none`. */
  assignee_id: id.optional(),
  order_id: id.optional(),
  customer_id: id.optional(),
  license_id: id.optional(),
  product_id: id.optional(),
  email: email.optional(),
})
export type ListTickets = z.infer<typeof ListTickets>

/** The same in a body, which no log and no proxy writes down. */
export const SearchTickets = ListTickets.omit({ fields: true }).strict()

/** Of {@link ListTickets}: what may stand in an access log. */
export const HARMLESS = Object.keys(ListTickets.shape).filter((name) => name !== "q" && name !== "email")

export const OpenTicket = z
  .object({
    email,
    subject: z.string().max(MAX_SUBJECT),
    message,
    name: z.string().max(100).nullish(),
    category: z.enum(CATEGORIES).default("other"),
    priority: z.enum(PRIORITIES).default("normal"),
    license_id: id.nullish(),
    order_id: id.nullish(),
    product_id: id.nullish(),
    locale: z
      .string()
      .regex(/^[a-z]{2,3}(-[a-z0-9]{2,8}){0,3}$/i, "must be a language tag, like de or pt-BR")
      .nullish(),
    submission: z.string().min(8).max(100).nullish(),
  })
  .strict()
export type OpenTicket = z.infer<typeof OpenTicket>

export const UpdateTicket = z
  .object({
    subject: z.string().max(MAX_SUBJECT),
    category: z.enum(CATEGORIES),
    priority: z.enum(PRIORITIES),
    assignee_id: id.nullable(),
    license_id: id.nullable(),
    order_id: id.nullable(),
    product_id: id.nullable(),
  })
  .partial()
  .strict()
export type UpdateTicket = z.infer<typeof UpdateTicket>

/** What an operator may do, and what it is to the rule of statuses. */
export const ACTIONS = {
  resolve: "resolved",
  close: "closed_by_operator",
  reopen: "reopened",
  open: "set_open",
  waiting: "set_waiting",
  spam: "marked_spam",
  ham: "marked_ham",
  release: "released",
} as const satisfies Record<string, Happening>
export type Action = keyof typeof ACTIONS
const ACTION_NAMES = Object.keys(ACTIONS) as [Action, ...Action[]]

const reason = z.string().trim().max(500).nullish()

export const ChangeStatus = z.object({ action: z.enum(ACTION_NAMES), reason }).strict()
export type ChangeStatus = z.infer<typeof ChangeStatus>

/** In one request; each costs a transaction, one after the other. */
const MAX_BULK = 100

export const Bulk = z
  .object({
    ids: z.array(id).min(1).max(MAX_BULK),
    action: z.enum([...ACTION_NAMES, "assign"]),
    assignee_id: id.nullable().optional(),
    reason,
  })
  .strict()
  .refine(({ action, assignee_id }) => (action === "assign") === (assignee_id !== undefined), {
    path: ["assignee_id"],
    message: "belongs to the action assign, and to no other",
  })
export type Bulk = z.infer<typeof Bulk>

const attachments = z.array(id).max(MAX_FILES).default([])
const submission = z.string().min(8).max(100).nullish()

export const Reply = z
  .object({ message, attachments, status: z.enum(["waiting_customer", "resolved", "open"]).optional(), submission })
  .strict()
export type Reply = z.infer<typeof Reply>

export const Note = z.object({ message, attachments, submission }).strict()
export type Note = z.infer<typeof Note>

export const Merge = z.object({ into_id: id, reason }).strict()
export type Merge = z.infer<typeof Merge>

export const Presence = z.object({ writing: z.boolean().default(false), seen_message_id: id.nullish() }).strict()
export type Presence = z.infer<typeof Presence>

export const MintLink = z.object({ participant_id: id }).strict()
export type MintLink = z.infer<typeof MintLink>

export const AddParticipant = z.object({ email }).strict()
export type AddParticipant = z.infer<typeof AddParticipant>

export const RevokeLinks = z.object({ link_id: id.nullish(), reason }).strict()
export type RevokeLinks = z.infer<typeof RevokeLinks>

export const UploadAttachment = z.object({ filename: z.string().min(1).max(400) }).strict()
export type UploadAttachment = z.infer<typeof UploadAttachment>

/** Always the latest first, and not searched. */
export const ListTicketEvents = listParams(["created_at"]).omit({ q: true, order: true }).strict()
export type ListTicketEvents = z.infer<typeof ListTicketEvents>
