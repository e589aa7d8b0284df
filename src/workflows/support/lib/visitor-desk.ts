import type { MedusaContainer } from "@medusajs/framework/types"
import { MedusaError } from "@medusajs/framework/utils"
import { sharedLimits, subjectOfKey } from "../../../lib/rate-limit"
import { SUPPORT_MODULE } from "../../../modules/support"
import { inspectFile, MAX_FILES, safeFilename, type Refusal } from "../../../modules/support/rules/attachment"
import { cleanBody } from "../../../modules/support/rules/intake"
import { redact, redactFilename, type RedactionCounts } from "../../../modules/support/rules/redact"
import type SupportModuleService from "../../../modules/support/service"
import type {
  StoredFile,
  TicketAttachmentDTO,
  Visitor,
  VisitorMessage,
  WrittenMessage,
} from "../../../modules/support/types"
import { addTicketAttachmentWorkflow } from "../workflows/add-attachment"
import { changeTicketWorkflow } from "../workflows/change-ticket"
import { discardTicketAttachmentWorkflow } from "../workflows/discard-attachment"
import { writeAsVisitorWorkflow } from "../workflows/write-as-visitor"
import { discardUnused } from "./discard-unused"
import { Fields, MAX_MESSAGE, type FieldError } from "./read-request"
import { storeFile } from "./store-file"
import { digest } from "./take-request"

const serviceOf = (container: MedusaContainer) => container.resolve<SupportModuleService>(SUPPORT_MODULE)

/** As they came, of whatever type. */
export type TypedMessage = {
  message: unknown
  /** Ids of uploads of this visit. */
  attachment_ids: unknown
  /** The form's own token: a message that is sent twice is one. */
  submission: unknown
  via: "link"
}

export type MessageWritten =
  | { ok: true; written: WrittenMessage; hidden: RedactionCounts }
  /** `wait`: seconds until more may be written, when that is the reason. */
  | { ok: false; errors: FieldError[]; wait: number | null }

/** Writes a customer's message into the ticket that the visit opened, or where that goes on. */
export async function writeAsVisitor(
  container: MedusaContainer,
  visitor: Visitor,
  typed: TypedMessage
): Promise<MessageWritten> {
  const fields = new Fields({ ...typed })
  const message = fields.text("message", { max: MAX_MESSAGE, cleaned: true, required: true })
  const body = message === null ? null : cleanBody(message)
  if (message !== null && body === null) {
    fields.refuse("message", "required", "must not be empty")
  }
  const token = fields.text("submission", { max: 200 })
  const submission = token && digest("visit", visitor.participant_id, token)
  // One that comes again has taken its files already.
  const before = submission && body && (await serviceOf(container).findWritten(submission, visitor.ticket_id))
  if (before) {
    return { ok: true, written: before, hidden: redact(body).counts }
  }
  const attachment_ids = await readAttachments(container, visitor, typed.attachment_ids, fields)
  if (fields.errors.length || body === null) {
    return { ok: false, errors: fields.errors, wait: null }
  }
  const wait = await countFor(container, "ticket_message", visitor)
  if (wait !== null) {
    fields.refuse("", "limited", "too many messages in this ticket: try again later")
    return { ok: false, errors: fields.errors, wait }
  }
  const { text, counts } = redact(body)
  const { result } = await writeAsVisitorWorkflow(container).run({
    input: {
      ticket_id: visitor.ticket_id,
      participant_id: visitor.participant_id,
      visit_id: visitor.visit_id,
      channel: typed.via,
      body: text,
      redactions: counts,
      attachment_ids,
      submission,
    },
  })
  return { ok: true, written: result, hidden: counts }
}

/** A message as its writer sees it again, wherever it went. */
export async function readWrittenMessage(container: MedusaContainer, message_id: string): Promise<VisitorMessage> {
  const support = serviceOf(container)
  const [message, attachments] = await Promise.all([
    support.retrieveSupportMessage(message_id),
    support.listSupportAttachments({ message_id }, { order: { created_at: "ASC", id: "ASC" } }),
  ])
  return {
    id: message.id,
    author: "customer",
    mine: true,
    name: null,
    body: message.body,
    created_at: message.created_at,
    hidden: message.redactions as RedactionCounts | null,
    attachments: attachments.map(({ id, filename, mime_type, size }) => ({ id, filename, mime_type, size })),
  }
}

