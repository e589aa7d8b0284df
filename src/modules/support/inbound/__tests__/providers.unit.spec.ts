import {
  basic,
  MAIL,
  mailgunPost,
  MAILGUN_KEY,
  NOW,
  postmarkPost,
  secondsAgo,
  sendgridPost,
  SENDGRID_KEY,
  SENDGRID_PEM,
} from "../__fixtures__/posts"
import { readMailgun } from "../mailgun"
import { readPostmark } from "../postmark"
import { readSendgrid } from "../sendgrid"

const BAD = { error: "bad_signature" }
const MALFORMED = { error: "malformed" }
const MINUTE = 60
const DAY = 86_400

const postmark = (...of: Parameters<typeof postmarkPost>) =>
  readPostmark(postmarkPost(...of), {
    user: "hook",
    password: "s3cret",
    allowed_ips: ["50.31.156.0/24", "2001:db8::1"],
  })
const mailgun = (...of: Parameters<typeof mailgunPost>) =>
  readMailgun(mailgunPost(...of), { signing_key: MAILGUN_KEY }, NOW)
const sendgrid = (...of: Parameters<typeof sendgridPost>) =>
  readSendgrid(sendgridPost(...of), { public_key: SENDGRID_KEY }, NOW)

describe("the same mail", () => {
  it("is the same from every provider", () => {
    expect(postmark()).toMatchObject({ ...MAIL, provider: "postmark" })
    expect(mailgun()).toMatchObject({ ...MAIL, provider: "mailgun" })
    expect(sendgrid()).toMatchObject({ ...MAIL, provider: "sendgrid" })
    for (const mail of [postmark(), mailgun(), sendgrid()]) {
      expect(mail).toHaveProperty(["headers", "return-path"], "<jane@example.com>")
    }
  })

  it.each([
    ["postmark", postmark],
    ["mailgun", mailgun],
    ["sendgrid", sendgrid],
  ] as const)("has an id of its own when it came to %s without one", (provider, read) => {
    const id = (mail: object) => (mail as { message_id: string }).message_id
    const headers = { "Message-ID": null }
    const extra = provider === "postmark" ? { body: { MessageID: "" } } : { fields: {} }
    expect(id(read({ headers, ...extra }))).toMatch(/^<sha256\.[0-9a-f]{64}@no-message-id\.invalid>$/)
    expect(id(read({ headers, ...extra }))).toBe(id(read({ headers, ...extra })))
  })

  it.each([
    ["postmark", postmark],
    ["mailgun", mailgun],
    ["sendgrid", sendgrid],
  ] as const)("has no sender when it names two, at %s", (_provider, read) => {
    const two = read({ headers: { From: "Eve <eve@evil.example>, Jane <jane@example.com>" } })
    expect(two).toMatchObject({ from: { address: "" }, spf_pass: false, dkim_pass: false })
  })

  it.each([
    ["postmark", postmark],
    ["mailgun", mailgun],
    ["sendgrid", sendgrid],
  ] as const)("keeps a header that is there twice, at %s", (_provider, read) => {
    const more: [string, string][] = [
      ["Auto-Submitted", "no"],
      ["auto-submitted", "auto-replied"],
    ]
    expect(read({ more })).toHaveProperty(["headers", "auto-submitted"], "no\nauto-replied")
  })
})

