import { MedusaError } from "@medusajs/framework/utils"

/**
 * What a notification's `content.headers` may hold beside subject, html and text. Medusa hands `content` to the
 * provider and stores nothing of it, which is why they are here: a Message-ID or a Reply-To may carry a tag by which
 * answers are recognized. Providers that do not know the field send the mail without them.
 */
export type MailHeaders = {
  /** In angle brackets; the same for every attempt. */
  message_id?: string
  /** One address; goes before the provider's own `reply_to`. */
  reply_to?: string
  /** The Message-ID of the mail that this one follows. */
  in_reply_to?: string
  /** Message-IDs of the conversation, oldest first. */
  references?: string[]
  /** False for what a person wrote: RFC 3834 marks only what a machine did. True when left out. */
  auto_submitted?: boolean
  /** An https address at which one POST ends such mails (RFC 8058); for mails that somebody can want no more of. */
  list_unsubscribe?: string
}

// As RFC 5322 writes them, without its comments and quotes: nothing here can begin another header.
const MESSAGE_ID = /^<[^\s<>@]+@[^\s<>@]+>$/
const HTTP_ADDRESS = /^https?:\/\/[^\s<>"]+$/
const ADDRESS = /^[^\s@<>",;:]+@[^\s@<>",;:]+$/
/** RFC 5322 §2.1.1: a line has at most 998 characters, and neither can be folded. */
const LONGEST = 900

/**
 * @param template of the mail, for the error's text
 * @throws MedusaError invalid_data when one is not what it has to be; says which, and never its value
 */
export function readHeaders(content: object, template: string | null | undefined): MailHeaders {
  const headers: unknown = (content as { headers?: unknown }).headers ?? {}
  const { message_id, reply_to, in_reply_to, references, auto_submitted, list_unsubscribe } = headers as Record<
    string,
    unknown
  >
  const wrong = [
    !isOptional(message_id, MESSAGE_ID) && "message_id",
    !isOptional(reply_to, ADDRESS) && "reply_to",
    !isOptional(in_reply_to, MESSAGE_ID) && "in_reply_to",
    !isOptional(list_unsubscribe, HTTP_ADDRESS) && "list_unsubscribe",
    !(references === undefined || (Array.isArray(references) && references.every((id) => is(id, MESSAGE_ID)))) &&
      "references",
    !(auto_submitted === undefined || typeof auto_submitted === "boolean") && "auto_submitted",
  ].filter(Boolean)
  if (wrong.length) {
    throw new MedusaError(
      MedusaError.Types.INVALID_DATA,
      `The mail "${template}" has no valid header: ${wrong.join(", ")}.`
    )
  }
  return headers as MailHeaders
}

function isOptional(value: unknown, form: RegExp): boolean {
  return value === undefined || is(value, form)
}

function is(value: unknown, form: RegExp): boolean {
  return typeof value === "string" && value.length <= LONGEST && form.test(value)
}

/** The headers that Nodemailer has no field for. */
export function extraHeaders({ auto_submitted, list_unsubscribe }: MailHeaders): Record<string, string> {
  return {
    // RFC 3834: asks vacation responders and list robots not to answer.
    ...(auto_submitted !== false && { "Auto-Submitted": "auto-generated" }),
    // RFC 8058: the second says that a POST alone unsubscribes, for the button of mail programs.
    ...(list_unsubscribe && {
      "List-Unsubscribe": `<${list_unsubscribe}>`,
      "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }),
  }
}