async function readAttachments(
  container: MedusaContainer,
  visitor: Visitor,
  given: unknown,
  fields: Fields
): Promise<string[]> {
  const list = given ?? []
  if (!Array.isArray(list) || list.some((id) => typeof id !== "string" || id.includes("\0"))) {
    fields.refuse("attachments", "malformed", "must be a list of ids of uploaded files")
    return []
  }
  const ids = [...new Set(list as string[])]
  if (ids.length > MAX_FILES) {
    fields.refuse("attachments", "too_long", `must be at most ${MAX_FILES}`)
    return []
  }
  const own = ids.length ? await serviceOf(container).listWaitingAttachments(visitor.visit_id) : []
  if (!ids.every((id) => own.some((upload) => upload.id === id))) {
    fields.refuse("attachments", "unknown", "holds a file that is none of yours, or was sent already")
  }
  return ids
}

export type UploadRefusal = Refusal | "too_many" | "limited"

export type Uploaded =
  | { ok: true; attachment: TicketAttachmentDTO }
  /** `filename` as it may be shown. */
  | { ok: false; reason: UploadRefusal; filename: string }

/** With the name as it may be shown. */
export const refusedUpload = (reason: UploadRefusal, typed: string): Uploaded => ({
  ok: false,
  reason,
  filename: nameOf(typed),
})

const nameOf = (typed: string) => safeFilename(redactFilename(typed).text)

/** Counts a file that begins to come in. @returns seconds until the ticket takes another; null when it does now */
export const admitUpload = (container: MedusaContainer, visitor: Visitor): Promise<number | null> =>
  countFor(container, "ticket_upload", visitor)

/** Keeps a file that was counted for the visit's next message. What it may be is decided by its content. */
export async function uploadAsVisitor(
  container: MedusaContainer,
  visitor: Visitor,
  { filename: typed, content }: { filename: string; content: Buffer }
): Promise<Uploaded> {
  const filename = nameOf(typed)
  const verdict = inspectFile(filename, content)
  if (!verdict.ok) {
    return refusedUpload(verdict.reason, typed)
  }
  if ((await serviceOf(container).listWaitingAttachments(visitor.visit_id)).length >= MAX_FILES) {
    return refusedUpload("too_many", typed)
  }
  const stored = await storeFile(container, { filename, mime_type: verdict.mime_type, content })
  const id = await keep(container, visitor, stored)
  if (id === null) {
    return refusedUpload("too_many", typed)
  }
  const attachment = (await serviceOf(container).retrieveSupportAttachment(id)) as unknown as TicketAttachmentDTO
  return { ok: true, attachment }
}

/** @returns null when other uploads of the visit came in between */
async function keep(
  container: MedusaContainer,
  { ticket_id, visit_id }: Visitor,
  file: StoredFile
): Promise<string | null> {
  try {
    const { result } = await addTicketAttachmentWorkflow(container).run({
      input: { ticket_id, by: { visit_id }, file },
    })
    return result
  } catch (error) {
    await discardUnused(container, [file])
    if (MedusaError.isMedusaError(error) && error.type === MedusaError.Types.NOT_ALLOWED) {
      return null
    }
    throw error
  }
}

/** Takes an upload back that was not sent yet. @returns false when it is none of this visit's */
export async function discardUpload(
  container: MedusaContainer,
  { visit_id }: Visitor,
  attachment_id: string
): Promise<boolean> {
  try {
    await discardTicketAttachmentWorkflow(container).run({ input: { attachment_id, by: { visit_id } } })
    return true
  } catch (error) {
    if (MedusaError.isMedusaError(error) && error.type === MedusaError.Types.NOT_FOUND) {
      return false
    }
    throw error
  }
}

/** Closes the ticket for its customer, in whatever state it is. */
export async function closeAsVisitor(container: MedusaContainer, visitor: Visitor): Promise<void> {
  await changeTicketWorkflow(container).run({
    input: {
      ticket_id: visitor.ticket_id,
      happening: "closed_by_customer",
      actor: { type: "customer", id: visitor.participant_id },
    },
  })
}

async function countFor(
  container: MedusaContainer,
  bucket: "ticket_message" | "ticket_upload",
  visitor: Visitor
): Promise<number | null> {
  const limits = sharedLimits(serviceOf(container).options)
  return limits && limits.count(bucket, subjectOfKey(visitor.ticket_id))
}
