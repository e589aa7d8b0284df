import type { App } from "../../setup/app"
import { PNG, Support, tokenIn, TYPED } from "../support/world"
import { Surfer, type Page } from "./surfer"

const THREAD = "/license-center/t"
const MESSAGES = `${THREAD}/messages`
const NOTES = { name: "notes.txt", content: Buffer.from("started at 9\n") }

/** A thread by its private link, without JavaScript. */
export function thread(app: App): void {
  const support = new Support(app)
  afterEach(() => app.events.settled())

  /** Somebody in front of the thread of a new ticket. */
  async function visit(surfer = new Surfer(app.url)) {
    const opened = await support.open()
    const page = await exchange(surfer, opened.token)
    return { ...opened, surfer, page }
  }

  async function exchange(surfer: Surfer, token: string): Promise<Page> {
    const paste = await surfer.open(`${THREAD}?other=1`)
    return surfer.send(paste.form(`${THREAD}/session`), { token })
  }

  it("is read, written in with a file, closed and left", async () => {
    const { surfer, page, ticket, token } = await visit()
    expect(page.text).toContain(`Request #${ticket.number}`)
    expect(page.text).toContain(TYPED.message)
    await support.reply(ticket.id, "See https://example.com/help.")
    await support.reply(ticket.id, "A note for colleagues.", "note")
    const answered = await surfer.open(THREAD)
    expect(answered.text).toContain("Waiting for your reply")
    expect(answered.html).toContain('<a href="https://example.com/help" rel=')
    expect(answered.text).not.toContain("A note for colleagues")

    const files = [NOTES, { name: "ünï “q”.png", content: PNG }]
    const sent = await surfer.send(answered.form(MESSAGES), { message: "Thanks, 4111 1111 1111 1111" }, { files })
    expect(sent.address).toBe(`${THREAD}?sent=1&hidden=c1#done`)
    expect(sent.text).toContain("Your message was sent")
    expect(sent.text).toContain("Thanks, [card number hidden]")
    expect(sent.text).toContain("A card number was hidden in this message.")
    expect(sent.text).toMatch(/notes\.txt 13 bytes/)

    const [address] = /\/license-center\/t\/attachments\/[^"]+/.exec(sent.html) ?? []
    const file = await surfer.open(address!)
    expect(file.html).toBe(NOTES.content.toString())
    expect(file.headers.get("content-disposition")).toMatch(/^attachment; filename="notes\.txt"/)
    expect(file.headers.get("content-security-policy")).toBe("sandbox; default-src 'none'")

    const closed = await surfer.send(sent.form(`${THREAD}/close`))
    expect(closed.address).toBe(`${THREAD}?closed=1#done`)
    expect(closed.text).toContain("You closed this request")
    expect(closed.text).toContain("A reply opens this request again")

    const left = await surfer.send(closed.form(`${THREAD}/leave`))
    expect(left.text).toContain("You have left this page")
    expect(surfer.cookies.size).toBe(0)
    expect((await surfer.open(THREAD)).text).toContain("Open your request")
    expect((await surfer.open(address!)).status).toBe(401)
    expect((await exchange(surfer, token)).text).toContain(TYPED.subject)
  })

  it("names each refused file with its reason, sends nothing, and keeps the text and the other files", async () => {
    const { surfer, page, ticket } = await visit()
    const files = [
      NOTES,
      { name: "setup.exe", content: Buffer.from("MZ") },
      { name: "empty.log", content: Buffer.alloc(0) },
      { name: "huge.txt", content: Buffer.alloc(10 * 1024 * 1024 + 1, "a") },
      { name: "picture.png", content: Buffer.from("no picture") },
      { name: "sixth.txt", content: Buffer.from("one too many") },
    ]
    const refused = await surfer.send(page.form(MESSAGES), { message: "With\nfiles" }, { files })
    expect(refused.status).toBe(400)
    expect(refused.text).toContain("Your message was not sent yet")
    for (const sentence of [
      "“setup.exe” is left out: this kind of file cannot be attached",
      "“empty.log” is left out: the file is empty",
      "“huge.txt” is left out: larger than 10 MB",
      "“picture.png” is left out: the content does not fit",
      "“sixth.txt” is left out: more than 5 files",
    ]) {
      expect(refused.text).toContain(sentence)
    }
    const form = refused.form(MESSAGES)
    expect(form.fields).toContainEqual(["message", "With\nfiles"])
    expect(form.fields.filter(([name]) => name === "attachment")).toHaveLength(1)
    expect(await messagesOf(ticket.id)).toHaveLength(1)

    const sent = await surfer.send(form)
    expect(sent.text).toContain("Your message was sent")
    expect(sent.text).toContain("notes.txt")
    expect(await messagesOf(ticket.id)).toHaveLength(2)
  })

  it("takes a file back before it is sent", async () => {
    const { surfer, page } = await visit()
    const files = [NOTES, { name: "other.exe", content: Buffer.from("MZ") }]
    const form = (await surfer.send(page.form(MESSAGES), { message: "Wait" }, { files })).form(MESSAGES)
    const [, id] = form.fields.find(([name]) => name === "attachment")!
    const without = await surfer.send(form, { remove: id })
    expect(without.status).toBe(200)
    expect(without.text).not.toContain("notes.txt")
    expect(without.form(MESSAGES).fields).toContainEqual(["message", "Wait"])
  })

  it("asks for a message, and keeps the files that came without one", async () => {
    const { surfer, page } = await visit()
    const empty = await surfer.send(page.form(MESSAGES), { message: " \n " }, { files: [NOTES] })
    expect(empty.status).toBe(400)
    expect(empty.text).toContain("Write a message")
    expect(empty.text).toContain("notes.txt")
  })

  it("makes one message of a form that is sent twice, with its files once", async () => {
    const { surfer, page, ticket } = await visit()
    const send = () => surfer.send(page.form(MESSAGES), { message: "Only once" }, { files: [NOTES] })
    const answers = await Promise.all([send(), send(), send()])
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
    expect(await messagesOf(ticket.id)).toHaveLength(2)
    const after = await surfer.open(THREAD)
    expect(after.html.match(/<span class="filename">notes\.txt/g)).toHaveLength(1)
  })

  it("goes on in a new request when it was closed long ago, and mails its link", async () => {
    const { surfer, page, ticket, email } = await visit()
    await surfer.send(page.form(`${THREAD}/close`))
    await support.sql("UPDATE license_center_ticket SET closed_at = now() - interval '15 days' WHERE id = ?", [
      ticket.id,
    ])
    const closed = await surfer.open(THREAD)
    expect(closed.text).toContain("A reply begins a new request")
    const sent = await surfer.send(closed.form(MESSAGES), { message: "It is back" })
    const [, later] = await support.tickets(email)
    expect(sent.text).toContain(`Your message continues as request #${later!.number}.`)
  })

  it("does not take the form of another visit, and gives its text back", async () => {
    const first = await visit()
    const second = await visit(first.surfer)
    const mixed = await first.surfer.send(first.page.form(MESSAGES), { message: "For the first" }, { files: [NOTES] })
    expect(mixed.status).toBe(409)
    expect(mixed.text).toContain("Another request was opened in this browser")
    expect(mixed.html).toContain("For the first</textarea>")
    for (const path of [`${THREAD}/close`, `${THREAD}/link`]) {
      expect((await first.surfer.send(first.page.form(path))).status).toBe(409)
    }
    for (const ticket of [first.ticket, second.ticket]) {
      expect(await messagesOf(ticket.id)).toHaveLength(1)
    }
  })

  it("gives no file of another ticket", async () => {
    const first = await visit()
    const sent = await first.surfer.send(first.page.form(MESSAGES), { message: "Mine" }, { files: [NOTES] })
    const [address] = /\/license-center\/t\/attachments\/[^"]+/.exec(sent.html) ?? []
    const other = await visit()
    for (const asked of [address!, `${THREAD}/attachments/lcfile_none`, `${THREAD}/attachments/a'b`]) {
      const page = await other.surfer.open(asked)
      expect([page.status, page.text.includes("There is nothing here")]).toEqual([404, true])
    }
  })

  it("ends with its visit, and gives back what was written meanwhile", async () => {
    const { surfer, page, ticket } = await visit()
    await support.sql("UPDATE license_center_ticket_visit SET expires_at = now() - interval '1 second'")
    const late = await surfer.send(page.form(MESSAGES), { message: "A long answer" }, { files: [NOTES] })
    expect(late.status).toBe(401)
    expect(late.text).toContain("Your visit has ended")
    expect(late.html).toContain("A long answer</textarea>")
    expect(await messagesOf(ticket.id)).toHaveLength(1)
    const again = late.form(`${THREAD}/link`)
    expect(again.fields.map(([name]) => name)).toEqual(["email", "number"])
  })

  it.each([
    ["another site", { "sec-fetch-site": "cross-site", origin: "https://evil.example" }],
    ["a neighbour", { "sec-fetch-site": "same-site" }],
    ["another site, by an older browser", { origin: "https://evil.example" }],
  ])("takes no form from %s", async (_case, headers: Record<string, string>) => {
    const { surfer, page, token } = await visit()
    const before = await support.state()
    const paste = (await surfer.open(`${THREAD}?other=1`)).form(`${THREAD}/session`)
    const form = (await surfer.open("/license-center/tickets/new")).form("/license-center/tickets/new")
    const answers = [
      await surfer.send(page.form(MESSAGES), { message: "No" }, { headers }),
      await surfer.send(page.form(`${THREAD}/close`), {}, { headers }),
      await surfer.send(page.form(`${THREAD}/link`), {}, { headers }),
      await surfer.send(page.form(`${THREAD}/leave`), {}, { headers }),
      await surfer.send(paste, { token }, { headers }),
      await surfer.send(form, { email: "eve@example.com", message: "No" }, { headers }),
    ]
    expect(answers.map(({ status }) => status)).toEqual(Array(6).fill(403))
    expect(await support.state()).toEqual(before)
  })

  it("is not changed by who follows links, reads ahead or asks for heads", async () => {
    const { surfer, page } = await visit()
    const links = [...page.html.matchAll(/href="(\/[^"#]*)/g)].map(([, address]) => address!)
    const before = await support.state()
    for (const address of [
      THREAD,
      ...links,
      `${THREAD}?sent=1&closed=1`,
      `${THREAD}/session`,
      `${THREAD}/close`,
      `${THREAD}/leave`,
    ]) {
      await surfer.open(address)
      await surfer.open(address, "HEAD")
      await new Surfer(app.url).open(address)
    }
    expect(await support.state()).toEqual(before)
  })

  it("answers a form that is none with a page", async () => {
    const { surfer, page } = await visit()
    const form = page.form(MESSAGES)
    const plain = await surfer.send({ ...form, multipart: false }, { message: "As text" })
    expect(plain.status).toBe(400)
    expect((await surfer.send({ ...form, fields: [] }, { x: "y" })).status).toBe(409)
  })

  const messagesOf = (ticket_id: string) =>
    support.sql("SELECT id FROM license_center_ticket_message WHERE ticket_id = ? AND kind = 'public'", [ticket_id])
}

/** Private links that open nothing any more, and new ones. */
export function links(app: App): void {
  const support = new Support(app)
  afterEach(() => app.events.settled())

  async function paste(token: string, surfer = new Surfer(app.url)): Promise<Page> {
    return surfer.send((await surfer.open(THREAD)).form(`${THREAD}/session`), { token })
  }

  it("says that a link is expired and mails a new one by it", async () => {
    const { token, email } = await support.open()
    await support.sql("UPDATE license_center_private_link SET expires_at = now() - interval '1 day'")
    const surfer = new Surfer(app.url)
    const expired = await paste(token, surfer)
    expect([expired.status, surfer.cookies.size]).toEqual([401, 0])
    expect(expired.text).toContain("This link has expired")
    const asked = await surfer.send(expired.form(`${THREAD}/link`))
    expect(asked.text).toContain("a mail with a new private link is on its way")
    await support.settle()
    const [, mail] = await app.mailbox.waitFor(email, 2)
    expect((await paste(tokenIn(mail!), surfer)).text).toContain(TYPED.subject)
  })

  it("says that a link was withdrawn, or is unknown, and repeats none of it", async () => {
    const { token, ticket } = await support.open()
    await support.revokeLinks(ticket.id)
    const revoked = await paste(token)
    const unknown = await paste(`lct_${"x".repeat(43)}`)
    const nonsense = await paste("<b>hello")
    expect([revoked, unknown, nonsense].map(({ status }) => status)).toEqual([401, 401, 401])
    expect(revoked.text).toContain("This link was withdrawn")
    expect(revoked.html).not.toContain(token)
    expect(unknown.text).toContain("This link does not work")
    expect(nonsense.html).toBe(unknown.html)
    const nothing = await paste("  ")
    expect([nothing.status, nothing.text.includes("Paste the link from our mail")]).toEqual([400, true])
  })

  it("mails a new link to who knows address and number, and says the same to who does not", async () => {
    const { email, ticket } = await support.open()
    const surfer = new Surfer(app.url)
    const form = (await surfer.open(THREAD)).form(`${THREAD}/link`)
    const known = await surfer.send(form, { email: email.toUpperCase(), number: ` #${ticket.number}` })
    const foreign = await surfer.send(form, { email: "nobody@example.com", number: String(ticket.number) })
    expect(known.text).toContain("If there is such a request")
    expect(foreign.html).toBe(known.html)
    await support.settle()
    await app.mailbox.waitFor(email, 2)
    expect(app.mailbox.mailsTo("nobody@example.com")).toEqual([])
  })

  it("shows which of the two is no address or no number", async () => {
    const surfer = new Surfer(app.url)
    const form = (await surfer.open(THREAD)).form(`${THREAD}/link`)
    const wrong = await surfer.send(form, { email: "nobody", number: "many" })
    expect(wrong.status).toBe(400)
    expect(wrong.text).toContain("There is a problem with 2 fields")
    const number = await surfer.send(form, { email: "a@example.com", number: "99999999999" })
    expect(number.text).toContain("There is a problem with one field")
    expect(number.form(`${THREAD}/link`).fields).toContainEqual(["email", "a@example.com"])
  })

  it("mails a new link from the thread", async () => {
    const { token, email } = await support.open()
    await support.sql("UPDATE license_center_private_link SET created_at = now() - interval '1 hour'")
    const surfer = new Surfer(app.url)
    const page = await paste(token, surfer)
    const asked = await surfer.send(page.form(`${THREAD}/link`))
    expect(asked.address).toBe(`${THREAD}?link=1#done`)
    expect(asked.text).toContain(TYPED.subject)
    await support.settle()
    await app.mailbox.waitFor(email, 2)
  })
}
