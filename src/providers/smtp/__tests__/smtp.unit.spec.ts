import { once } from "node:events"
import type { AddressInfo } from "node:net"
import { simpleParser, type ParsedMail } from "mailparser"
import { SMTPServer, type SMTPServerOptions } from "smtp-server"
import { SmtpNotificationService } from "../service"
import type { SmtpOptions } from "../options"

const logger = { debug: jest.fn(), info: jest.fn(), warn: jest.fn(), error: jest.fn() }

const aProvider = (options: Partial<SmtpOptions>) =>
  new SmtpNotificationService(
    { logger: logger as never },
    {
      channels: ["email"],
      url: "smtp://localhost:1",
      from: "Nimbus Söftware <licenses@nimbus.example>",
      ...options,
    }
  )

const aNotification = (more: Record<string, unknown> = {}) => ({
  to: "ada@example.com",
  channel: "email",
  template: "license_delivered",
  resource_type: "license_center_notice",
  resource_id: "lcnot_01TEST",
  content: {
    subject: "Your license for Nimbus Notes – grüße",
    html: "<p>Your <b>key</b> &amp; more</p>",
    text: "Your key & more ünïcode",
  },
  ...more,
})

describe("SMTP provider", () => {
  let server: SMTPServer
  let mails: { mail: ParsedMail; from: string; to: string[] }[]
  let url: string

  const listen = async (options: SMTPServerOptions = {}) => {
    mails = []
    server = new SMTPServer({
      authOptional: true,
      disabledCommands: ["STARTTLS"],
      onData(stream, session, done) {
        simpleParser(stream).then((mail) => {
          const { mailFrom, rcptTo } = session.envelope
          mails.push({ mail, from: mailFrom ? mailFrom.address : "", to: rcptTo.map(({ address }) => address) })
          done()
        }, done)
      },
      ...options,
    })
    server.on("error", () => undefined)
    server.listen(0, "127.0.0.1")
    await once(server.server, "listening")
    url = `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`
  }

  afterEach(() => new Promise<void>((resolve) => (server ? server.close(() => resolve()) : resolve())))

  it("delivers html and text, unharmed, to the right address", async () => {
    await listen()
    await aProvider({ url }).send(aNotification())
    expect(mails).toHaveLength(1)
    const [{ mail, from, to }] = mails as [(typeof mails)[0]]
    expect(from).toBe("licenses@nimbus.example")
    expect(to).toEqual(["ada@example.com"])
    expect(mail.from?.value).toEqual([{ name: "Nimbus Söftware", address: "licenses@nimbus.example" }])
    expect(mail.subject).toBe("Your license for Nimbus Notes – grüße")
    expect(mail.html).toContain("<p>Your <b>key</b> &amp; more</p>")
    expect(mail.text).toContain("Your key & more ünïcode")
    expect(mail.headers.get("auto-submitted")).toBe("auto-generated")
  })

  it("gives each attempt at one notice the same Message-ID, and answers with it", async () => {
    await listen()
    const provider = aProvider({ url })
    const first = await provider.send(aNotification())
    const second = await provider.send(aNotification())
    expect(first).toEqual({ id: "<lcnot_01TEST@nimbus.example>" })
    expect(second).toEqual(first)
    expect(mails.map(({ mail }) => mail.messageId)).toEqual([first.id, first.id])
  })

  it("leaves the Message-ID of other notifications random", async () => {
    await listen()
    const provider = aProvider({ url })
    const other = { resource_type: "order", resource_id: "order_1" }
    await provider.send(aNotification(other))
    await provider.send(aNotification(other))
    const ids = mails.map(({ mail }) => mail.messageId)
    expect(new Set(ids).size).toBe(2)
    expect(ids[0]).not.toContain("order_1")
  })

  it("sends from another sender when told, sets Reply-To and carries attachments", async () => {
    await listen()
    await aProvider({ url, reply_to: "help@nimbus.example" }).send(
      aNotification({
        from: "billing@other.example",
        attachments: [
          { content: Buffer.from("hello").toString("base64"), filename: "a.txt", content_type: "text/plain" },
        ],
      })
    )
    const { mail, from } = mails[0]!
    expect(from).toBe("billing@other.example")
    expect(mail.messageId).toBe("<lcnot_01TEST@other.example>")
    expect(mail.replyTo?.value[0]?.address).toBe("help@nimbus.example")
    expect(mail.attachments[0]).toMatchObject({ filename: "a.txt", content: Buffer.from("hello") })
  })

  describe("headers in the content", () => {
    const ID =
      "<lc.01kbcdefghjkmnpqrstvwxyz01.01kbcdefghjkmnpqrstvwxyz02.01kbcdefghjkmnpqrstvwxyz03.0123456789abcdef@s.eu>"
    const EARLIER = ["<first@s.eu>", "<second@s.eu>"]
    const headers = {
      message_id: ID,
      reply_to: "help+lc.01kbcdefghjkmnpqrstvwxyz01.0123456789abcdef@in.example.com",
      in_reply_to: EARLIER[1],
      references: EARLIER,
    }
    const withHeaders = (more: object | string) => {
      const { content } = aNotification()
      return aNotification({ content: { ...content, headers: more } })
    }

    beforeEach(() => jest.clearAllMocks())

    it("reach the mail whole, the same at each attempt, and go before the options", async () => {
      await listen()
      const provider = aProvider({ url, reply_to: "office@nimbus.example" })
      await provider.send(withHeaders(headers))
      await provider.send(withHeaders(headers))
      expect(mails.map(({ mail }) => mail.messageId)).toEqual([ID, ID])
      const { mail } = mails[0]!
      expect(mail.replyTo?.value).toEqual([{ name: "", address: headers.reply_to }])
      expect(mail.inReplyTo).toBe(EARLIER[1])
      expect(mail.references).toEqual(EARLIER)
      expect(mail.headers.get("auto-submitted")).toBe("auto-generated")
    })

    it("are given back to nobody who would store or log them", async () => {
      await listen()
      expect(await aProvider({ url }).send(withHeaders(headers))).toEqual({})
      expect(JSON.stringify(Object.values(logger).map(({ mock }) => mock.calls))).not.toContain("lc.01k")
    })

    it("leave out that a machine wrote what a person wrote", async () => {
      await listen()
      await aProvider({ url }).send(withHeaders({ auto_submitted: false }))
      expect(mails[0]!.mail.headers.has("auto-submitted")).toBe(false)
      expect(mails[0]!.mail.messageId).toBe("<lcnot_01TEST@nimbus.example>")
    })

    it.each([
      ["message_id", "<a@b.c>\r\nBcc: eve@example.com"],
      ["message_id", "a@b.c"],
      ["message_id", 7],
      ["message_id", null],
      ["message_id", `<${"x".repeat(1000)}@b.c>`],
      ["reply_to", "help@b.c\nBcc: eve@example.com"],
      ["reply_to", "help@b.c, eve@example.com"],
      ["in_reply_to", "<a@b.c>\r"],
      ["references", ["<a@b.c>", "<d@e.f>\nBcc: eve@example.com"]],
      ["references", "<a@b.c>"],
      ["auto_submitted", "no"],
    ])("refuse a %s of %j before anything is sent, without saying it", async (name, value) => {
      const refusal = aProvider({ url: "smtp://localhost:1" }).send(withHeaders({ ...headers, [name]: value }))
      await expect(refusal).rejects.toMatchObject({
        type: "invalid_data",
        message: `The mail "license_delivered" has no valid header: ${name}.`,
      })
    })
  })

  it("does not let a subject smuggle in a header", async () => {
    await listen()
    const content = { subject: "Hello\r\nBcc: eve@example.com", html: "<p>x</p>", text: "x" }
    await aProvider({ url }).send(aNotification({ content }))
    expect(mails[0]!.to).toEqual(["ada@example.com"])
    expect(mails[0]!.mail.bcc).toBeUndefined()
  })

  it("logs in with the credentials of the URL", async () => {
    const seen: unknown[] = []
    await listen({
      authOptional: false,
      allowInsecureAuth: true,
      onAuth({ username, password }, _session, done) {
        seen.push([username, password])
        done(null, { user: username })
      },
    })
    await aProvider({ url: url.replace("smtp://", "smtp://user:p%40ss@") }).send(aNotification())
    expect(seen).toEqual([["user", "p@ss"]])
    expect(mails).toHaveLength(1)
  })

  it("says so when nobody listens, without the password", async () => {
    const refusal = aProvider({ url: "smtp://user:s3cret@127.0.0.1:1" }).send(aNotification())
    await expect(refusal).rejects.toMatchObject({
      type: "unexpected_state",
      message: expect.stringMatching(/^The mail server did not take the mail \(.*\): .*ECONNREFUSED/),
    })
    await expect(refusal).rejects.toMatchObject({ message: expect.not.stringContaining("s3cret") })
  })

  it("passes on the words of a server that refuses", async () => {
    await listen({
      onRcptTo(_address, _session, done) {
        done(Object.assign(new Error("No such mailbox"), { responseCode: 550 }))
      },
    })
    await expect(aProvider({ url }).send(aNotification())).rejects.toMatchObject({
      message: expect.stringMatching(/answer 550.*No such mailbox/),
    })
  })

  it("gives up on a server that falls silent", async () => {
    await listen({ onConnect: () => undefined })
    const start = Date.now()
    await expect(aProvider({ url, timeout_ms: 300 }).send(aNotification())).rejects.toThrow(/did not take the mail/)
    expect(Date.now() - start).toBeLessThan(5_000)
  })

  it("refuses a mail without content", async () => {
    await expect(aProvider({}).send(aNotification({ content: undefined }))).rejects.toMatchObject({
      type: "invalid_data",
      message: expect.stringContaining('"license_delivered" has no content'),
    })
  })

  it.each(["", "ada", "ada@example.com, eve@example.com", "ada@example.com\r\nBcc: eve@example.com"])(
    "refuses to send to %j",
    async (to) => {
      await expect(aProvider({}).send(aNotification({ to }))).rejects.toMatchObject({ type: "invalid_data" })
    }
  )

  describe("options", () => {
    const complaint = (options: Record<string, unknown>) => {
      try {
        SmtpNotificationService.validateOptions({ url: "smtp://mail:25", from: "a@b.c", ...options })
        return null
      } catch (error) {
        return (error as Error).message
      }
    }

    it.each([
      ["smtp://localhost:1025", "licenses@localhost"],
      ["smtps://user:p%40ss@mail.example.com:465", "Nimbus <licenses@example.com>"],
      ["smtp://mail.example.com?pool=true", '"Nimbus, Inc." <licenses@example.com>'],
    ])("takes %s and %s", (url, from) => {
      expect(complaint({ url, from })).toBeNull()
    })

    it.each([
      [{ url: undefined }, "`url` is missing"],
      [{ url: "" }, "`url` is missing"],
      [{ url: "mail.example.com:587" }, "`url` must look like"],
      [{ url: "https://user:s3cret@mail.example.com" }, "`url` must look like"],
      [{ from: undefined }, "`from` is missing"],
      [{ from: "Nimbus" }, "`from` must be an address"],
      [{ from: "a@b.c\r\nBcc: eve@example.com" }, "`from` must be an address"],
      [{ reply_to: "nobody" }, "`reply_to` must be an address"],
      [{ timeout_ms: 0 }, "`timeout_ms` must be between"],
      [{ timeout_ms: 30_001 }, "`timeout_ms` must be between 1 and 30000"],
    ])("refuses %j with %s", (options, words) => {
      expect(complaint(options)).toContain(words)
      expect(complaint(options)).not.toContain("s3cret")
    })
  })
})
