import { randomUUID } from "node:crypto"
import type { MedusaContainer } from "@medusajs/framework/types"
import request from "supertest"
import { formOf } from "../../../src/modules/support/inbound/__fixtures__/form"
import { mailgunPost, postmarkPost, sendgridPost } from "../../../src/modules/support/inbound/__fixtures__/posts"
import { SUPPORT_MODULE } from "../../../src/modules/support"
import type SupportModuleService from "../../../src/modules/support/service"
import type { LinkMail, TicketThread } from "../../../src/modules/support/types"
import { openTicketWorkflow } from "../../../src/workflows/support/workflows/open-ticket"
import { writeAsOperatorWorkflow } from "../../../src/workflows/support/workflows/write-as-operator"
import { MAILBOX } from "./settings"

export const OPERATOR = { type: "operator" as const, id: "user_operator" }

export type Post = { provider: string; headers: Record<string, string>; body: Buffer }

/** What a customer writes back, or what somebody makes of it. */
export type Answer = {
  from: string
  to?: string
  in_reply_to?: string | null
  references?: string | null
  message_id?: string
  subject?: string
  text?: string
  files?: { filename: string; content: Buffer }[]
  /** Further headers. */
  headers?: [string, string][]
  /** What the provider's checks say; a pass for the sender's domain without it. */
  checks?: { spf?: string; dkim?: boolean; spam?: boolean }
}

let customers = 0
/** A new address each time: mails stay, whatever else a test leaves is gone. */
export const aCustomer = () => `inbound-${++customers}@example.com`
export const aMessageId = () => `<${randomUUID()}@mail.example.com>`

export class Correspondence {
  constructor(
    private readonly url: string,
    private readonly container: MedusaContainer
  ) {}

  get support(): SupportModuleService {
    return this.container.resolve<SupportModuleService>(SUPPORT_MODULE)
  }

  /** A ticket that an operator has answered, and the mail with the answer. */
  async anAnswered(email = aCustomer()): Promise<{ ticket_id: string; email: string; mail: LinkMail }> {
    const { result } = await openTicketWorkflow(this.container).run({
      input: { source: "hosted", email, subject: "It does not start", body: "Help, please.", category: "activation" },
    })
    const mail = await this.reply(result.id)
    return { ticket_id: result.id, email, mail }
  }

  /** An operator's reply. @returns its mail */
  async reply(ticket_id: string): Promise<LinkMail> {
    const { result } = await writeAsOperatorWorkflow(this.container).run({
      input: { ticket_id, kind: "public", body: "Which version is it?", actor: OPERATOR },
    })
    const [link] = await this.support.listSupportLinks({ message_id: result.message_id, kind: "reply" })
    return (await this.support.readLinkMail(link!.id, new Date()))!
  }

  thread(ticket_id: string): Promise<TicketThread> {
    return this.support.readThread(ticket_id, OPERATOR.id, new Date())
  }

  /** The words of customers in a ticket, oldest first. */
  async said(ticket_id: string): Promise<string[]> {
    const { messages } = await this.thread(ticket_id)
    return messages.filter(({ author_type }) => author_type === "customer").map(({ body }) => body)
  }

  /** The held tickets of an address. */
  async held(email: string): Promise<TicketThread[]> {
    const tickets = await this.support.listSupportTickets({ email, status: "held" }, { order: { number: "ASC" } })
    return Promise.all(tickets.map(({ id }) => this.thread(id)))
  }

  /** What is remembered of mails, oldest first. */
  records() {
    return this.support.listSupportInbounds({}, { order: { created_at: "ASC" } })
  }

  send({ provider, headers, body }: Post): request.Test {
    return (
      request(this.url)
        .post(`/hooks/license-center/inbound/${provider}`)
        .set(headers)
        // Without it the client makes JSON of the bytes.
        .serialize((bytes) => bytes)
        .send(body)
    )
  }
}

/** As Postmark posts it. */
export function byPostmark(answer: Answer, authorization?: string): Post {
  const to = answer.to ?? MAILBOX
  const { spf = "Pass", dkim = true, spam = false } = answer.checks ?? {}
  const { headers, raw_body } = postmarkPost({
    authorization,
    headers: headersOf(answer, to),
    more: [
      ["X-Spam-Status", spam ? "Yes" : "No"],
      ["X-Spam-Tests", dkim ? "DKIM_VALID_AU" : "DKIM_INVALID"],
      ["Received-SPF", `${spf} (checked) envelope-from=${answer.from}`],
      ...(answer.headers ?? []),
    ],
    body: {
      From: answer.from,
      FromFull: { Email: answer.from, Name: "Jane Doe", MailboxHash: "" },
      FromName: "Jane Doe",
      To: to,
      ToFull: [{ Email: to, Name: "", MailboxHash: "" }],
      Cc: "",
      CcFull: [],
      OriginalRecipient: to,
      Subject: answer.subject ?? "Re: It does not start",
      TextBody: answer.text ?? "Thank you.",
      HtmlBody: "",
      Attachments: (answer.files ?? []).map(({ filename, content }) => ({
        Name: filename,
        Content: content.toString("base64"),
        ContentType: "application/octet-stream",
        ContentLength: content.length,
      })),
    },
  })
  return { provider: "postmark", headers: headers as Record<string, string>, body: raw_body }
}

export function byMailgun(answer: Answer, changes: { key?: string; timestamp?: string; token?: string } = {}): Post {
  const to = answer.to ?? MAILBOX
  const { fields, files } = mailgunPost({
    timestamp: now(),
    ...changes,
    headers: headersOf(answer, to),
    fields: {
      recipient: to,
      sender: answer.from,
      from: `Jane Doe <${answer.from}>`,
      subject: answer.subject ?? "Re: It does not start",
      "body-plain": answer.text ?? "Thank you.",
      "body-html": "",
    },
  })
  const { content_type, body } = formOf(fields!, answer.files ? files! : [])
  return { provider: "mailgun", headers: { "content-type": content_type }, body }
}

export function bySendgrid(
  answer: Answer,
  changes: { key?: "ours" | "theirs"; fields?: Record<string, string> } = {}
): Post {
  const to = answer.to ?? MAILBOX
  const { headers, raw_body } = sendgridPost({
    timestamp: now(),
    key: changes.key,
    headers: headersOf(answer, to),
    fields: {
      to,
      cc: "",
      from: `Jane Doe <${answer.from}>`,
      envelope: JSON.stringify({ to: [to], from: answer.from }),
      subject: answer.subject ?? "Re: It does not start",
      text: answer.text ?? "Thank you.",
      html: "",
      ...changes.fields,
    },
  })
  return { provider: "sendgrid", headers: headers as Record<string, string>, body: raw_body }
}

function headersOf(answer: Answer, to: string): Record<string, string | null> {
  return {
    "Return-Path": `<${answer.from}>`,
    "Message-ID": answer.message_id ?? aMessageId(),
    "In-Reply-To": answer.in_reply_to ?? null,
    References: answer.references ?? null,
    Subject: answer.subject ?? "Re: It does not start",
    From: `Jane Doe <${answer.from}>`,
    To: to,
    Cc: null,
  }
}

const now = () => String(Math.floor(Date.now() / 1000))
