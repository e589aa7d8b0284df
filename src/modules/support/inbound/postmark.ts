import type { InboundMail } from "../rules/inbound-mail"
import { readAddresses } from "../rules/mail-address"
import {
  fromHeaders,
  hasBasicAuth,
  idOfContent,
  isAligned,
  isAmong,
  readSender,
  sendersOf,
  valuesOf,
  type InboundError,
  type InboundRequest,
  type MailHeaders,
} from "./request"

export type PostmarkSettings = {
  /** Of the webhook's URL, `https://user:password@shop.example/…`. */
  user: string
  password: string
  /** Addresses and subnets that Postmark posts from; without it any may. */
  allowed_ips?: string[]
}

type Json = Record<string, unknown>

/**
 * Reads a mail that Postmark posts as JSON.
 *
 * - Postmark signs nothing. It recommends basic authentication in the webhook's URL, and a list of its addresses:
 *   https://postmarkapp.com/developer/webhooks/webhooks-overview ("Protecting your webhook"), whose addresses are at
 *   https://postmarkapp.com/support/article/800-ips-for-firewalls
 * - Shape: https://postmarkapp.com/developer/webhooks/inbound-webhook. `MessageID` is Postmark's own; the sender's is
 *   among `Headers`, as are the results of SpamAssassin (`X-Spam-Status`, `X-Spam-Tests`) and `Received-SPF`:
 *   https://postmarkapp.com/developer/user-guide/inbound/parse-an-email
 * - `DKIM_VALID_AU` is SpamAssassin's name for a signature of the author's own domain:
 *   https://spamassassin.apache.org/full/3.2.x/doc/Mail_SpamAssassin_Plugin_DKIM.txt
 */
export function readPostmark(request: InboundRequest, settings: PostmarkSettings): InboundMail | InboundError {
  const authorised = hasBasicAuth(request, settings.user, settings.password)
  const known = !settings.allowed_ips || isAmong(request.ip, settings.allowed_ips)
  if (!authorised || !known) {
    return { error: "bad_signature" }
  }
  const body = parse(request.raw_body)
  const sender = object(body?.FromFull)
  const address = text(sender?.Email) || text(body?.From)
  if (!body || !address) {
    return { error: "malformed" }
  }
  const headers: MailHeaders = list(body.Headers).map((header) => [text(header.Name), text(header.Value)])
  const { message_id, ...rest } = fromHeaders(headers)
  // The header knows of a second sender, of which `FromFull` has nothing.
  const from = readSender(sendersOf(headers) ?? address)
  const mail = {
    provider: "postmark" as const,
    from: from.address ? { address: from.address, name: text(sender?.Name) || text(body.FromName) || null } : from,
    to: recipients(body),
    subject: text(body.Subject),
    text: text(body.TextBody),
    html: text(body.HtmlBody) || null,
    ...rest,
    attachments: list(body.Attachments).map((file) => ({
      filename: text(file.Name),
      content: Buffer.from(text(file.Content), "base64"),
      mime_type: text(file.ContentType) || "application/octet-stream",
    })),
    ...checks(headers, from.address),
  }
  return { ...mail, message_id: message_id ?? (text(body.MessageID) || idOfContent(mail, text(body.Date))) }
}

/**
 * A sender can write these headers too. Postmark adds its own, so a forged one is a second one: all of them must agree.
 */
function checks(headers: MailHeaders, sender: string): Pick<InboundMail, "spf_pass" | "dkim_pass" | "spam"> {
  const spf = valuesOf(headers, "received-spf")
  const tests = valuesOf(headers, "x-spam-tests").map((value) => value.toUpperCase().split(/[\s,]+/))
  return {
    spf_pass: spf.length ? spf.every((value) => /^pass\b/i.test(value) && isAligned(envelopeOf(value), sender)) : null,
    dkim_pass: tests.length ? sender !== "" && tests.every((names) => names.includes("DKIM_VALID_AU")) : null,
    spam: valuesOf(headers, "x-spam-status").some((value) => /^yes\b/i.test(value.trim())),
  }
}

function envelopeOf(received_spf: string): string | null {
  return /\benvelope-from="?<?([^\s;">]{1,320})/i.exec(received_spf)?.[1] ?? null
}

function recipients(body: Json): string[] {
  const named = ["ToFull", "CcFull", "BccFull"].flatMap((field) => list(body[field]).map(({ Email }) => text(Email)))
  return [...new Set([text(body.OriginalRecipient), ...named, ...readAddresses(text(body.To)).map((to) => to.address)])]
    .filter(Boolean)
    .slice(0, 100)
}

function parse(raw: Buffer): Json | null {
  try {
    return object(JSON.parse(raw.toString("utf8")))
  } catch {
    return null
  }
}

function object(value: unknown): Json | null {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Json) : null
}

function list(value: unknown): Json[] {
  return Array.isArray(value) ? value.map(object).filter((entry) => entry !== null) : []
}

function text(value: unknown): string {
  return typeof value === "string" ? value : ""
}