describe("Postmark", () => {
  it.each<[string, Parameters<typeof postmarkPost>[0]]>([
    ["another password", { authorization: basic("hook", "s3cret2") }],
    ["another user", { authorization: basic("hooks", "s3cret") }],
    ["no password", { authorization: basic("hook", "") }],
    ["no header", { authorization: "" }],
    ["a bearer", { authorization: "Bearer s3cret" }],
    ["another address", { ip: "50.31.157.6" }],
    ["another address in IPv6", { ip: "2001:db8::2" }],
    ["no address", { ip: "" }],
  ])("is refused with %s", (_what, changes) => {
    expect(postmark(changes)).toEqual(BAD)
  })

  it("is refused when no password is set, and known by any of its addresses", () => {
    const unset = { user: "", password: "" }
    expect(readPostmark(postmarkPost({ authorization: basic("", "") }), unset)).toEqual(BAD)
    expect(postmark({ ip: "2001:db8::1" })).toMatchObject({ provider: "postmark" })
    expect(readPostmark(postmarkPost({ ip: "1.2.3.4" }), { user: "hook", password: "s3cret" })).not.toHaveProperty(
      "error"
    )
    const mistyped = { user: "hook", password: "s3cret", allowed_ips: ["anything", "50.31.156.0/99"] }
    expect(readPostmark(postmarkPost(), mistyped)).toEqual(BAD)
  })

  it.each([["", "[]", "null", '"text"', "{", "{}", '{"From":7}', "\xff"]].flat())("cannot read %j", (raw) => {
    const request = { ...postmarkPost(), raw_body: Buffer.from(raw, "latin1") }
    expect(readPostmark(request, { user: "hook", password: "s3cret" })).toEqual(MALFORMED)
  })

  it.each<[string, [string, string][], { spf_pass: boolean | null; dkim_pass: boolean | null }]>([
    ["nothing", [], { spf_pass: null, dkim_pass: null }],
    [
      "a pass for another domain",
      [["Received-SPF", "Pass (x) envelope-from=jane@evil.example; helo=example.com"]],
      { spf_pass: false, dkim_pass: null },
    ],
    [
      "a softfail",
      [["Received-SPF", "SoftFail (x) envelope-from=jane@example.com"]],
      { spf_pass: false, dkim_pass: null },
    ],
    ["a signature of somebody", [["X-Spam-Tests", "DKIM_SIGNED,DKIM_VALID"]], { spf_pass: null, dkim_pass: false }],
    [
      "a pass of its own before the real one",
      [
        ["Received-SPF", "Pass envelope-from=jane@example.com"],
        ["X-Spam-Tests", "DKIM_VALID_AU"],
        ["Received-SPF", "Fail (x) envelope-from=jane@example.com"],
        ["X-Spam-Tests", "SPF_FAIL"],
      ],
      { spf_pass: false, dkim_pass: false },
    ],
  ])("with %s vouches no further", (_what, more, checks) => {
    expect(postmark({ more })).toMatchObject(checks)
  })

  it("says what is spam", () => {
    expect(
      postmark({
        more: [
          ["X-Spam-Status", "No"],
          ["X-Spam-Status", "Yes, score=9"],
        ],
      })
    ).toMatchObject({ spam: true })
  })
})

