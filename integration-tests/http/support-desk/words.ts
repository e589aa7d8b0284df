import { generateKey } from "../../../src/lib/license-key"
import type { App } from "../../setup/app"
import { Desk, TICKETS } from "./world"

/** What operators write, and what becomes of a ticket by it. */
export function words(app: App): void {
  const desk = new Desk(app)

  it("mails a reply with its words and a link that goes on in the thread", async () => {
    const ticket = await desk.aTicket()
    const { ticket: replied, message_id, hidden, mail } = await desk.reply(ticket, "Hello,\n\nplease update it.")
    expect(hidden).toEqual({ cards: 0, license_keys: 0, secrets: 0 })
    expect(mail.text).toContain("please update it.")
    expect(replied).toMatchObject({ status: "waiting_customer", resolution: { state: "paused" } })
    const me = await desk.me()
    expect(replied.messages.at(-1)).toMatchObject({
      id: message_id,
      kind: "public",
      body: "Hello,\n\nplease update it.",
      author: { id: me, email: "operator@example.com" },
    })
    // Whoever answers first has it.
    expect(replied.assignee).toMatchObject({ id: me })

    const visit = await desk.visit(ticket.email)
    const { messages } = await visit.read()
    expect(messages.at(-1)).toMatchObject({ author: "store", body: "Hello,\n\nplease update it." })
    await visit.write("Now it works.")
    expect(await desk.thread(ticket)).toMatchObject({ status: "open", unread: true, last_author: "customer" })
    expect(await desk.eventsOf(ticket)).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          name: "ticket.replied",
          actor_type: "operator",
          actor_email: "operator@example.com",
        }),
      ])
    )
  })

  it("keeps notes from the customer, in the thread and in mails", async () => {
    const ticket = await desk.aTicket()
    const note = "This one writes every week."
    const { ticket: noted } = await desk.admin.post(`${ticket.path}/note`, { message: note })
    expect(noted).toMatchObject({ status: "new", message_count: 1 })
    expect(noted.messages.at(-1)).toMatchObject({ kind: "note", body: note, author: { email: "operator@example.com" } })
    await desk.reply(ticket, "Please update it.")
    expect(JSON.stringify(app.mailbox.mailsTo(ticket.email))).not.toContain("every week")
    const visit = await desk.visit(ticket.email)
    expect(JSON.stringify(await visit.read())).not.toContain("every week")
    expect((await desk.admin.get(`${TICKETS}?q=week`)).tickets).toMatchObject([
      { id: ticket.id, preview: "Please update it." },
    ])
  })

  it("hides a key that an operator pasted, in a reply, a note, a subject and a reason, and says so", async () => {
    const ticket = await desk.aTicket()
    const key = generateKey("TEST")
    const { ticket: replied, hidden, mail } = await desk.reply(ticket, `Use ${key} instead.`)
    expect(hidden).toEqual({ cards: 0, license_keys: 1, secrets: 0 })
    expect(mail.text).toContain(`[license key hidden …${key.slice(-5)}]`)
    expect(mail.keys).toEqual([])
    expect(replied.messages.at(-1).redactions).toEqual(hidden)
    await desk.admin.post(`${ticket.path}/note`, { message: `His key is ${key}` })
    await desk.admin.post(ticket.path, { subject: `About ${key}` })
    await desk.admin.post(`${ticket.path}/status`, { action: "resolve", reason: `has ${key}` })
    const thread = await desk.thread(ticket)
    const [resolved, ...before] = await desk.eventsOf(ticket)
    const words = `[license key hidden …${key.slice(-5)}]`
    expect(thread.subject).toBe(`About ${words}`)
    expect(thread.messages.map(({ body }: { body: string }) => body)).toEqual(
      expect.arrayContaining([`Use ${words} instead.`, `His key is ${words}`])
    )
    expect(resolved!.reason).toBe(`has ${words}`)
    expect(JSON.stringify([thread, resolved, before])).not.toContain(key)
  })

  it("sends a reply once, however often its form is sent", async () => {
    const ticket = await desk.aTicket()
    const send = (submission: string) =>
      desk.admin.ask("post", `${ticket.path}/reply`, { message: "Once.", submission })
    const answers = await Promise.all([send("form-0001"), send("form-0001"), send("form-0001")])
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
    expect(new Set(answers.map(({ body }) => body.message_id)).size).toBe(1)
    await app.events.settled()
    expect((await desk.thread(ticket)).message_count).toBe(2)
    expect(app.mailbox.mailsTo(ticket.email)).toHaveLength(2)
    // The same token elsewhere is another form.
    const other = await desk.aTicket()
    const { ticket: replied } = await desk.admin.post(`${other.path}/reply`, {
      message: "Once.",
      submission: "form-0001",
    })
    expect(replied.id).toBe(other.id)
    expect(replied.message_count).toBe(2)
  })

  it("resolves with a reply, or leaves open, as the operator says", async () => {
    const [first, second] = [await desk.aTicket(), await desk.aTicket()]
    expect((await desk.reply(first, "It is done.", { status: "resolved" })).ticket.status).toBe("resolved")
    expect((await desk.reply(second, "I look into it.", { status: "open" })).ticket.status).toBe("open")
  })

  it("refuses what does not fit a ticket's state, with what to do first", async () => {
    const ticket = await desk.aTicket()
    const act = (action: string) => desk.admin.ask("post", `${ticket.path}/status`, { action })
    expect((await act("resolve").expect(200)).body).toMatchObject({ changed: true, ticket: { status: "resolved" } })
    expect((await act("resolve").expect(200)).body).toMatchObject({ changed: false, ticket: { status: "resolved" } })
    expect((await act("close").expect(200)).body.ticket.status).toBe("closed")
    const refused = await desk.admin.ask("post", `${ticket.path}/reply`, { message: "One more." }).expect(400)
    expect(refused.body.message).toBe("This ticket is closed. Reopen it first.")
    expect((await act("resolve").expect(400)).body.message).toBe("This ticket is closed. Reopen it first.")
    expect((await act("reopen").expect(200)).body.ticket.status).toBe("open")
    expect((await act("waiting").expect(200)).body.ticket.status).toBe("waiting_customer")
    expect((await act("open").expect(200)).body.ticket.status).toBe("open")
    expect((await act("spam").expect(200)).body.ticket.status).toBe("spam")
    expect((await act("close").expect(400)).body.message).toMatch(/marked as spam/)
    expect((await act("ham").expect(200)).body.ticket.status).toBe("open")
    const names = (await desk.eventsOf(ticket)).map(({ name }) => name)
    expect(names.filter((name) => name === "ticket.resolved")).toHaveLength(1)
  })

  it("lets a held mail through, and only then answers who sent it; or discards it, and never does", async () => {
    const [kept, discarded] = [await desk.aHeldTicket(), await desk.aHeldTicket()]
    expect((await desk.admin.get(`${TICKETS}?view=inbox`)).count).toBe(0)
    expect((await desk.admin.get(`${TICKETS}?view=held`)).tickets).toMatchObject([
      { hold_reason: "unknown_sender" },
      { hold_reason: "unknown_sender" },
    ])
    await desk.admin.ask("post", `${kept.path}/reply`, { message: "Hello" }).expect(400)
    expect(app.mailbox.mailsTo(kept.email)).toEqual([])
    const released = await desk.admin.post(`${kept.path}/status`, { action: "release" })
    expect(released).toMatchObject({ changed: true, ticket: { status: "new", resolution: { state: "later" } } })
    await app.mailbox.waitFor(kept.email)
    await desk.admin.post(`${discarded.path}/status`, { action: "close", reason: "an advertisement" })
    await app.events.settled()
    expect(app.mailbox.mailsTo(discarded.email)).toEqual([])
    expect(await desk.eventsOf(discarded)).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ name: "ticket.closed_by_operator", reason: "an advertisement" }),
      ])
    )
  })

  it("merges tickets of one address: the customer's old link goes on in the other", async () => {
    const target = await desk.aTicket({ subject: "First" })
    const source = await desk.aTicket({ email: target.email, subject: "Second", message: "I forgot to say." })
    const visit = await desk.visit(source.email)
    const { ticket: merged } = await desk.admin.post(`${source.path}/merge`, {
      into_id: target.id,
      reason: "said twice",
    })
    expect(merged).toMatchObject({ id: target.id, merged_from: [{ number: source.number }] })
    expect(merged.messages.map(({ body }: { body: string }) => body)).toContain("I forgot to say.")
    for (const ticket of [source, target]) {
      const [event] = await desk.eventsOf(ticket)
      expect(event).toMatchObject({ reason: "said twice", actor_email: "operator@example.com" })
    }
    expect((await visit.read()).number).toBe(target.number)
    await visit.write("And this, too.")
    expect(await desk.thread(target)).toMatchObject({ preview: "And this, too.", status: "new" })
    expect(await desk.thread(source)).toMatchObject({ status: "closed", merged_into: { id: target.id } })
    expect((await desk.admin.get(`${TICKETS}?view=closed`)).count).toBe(0)
    const refused = await desk.admin.ask("post", `${source.path}/reply`, { message: "Here?" }).expect(400)
    expect(refused.body.message).toMatch(/merged into another/)
  })

  it("merges no tickets of two addresses, none into itself, and none into one that is not there", async () => {
    const [one, other] = [await desk.aTicket(), await desk.aTicket()]
    const merge = (into_id: string, status: number) =>
      desk.admin.ask("post", `${one.path}/merge`, { into_id }).expect(status)
    expect((await merge(other.id, 400)).body.message).toMatch(/two addresses/)
    await merge(one.id, 400)
    await merge("lctkt_none", 404)
    expect((await desk.thread(one)).messages).toHaveLength(1)
  })

  it("opens a ticket for a customer, who is mailed the words and a link", async () => {
    const order = await app.orders.aPaidOrder()
    const [license] = await app.orders.licenses(order)
    const { ticket } = await desk.admin.post(TICKETS, {
      email: order.email.toUpperCase().replace("EXAMPLE.COM", "example.com"),
      subject: "",
      message: "Your license ends soon.\nShall we renew it?",
      license_id: license!.id,
      order_id: order.id,
    })
    expect(ticket).toMatchObject({
      subject: "Your license ends soon.",
      source: "operator",
      status: "waiting_customer",
      license_id: license!.id,
      order_id: order.id,
      product_id: app.store.product.id,
      assignee: { email: "operator@example.com" },
      messages: [{ author: { email: "operator@example.com" }, kind: "public" }],
    })
    const [mail] = await app.mailbox.waitFor(ticket.email, 1)
    expect(mail!.text).toContain("Shall we renew it?")
    const visit = await desk.visit(ticket.email)
    expect((await visit.read()).messages).toMatchObject([{ author: "store" }])
  })
}
