import { generateKeyPairSync } from "node:crypto"
import type { ResolvedSupport } from "../../options"
import {
  basic,
  FILE,
  MAIL,
  MAILGUN_KEY,
  mailgunPost,
  NOW,
  postmarkPost,
  secondsAgo,
  SENDGRID_KEY,
  sendgridPost,
} from "../__fixtures__/posts"
import { formOf } from "../__fixtures__/form"
import { parseForm } from "../parse-form"
import { providerOf } from "../read-post"

const NOTHING = { inbound_address: "help@inbound.shop.example", postmark: null, mailgun: null, sendgrid: null }
const BASIC = { user: "hook", password: "s3cret" }
const aStore = (settings: Partial<ResolvedSupport> = {}) => ({ ...NOTHING, ...settings }) as ResolvedSupport

describe("a form", () => {
  it("gives texts and files, with their names in UTF-8", async () => {
    const { content_type, body } = formOf({ text: "Größe" }, [
      { fieldname: "attachment-1", originalname: "Größe.png", mimetype: "image/png", buffer: FILE },
    ])
    const { fields, files } = await parseForm(content_type, body)
    expect(fields).toEqual({ text: "Größe" })
    expect(files).toEqual([expect.objectContaining({ originalname: "Größe.png", buffer: FILE })])
  })

  it("may be urlencoded when it has no files", async () => {
    const body = Buffer.from("subject=Gr%C3%B6%C3%9Fe+%26+Form&text=")
    expect(await parseForm("application/x-www-form-urlencoded; charset=utf-8", body)).toEqual({
      fields: { subject: "Größe & Form", text: "" },
    })
  })

  it("holds a mail of many megabytes", async () => {
    const text = "x".repeat(9 * 1024 * 1024)
    const { content_type, body } = formOf({ text }, [])
    expect((await parseForm(content_type, body)).fields?.text).toHaveLength(text.length)
  })

  it.each([
    ["has no boundary", "multipart/form-data", Buffer.from("--x--")],
    [
      "breaks off",
      "multipart/form-data; boundary=x",
      Buffer.from('--x\r\nContent-Disposition: form-data; name="a"\r\n'),
    ],
    ["is none", "text/plain", Buffer.from("a=b")],
    ["has too many fields", ...manyFields()],
  ])("has no fields when it %s", async (_what, content_type, body) => {
    expect((await parseForm(content_type, body)).fields).toBeUndefined()
  })
})

function manyFields(): [string, Buffer] {
  const fields = Object.fromEntries(Array.from({ length: 1001 }, (_, place) => [`f${place}`, "x"]))
  const { content_type, body } = formOf(fields, [])
  return [content_type, body]
}

describe("a provider", () => {
  it.each([
    ["is unknown", "sparkpost", aStore({ postmark: BASIC })],
    ["is not set up", "mailgun", aStore({ postmark: BASIC })],
    ["is named like a property of every object", "constructor", aStore({ postmark: BASIC })],
    ["has no mailbox to receive for", "postmark", aStore({ postmark: BASIC, inbound_address: null })],
  ])("takes nothing in when it %s", (_what, name, store) => {
    expect(providerOf(name, store)).toBeNull()
  })

  it("is known by its password before its body is read", () => {
    const postmark = providerOf("postmark", aStore({ postmark: BASIC }))!
    const sendgrid = providerOf("sendgrid", aStore({ sendgrid: BASIC }))!
    for (const provider of [postmark, sendgrid]) {
      expect(provider.isKnown({ headers: { authorization: basic("hook", "s3cret") } }, NOW)).toBe(true)
      expect(provider.isKnown({ headers: { authorization: basic("hook", "guess") } }, NOW)).toBe(false)
      expect(provider.isKnown({ headers: {} }, NOW)).toBe(false)
    }
  })

  it("is known by its signature only with the body, and without one not at all", () => {
    const mailgun = providerOf("mailgun", aStore({ mailgun: { signing_key: "k" } }))!
    const sendgrid = providerOf("sendgrid", aStore({ sendgrid: { public_key: SENDGRID_KEY } }))!
    const { headers } = sendgridPost()
    expect(mailgun.isKnown({ headers: {} }, NOW)).toBeNull()
    expect(sendgrid.isKnown({ headers }, NOW)).toBeNull()
    const timestamp = "x-twilio-email-event-webhook-timestamp"
    const old = { ...headers, [timestamp]: secondsAgo(4 * 86_400) }
    for (const wrong of [{}, old, { ...headers, "x-twilio-email-event-webhook-signature": "" }]) {
      expect(sendgrid.isKnown({ headers: wrong }, NOW)).toBe(false)
    }
  })

  it.each(["mailgun", "sendgrid"] as const)(
    "has no form parsed before it is known who posts it, at %s",
    async (name) => {
      const settings = { mailgun: { signing_key: "another" }, sendgrid: { public_key: SENDGRID_KEY } }
      const { headers } = sendgridPost()
      // As many fields as would take minutes, and all there is of memory.
      const raw_body = Buffer.alloc(60 * 1024 * 1024, "a=&")
      const provider = providerOf(name, aStore(settings))!
      const started = process.cpuUsage()
      for (const content_type of ["application/x-www-form-urlencoded", "multipart/form-data; boundary=a=&a"]) {
        const request = { headers: { ...headers, "content-type": content_type }, raw_body }
        expect(await provider.read(request, NOW)).toEqual({ error: "bad_signature" })
      }
      expect(process.cpuUsage(started).user / 1000).toBeLessThan(3000)
    }
  )

  it("Mailgun posts a mail without files as a plain form", async () => {
    const { fields } = mailgunPost()
    const raw_body = Buffer.from(new URLSearchParams(fields).toString())
    const provider = providerOf("mailgun", aStore({ mailgun: { signing_key: MAILGUN_KEY } }))!
    const headers = { "content-type": "application/x-www-form-urlencoded" }
    expect(await provider.read({ headers, raw_body }, NOW)).toMatchObject({ mail: { from: MAIL.from } })
  })

  it("Postmark posts a mail", async () => {
    const provider = providerOf("postmark", aStore({ postmark: BASIC }))!
    expect(await provider.read(postmarkPost(), NOW)).toEqual({
      mail: expect.objectContaining(MAIL),
      replay_token: null,
    })
  })

  it("Mailgun posts a mail, with a token that is good once", async () => {
    const { fields, files } = mailgunPost()
    const { content_type, body } = formOf(fields!, files!)
    const provider = providerOf("mailgun", aStore({ mailgun: { signing_key: MAILGUN_KEY } }))!
    const post = await provider.read({ headers: { "content-type": content_type }, raw_body: body }, NOW)
    expect(post).toEqual({ mail: expect.objectContaining(MAIL), replay_token: fields!.token })
    expect(post).not.toHaveProperty("mail.token")
  })

  it("SendGrid posts a mail in an old encoding", async () => {
    const { headers, raw_body } = sendgridPost({ charset: "iso-8859-1" })
    const provider = providerOf("sendgrid", aStore({ sendgrid: { public_key: SENDGRID_KEY } }))!
    expect(await provider.read({ headers, raw_body }, NOW)).toEqual({
      mail: expect.objectContaining(MAIL),
      replay_token: null,
    })
  })

  it("proves nothing with a key that is not the store's", async () => {
    const { publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" })
    const public_key = publicKey.export({ format: "der", type: "spki" }).toString("base64")
    const { headers, raw_body } = sendgridPost()
    const provider = providerOf("sendgrid", aStore({ sendgrid: { public_key } }))!
    expect(await provider.read({ headers, raw_body }, NOW)).toEqual({ error: "bad_signature" })
  })
})