describe("Mailgun", () => {
  // "1795521595e0" is the same number, so that the rest would be a new token under the same signature.
  const moved = () => {
    const fields = mailgunPost().fields!
    return { timestamp: `${fields.timestamp}e0`, token: fields.token!.replace(/^e0/, "") }
  }
  it.each<[string, Parameters<typeof mailgunPost>[0]]>([
    ["another key", { key: "key-of-the-api" }],
    ["another signature", { fields: { signature: "0".repeat(64) } }],
    ["no signature", { fields: { signature: "" } }],
    ["another timestamp", { fields: { timestamp: secondsAgo(6) } }],
    ["another token", { fields: { token: "f".repeat(50) } }],
    ["the token's first characters moved to the timestamp", { fields: moved() }],
    ["an old timestamp", { timestamp: secondsAgo(15 * MINUTE + 1) }],
    ["a timestamp of the future", { timestamp: secondsAgo(-15 * MINUTE - 1) }],
    ["no timestamp", { timestamp: "" }],
    ["a timestamp that is no number", { timestamp: "1e9" }],
  ])("is refused with %s", (_what, changes) => {
    expect(mailgun(changes)).toEqual(BAD)
  })

  it("is refused without fields, and when no key is set", () => {
    expect(readMailgun({ ...mailgunPost(), fields: undefined }, { signing_key: MAILGUN_KEY }, NOW)).toEqual(BAD)
    expect(readMailgun(mailgunPost({ key: "" }), { signing_key: "" }, NOW)).toEqual(BAD)
  })

  it("is taken for a quarter of an hour, and gives the token by which a replay is known", () => {
    const first = mailgun({ timestamp: secondsAgo(15 * MINUTE) })
    expect(first).toMatchObject({ token: mailgunPost().fields!.token })
    const patient = { signing_key: MAILGUN_KEY, max_age_minutes: 480 }
    expect(readMailgun(mailgunPost({ timestamp: secondsAgo(479 * MINUTE) }), patient, NOW)).not.toHaveProperty("error")
  })

  it.each<[string, Record<string, string>]>([
    ["no recipient", { recipient: "" }],
    ["headers that are no JSON and no sender", { "message-headers": "{", from: "" }],
  ])("cannot be read with %s", (_what, fields) => {
    expect(mailgun({ fields })).toEqual(MALFORMED)
  })

  const SIGNED_BY_EVE = "v=1; a=rsa-sha256; d=evil.example; s=s1; b=z"
  const DKIM: [string, string] = ["X-Mailgun-Dkim-Check-Result", "Pass"]
  it.each<[string, Parameters<typeof mailgunPost>[0], { spf_pass: boolean | null; dkim_pass: boolean | null }]>([
    ["nothing", { more: [], fields: {} }, { spf_pass: null, dkim_pass: null }],
    ["another envelope", { fields: { sender: "eve@evil.example" } }, { spf_pass: false, dkim_pass: true }],
    [
      "a failed check",
      {
        more: [
          ["X-Mailgun-Spf", "SoftFail"],
          ["X-Mailgun-Dkim-Check-Result", "Fail"],
        ],
      },
      { spf_pass: false, dkim_pass: false },
    ],
    [
      "a signature of another domain",
      { headers: { "DKIM-Signature": SIGNED_BY_EVE }, more: [DKIM] },
      { spf_pass: null, dkim_pass: false },
    ],
    [
      "a false signature beside a good one",
      { more: [DKIM, ["DKIM-Signature", SIGNED_BY_EVE]] },
      { spf_pass: null, dkim_pass: false },
    ],
    [
      "a result that the sender wrote",
      {
        more: [
          ["X-Mailgun-Spf", "Pass"],
          ["X-Mailgun-Spf", "Fail"],
        ],
      },
      { spf_pass: false, dkim_pass: null },
    ],
  ])("with %s vouches no further", (_what, changes, checks) => {
    expect(mailgun(changes)).toMatchObject(checks)
  })

  it("says what is spam", () => {
    expect(mailgun({ more: [["X-Mailgun-Sflag", "Yes"]] })).toMatchObject({ spam: true })
  })
})

