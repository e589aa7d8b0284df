import { createHmac, generateKeyPairSync, sign } from "node:crypto"
import type { InboundRequest } from "../request"

/** What the providers post for one mail, in the shapes that their documentation shows. */

export const NOW = new Date("2026-11-24T12:00:00Z")
export const secondsAgo = (seconds: number) => String(Math.floor(NOW.getTime() / 1000) - seconds)

export const basic = (user: string, password: string) =>
  `Basic ${Buffer.from(`${user}:${password}`).toString("base64")}`

export const FILE = Buffer.from("\x89PNG\r\n\x1a\n a screenshot", "latin1")

type Header = [string, string]
export const HEADERS: Header[] = [
  ["Return-Path", "<jane@example.com>"],
  ["DKIM-Signature", "v=1; a=rsa-sha256; c=relaxed/relaxed; d=example.com; s=s1; h=from:to:subject; bh=x; b=y"],
  ["MIME-Version", "1.0"],
  ["Date", "Tue, 24 Nov 2026 12:59:30 +0100"],
  ["Message-ID", "<CAKx1=abc@mail.example.com>"],
  ["In-Reply-To", "<lc.answer@shop.example>"],
  ["References", "<lc.first@shop.example>\r\n <lc.answer@shop.example>"],
  ["Subject", "=?UTF-8?Q?Re:_Gr=C3=B6=C3=9Fe?="],
  ["From", "=?UTF-8?Q?J=C3=A4ne_Doe?= <jane@example.com>"],
  ["To", '"Shop, Support" <support+lc.tag@inbound.shop.example>'],
  ["Cc", "bob@example.com"],
  ["Content-Type", "multipart/mixed; boundary=abc"],
]

/** What all three of these mean. */
export const MAIL = {
  message_id: "<CAKx1=abc@mail.example.com>",
  from: { address: "jane@example.com", name: "Jäne Doe" },
  to: ["support+lc.tag@inbound.shop.example", "bob@example.com"],
  subject: "Re: Größe",
  text: "Danke für die Hilfe!\n",
  html: "<p>Danke für die Hilfe!</p>",
  in_reply_to: "<lc.answer@shop.example>",
  references: ["<lc.first@shop.example>", "<lc.answer@shop.example>"],
  attachments: [{ filename: "screen.png", content: FILE, mime_type: "image/png" }],
  spf_pass: true,
  dkim_pass: true,
  spam: false,
}

const withHeaders = (changed: Record<string, string | null>, more: Header[]): Header[] => [
  ...HEADERS.flatMap(([name, value]): Header[] => {
    const other = changed[name]
    return other === null ? [] : [[name, other ?? value]]
  }),
  ...more,
]

type Changes = { headers?: Record<string, string | null>; more?: Header[] }

/** https://postmarkapp.com/developer/webhooks/inbound-webhook */
export function postmarkPost(
  changes: Changes & { body?: Record<string, unknown>; authorization?: string; ip?: string } = {}
): InboundRequest {
  const received: Header[] = [
    ["X-Spam-Checker-Version", "SpamAssassin 3.4.0 (2014-02-07) on p-pm-inbound-aws"],
    ["X-Spam-Status", "No"],
    ["X-Spam-Score", "-0.1"],
    ["X-Spam-Tests", "DKIM_SIGNED,DKIM_VALID,DKIM_VALID_AU,SPF_PASS"],
    [
      "Received-SPF",
      "Pass (sender SPF authorized) identity=mailfrom; client-ip=209.85.160.180; helo=mail.example.com; envelope-from=jane@example.com; receiver=451d9b70cf9364d23ff6f9d51d870251569e@inbound.postmarkapp.com",
    ],
  ]
  const body = {
    FromName: "Jäne Doe",
    MessageStream: "inbound",
    From: "jane@example.com",
    FromFull: { Email: "jane@example.com", Name: "Jäne Doe", MailboxHash: "" },
    To: '"Shop, Support" <support+lc.tag@inbound.shop.example>',
    ToFull: [{ Email: "support+lc.tag@inbound.shop.example", Name: "Shop, Support", MailboxHash: "lc.tag" }],
    Cc: "bob@example.com",
    CcFull: [{ Email: "bob@example.com", Name: "", MailboxHash: "" }],
    Bcc: "",
    BccFull: [],
    OriginalRecipient: "support+lc.tag@inbound.shop.example",
    ReplyTo: "",
    Subject: "Re: Größe",
    MessageID: "22c74902-a0c1-4511-804f-341342852c90",
    Date: "Tue, 24 Nov 2026 12:59:30 +0100",
    MailboxHash: "lc.tag",
    TextBody: "Danke für die Hilfe!\n",
    HtmlBody: "<p>Danke für die Hilfe!</p>",
    StrippedTextReply: "",
    Tag: "",
    Headers: withHeaders(changes.headers ?? {}, changes.more ?? received).map(([Name, Value]) => ({ Name, Value })),
    Attachments: [
      {
        Name: "screen.png",
        Content: FILE.toString("base64"),
        ContentType: "image/png",
        ContentLength: FILE.length,
        ContentID: "",
      },
    ],
    ...changes.body,
  }
  return {
    headers: {
      "content-type": "application/json",
      authorization: changes.authorization ?? basic("hook", "s3cret"),
    },
    raw_body: Buffer.from(JSON.stringify(body)),
    ip: changes.ip ?? "::ffff:50.31.156.6",
  }
}