describe("SendGrid", () => {
  it.each<[string, Parameters<typeof sendgridPost>[0]]>([
    ["another key", { key: "theirs" }],
    ["no signature", { request: { "x-twilio-email-event-webhook-signature": undefined } }],
    ["a signature that is none", { request: { "x-twilio-email-event-webhook-signature": "AAAA" } }],
    ["another timestamp", { request: { "x-twilio-email-event-webhook-timestamp": secondsAgo(6) } }],
    ["an old timestamp", { timestamp: secondsAgo(3 * DAY + 1) }],
    ["a timestamp of the future", { timestamp: secondsAgo(-3 * DAY - 1) }],
    [
      "a password instead",
      { request: { "x-twilio-email-event-webhook-signature": "", authorization: basic("hook", "s3cret") } },
    ],
  ])("is refused with %s", (_what, changes) => {
    const settings = { public_key: SENDGRID_KEY, user: "hook", password: "s3cret" }
    expect(readSendgrid(sendgridPost(changes), settings, NOW)).toEqual(BAD)
  })

  it("is refused when a byte of its body is another, or its key cannot be read", () => {
    const request = sendgridPost()
    request.raw_body[100]! ^= 1
    expect(readSendgrid(request, { public_key: SENDGRID_KEY }, NOW)).toEqual(BAD)
    expect(readSendgrid(sendgridPost(), { public_key: "no key" }, NOW)).toEqual(BAD)
    expect(readSendgrid(sendgridPost(), {}, NOW)).toEqual(BAD)
  })

  it("is known by a key in PEM, or by a password where it cannot sign", () => {
    expect(readSendgrid(sendgridPost(), { public_key: SENDGRID_PEM }, NOW)).not.toHaveProperty("error")
    const password = { user: "hook", password: "s3cret" }
    const by = (authorization: string) => readSendgrid(sendgridPost({ request: { authorization } }), password, NOW)
    expect(by(basic("hook", "s3cret"))).not.toHaveProperty("error")
    expect(by(basic("hook", "secret"))).toEqual(BAD)
    expect(readSendgrid(sendgridPost({ request: { authorization: basic("", "") } }), {}, NOW)).toEqual(BAD)
  })

  it("is read in the encoding that its sender wrote in", () => {
    expect(sendgridPost({ charset: "iso-8859-1" }).fields!.text).toContain("\ufffd")
    expect(sendgrid({ charset: "iso-8859-1" })).toMatchObject(MAIL)
    const unknown = { charsets: JSON.stringify({ text: "klingon" }) }
    expect(sendgrid({ fields: unknown })).toMatchObject({ text: MAIL.text })
  })

  it.each<[string, Record<string, string>]>([
    ["the raw mail instead of its fields", { headers: "", from: "", email: "From: jane@example.com\r\n\r\nHi" }],
    ["no sender", { headers: "Date: today", from: "" }],
  ])("cannot be read with %s", (_what, fields) => {
    expect(sendgrid({ fields })).toEqual(MALFORMED)
  })

  it.each<[string, Record<string, string>, { spf_pass: boolean | null; dkim_pass: boolean | null }]>([
    ["nothing", { SPF: "", dkim: "" }, { spf_pass: null, dkim_pass: null }],
    ["no signature", { dkim: "none", SPF: "none" }, { spf_pass: false, dkim_pass: false }],
    ["another envelope", { envelope: '{"to":[],"from":"eve@evil.example"}' }, { spf_pass: false, dkim_pass: true }],
    [
      "a signature of another domain",
      { dkim: "{@evil.example : pass, @example.com : fail}" },
      { spf_pass: true, dkim_pass: false },
    ],
    [
      "a signature of a longer domain",
      { dkim: "{@example.com.evil.example : pass}" },
      { spf_pass: true, dkim_pass: false },
    ],
    ["a signature of a domain below", { dkim: "{@hosted.example.com : pass}" }, { spf_pass: true, dkim_pass: false }],
    ["a signature of a top-level domain", { dkim: "{@com : pass}" }, { spf_pass: true, dkim_pass: false }],
    ["two signatures", { dkim: "{@list.example : pass, @example.com : pass}" }, { spf_pass: true, dkim_pass: true }],
  ])("with %s vouches no further", (_what, fields, checks) => {
    expect(sendgrid({ fields })).toMatchObject(checks)
  })

  it("says what is spam", () => {
    expect(sendgrid({ fields: { spam_score: "5.0" } })).toMatchObject({ spam: true })
    expect(sendgrid({ fields: { spam_score: "" } })).toMatchObject({ spam: false })
  })
})

it("a mail of adversarial size takes linear time", () => {
  const long = (part: string) => part.repeat(Math.ceil(262_144 / part.length))
  const start = performance.now()
  for (const part of ["a", '"', "<", ",", "(", "@", " ", "\n ", "a:b\n", "\\", "<a@b.c>,"]) {
    sendgrid({
      fields: { headers: `From: ${long(part)}\nReferences: ${long(part)}`, dkim: long(part), to: long(part) },
    })
    mailgun({ headers: { From: long(part), "DKIM-Signature": long(part), References: long(part) } })
    postmark({
      more: [
        ["Received-SPF", long(part)],
        ["X-Spam-Tests", long(part)],
      ],
      headers: { From: long(part) },
    })
  }
  expect(performance.now() - start).toBeLessThan(5000)
})