export const MAILGUN_KEY = "key-of-webhooks"
const TOKEN = "e0b5477167110d68991efc6b9f89f0a11066af27834600e123"

/** https://documentation.mailgun.com/docs/mailgun/user-manual/receive-forward-store/receive-http */
export function mailgunPost(
  changes: Changes & { fields?: Record<string, string>; key?: string; timestamp?: string; token?: string } = {}
): InboundRequest {
  const checks: Header[] = [
    ["X-Mailgun-Spf", "Pass"],
    ["X-Mailgun-Dkim-Check-Result", "Pass"],
    ["X-Mailgun-Sflag", "No"],
    ["X-Mailgun-Sscore", "-0.1"],
  ]
  const headers = withHeaders(changes.headers ?? {}, changes.more ?? checks)
  const timestamp = changes.timestamp ?? secondsAgo(5)
  const token = changes.token ?? TOKEN
  return {
    headers: { "content-type": "multipart/form-data; boundary=xyz" },
    raw_body: Buffer.alloc(0),
    fields: {
      ...Object.fromEntries(headers),
      recipient: "support+lc.tag@inbound.shop.example",
      sender: "jane@example.com",
      subject: "Re: Größe",
      from: "Jäne Doe <jane@example.com>",
      "body-plain": "Danke für die Hilfe!\n",
      "stripped-text": "Danke für die Hilfe!",
      "body-html": "<p>Danke für die Hilfe!</p>",
      "message-headers": JSON.stringify(headers),
      "attachment-count": "1",
      timestamp,
      token,
      signature: createHmac("sha256", changes.key ?? MAILGUN_KEY)
        .update(timestamp + token)
        .digest("hex"),
      ...changes.fields,
    },
    files: [{ fieldname: "attachment-1", originalname: "screen.png", mimetype: "image/png", buffer: FILE }],
  }
}

const pair = () => generateKeyPairSync("ec", { namedCurve: "P-256" })
const keys = { ours: pair(), theirs: pair() }
export const SENDGRID_KEY = keys.ours.publicKey.export({ format: "der", type: "spki" }).toString("base64")
export const SENDGRID_PEM = keys.ours.publicKey.export({ format: "pem", type: "spki" }).toString()

/** https://www.twilio.com/docs/sendgrid/for-developers/parsing-email/inbound-email */
export function sendgridPost(
  changes: Changes & {
    fields?: Record<string, string>
    /** In which encoding `text` and `subject` are posted. */
    charset?: "utf-8" | "iso-8859-1"
    timestamp?: string
    key?: "ours" | "theirs"
    request?: Partial<InboundRequest["headers"]>
  } = {}
): InboundRequest {
  const charset = changes.charset ?? "utf-8"
  const fields: Record<string, string> = {
    headers: withHeaders(changes.headers ?? {}, changes.more ?? [])
      .map((header) => header.join(": "))
      .join("\n"),
    dkim: "{@example.com : pass}",
    "content-ids": "{}",
    to: '"Shop, Support" <support+lc.tag@inbound.shop.example>',
    cc: "bob@example.com",
    text: "Danke für die Hilfe!\n",
    html: "<p>Danke für die Hilfe!</p>",
    from: "Jäne Doe <jane@example.com>",
    sender_ip: "209.85.160.180",
    envelope: JSON.stringify({ to: ["support+lc.tag@inbound.shop.example"], from: "jane@example.com" }),
    attachments: "1",
    subject: "Re: Größe",
    spam_score: "0.012",
    "attachment-info": JSON.stringify({
      attachment1: { filename: "screen.png", name: "screen.png", type: "image/png" },
    }),
    charsets: JSON.stringify({ to: "UTF-8", html: "UTF-8", subject: charset, from: "UTF-8", text: charset }),
    SPF: "pass",
    ...changes.fields,
  }
  const encoding = (name: string) => (charset !== "utf-8" && ["text", "subject"].includes(name) ? "latin1" : "utf8")
  const parts = Object.entries(fields).map(([name, value]) => ({ name, bytes: Buffer.from(value, encoding(name)) }))
  const raw_body = Buffer.concat([
    ...parts.flatMap(({ name, bytes }) => [
      Buffer.from(`--xYzZY\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n`),
      bytes,
      Buffer.from("\r\n"),
    ]),
    Buffer.from(
      '--xYzZY\r\nContent-Disposition: form-data; name="attachment1"; filename="screen.png"\r\nContent-Type: image/png\r\n\r\n'
    ),
    FILE,
    Buffer.from("\r\n--xYzZY--\r\n"),
  ])
  const timestamp = changes.timestamp ?? secondsAgo(5)
  const signed = Buffer.concat([Buffer.from(timestamp), raw_body])
  return {
    headers: {
      "content-type": "multipart/form-data; boundary=xYzZY",
      "x-twilio-email-event-webhook-signature": sign("sha256", signed, keys[changes.key ?? "ours"].privateKey).toString(
        "base64"
      ),
      "x-twilio-email-event-webhook-timestamp": timestamp,
      ...changes.request,
    },
    raw_body,
    fields: Object.fromEntries(parts.map(({ name, bytes }) => [name, bytes.toString("utf8")])),
    files: [{ fieldname: "attachment1", originalname: "screen.png", mimetype: "image/png", buffer: FILE }],
  }
}
