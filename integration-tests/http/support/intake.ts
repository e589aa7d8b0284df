import { Agent, request as httpRequest } from "node:http"
import { generateKey } from "../../../src/lib/license-key"
import type { App } from "../../setup/app"
import { aBuyer } from "../../setup/orders"
import { bytesOf, Support, TICKETS, tokenIn, TYPED } from "./world"

const CARD = "4111 1111 1111 1111"
const NOTHING_HIDDEN = { cards: 0, license_keys: 0, secrets: 0 }

/** How a ticket begins, and what whoever asks learns of it. */
export function intake(app: App): void {
  const support = new Support(app)

  it("opens a ticket and mails its private link, once", async () => {
    const email = aBuyer()
    const { body, headers } = await support.request({ email, category: "update", locale: "en" }).expect(202)
    expect(body).toEqual({ status: "received", hidden: NOTHING_HIDDEN })
    expect(headers["cache-control"]).toBe("no-store")
    await app.events.settled()
    await support.settle()
    const [mail, ...more] = app.mailbox.mailsTo(email)
    expect(more).toEqual([])
    expect(mail!.text).toContain("/license-center/t#lct_")
    const [ticket] = await support.tickets(email)
    expect(ticket).toMatchObject({ subject: TYPED.subject, category: "update", source: "store", status: "new" })
  })

  it("repeats nothing that was typed in a mail to an address that nobody has proven", async () => {
    const { mail } = await support.open({ name: "Penguin Impostor", product: app.store.product.handle })
    const words = [...Object.values(TYPED).flatMap((text) => text.split(/\W+/)), "Penguin", "Impostor"]
    for (const word of words.filter((text) => text.length > 5)) {
      expect(`${mail.subject} ${mail.text} ${mail.html}`).not.toMatch(new RegExp(`\\b${word}\\b`, "i"))
    }
  })

  it("hides cards, keys and secrets before anything is stored, and says how many", async () => {
    const email = aBuyer()
    const key = generateKey("TEST")
    const typed = { subject: `Card ${CARD}`, message: `My key: ${key}\nPassword: hunter2hunter2`, name: `Eve ${CARD}` }
    const { body } = await support.request({ email, ...typed, order_number: "4111111111111111" }).expect(202)
    expect(body.hidden).toEqual({ cards: 2, license_keys: 1, secrets: 1 })
    await app.events.settled()
    const state = JSON.stringify(await support.state())
    expect(state).not.toMatch(/4111|hunter2/)
    const executions = JSON.stringify(await support.sql("SELECT * FROM workflow_execution"))
    expect(executions).not.toMatch(/4111 ?1111|hunter2/)
    const [message] = await support.sql(
      "SELECT body, redactions FROM license_center_ticket_message WHERE kind = 'public'"
    )
    expect(message).toEqual({
      body: `My key: [license key hidden …${key.slice(-5)}]\nPassword: [secret hidden]`,
      redactions: body.hidden,
    })
  })

  it("ties what is the sender's to the ticket, and keeps what is not for the store to see", async () => {
    const order = await app.orders.aPaidOrder()
    const [license] = await app.orders.licenses(order)
    const key = await app.orders.reveal(license!)
    const asked = { license_key: key.toLowerCase(), order_number: `#${order.display_id}` }
    const own = await support.request({ ...asked, email: order.email.toUpperCase() })
    const stranger = aBuyer()
    const foreign = await support.request({ ...asked, email: stranger })
    const dreamer = aBuyer()
    const unknown_key = generateKey("TEST")
    const unknown = await support.request({ license_key: unknown_key, order_number: "99999999", email: dreamer })
    const typist = aBuyer()
    const mistyped = await support.request({ license_key: "my birthday", order_number: "99999999999", email: typist })
    const empty = await support.request({})
    for (const answer of [own, foreign, unknown, mistyped]) {
      expect(bytesOf(answer)).toBe(bytesOf(empty))
    }
    await app.events.settled()
    const ids = { license_id: license!.id, order_id: order.id, product_id: app.store.product.id }
    const none = { license_id: null, order_id: null }
    const [theirs] = await support.sql("SELECT * FROM license_center_ticket WHERE email_key = ?", [order.email])
    expect(theirs).toMatchObject({ ...ids, unproven_claims: null })
    expect(await support.tickets(stranger)).toMatchObject([
      {
        ...none,
        unproven_claims: { license_id: license!.id, order_id: order.id, order_number: String(order.display_id) },
      },
    ])
    expect(await support.tickets(dreamer)).toMatchObject([
      { ...none, unproven_claims: { unknown_key: unknown_key.slice(-5), order_number: "99999999" } },
    ])
    expect(await support.tickets(typist)).toMatchObject([
      { ...none, unproven_claims: { unknown_key: "?", order_number: "99999999999" } },
    ])
    // Whoever wrote it sees no more of it later.
    const [mail] = await app.mailbox.waitFor(stranger)
    const { ask } = await support.exchange(tokenIn(mail!))
    const { text } = await ask("get", "/current").expect(200)
    expect(text).not.toContain(license!.id)
    expect(text).not.toContain(order.id)
  })

  it("takes the order and the product from a license of the sender's, and a product by handle or id", async () => {
    const order = await app.orders.aPaidOrder()
    const [license] = await app.orders.licenses(order)
    const key = await app.orders.reveal(license!)
    await support.request({ email: order.email, license_key: key }).expect(202)
    const { id, handle } = app.store.product
    const [byHandle, byId, byNothing] = [aBuyer(), aBuyer(), aBuyer()]
    await support.request({ email: byHandle, product: handle }).expect(202)
    await support.request({ email: byId, product: id }).expect(202)
    await support.request({ email: byNothing, product: "no-such-thing" }).expect(202)
    expect(await support.tickets(order.email)).toMatchObject([{ order_id: order.id, product_id: id }])
    expect(await support.tickets(byHandle)).toMatchObject([{ product_id: id }])
    expect(await support.tickets(byId)).toMatchObject([{ product_id: id }])
    expect(await support.tickets(byNothing)).toMatchObject([{ product_id: null, unproven_claims: null }])
    await app.events.settled()
  })

  it("knows a customer who has registered", async () => {
    const email = aBuyer()
    const { token } = await app.store.anyone.post("/auth/customer/emailpass/register", {
      email,
      password: "only for tests",
    })
    const { body } = await app.store.shop
      .ask("post", "/store/customers", { email })
      .set("authorization", `Bearer ${token}`)
    await support.request({ email }).expect(202)
    expect(await support.tickets(email)).toMatchObject([{ customer_id: body.customer.id }])
    await app.events.settled()
  })

  it("refuses what is not of the form with the fields that are wrong, and changes nothing", async () => {
    const before = await support.state()
    const { body } = await support.ask("post", "", { email: "ada", message: " ", order_number: {} }).expect(400)
    expect(body).toEqual({
      code: "INVALID_REQUEST",
      message: expect.any(String),
      errors: [
        { field: "email", message: "must be an email address" },
        { field: "message", message: "is required" },
        { field: "order_number", message: "must be a string" },
      ],
    })
    const post = () => app.store.shop.ask("post", TICKETS)
    const malformed = [
      post(),
      post().type("application/json").send("{"),
      post().type("application/json").send("[]"),
      post()
        .type("text/plain")
        .send(JSON.stringify({ email: aBuyer(), ...TYPED })),
      post()
        .type("form")
        .send({ email: aBuyer(), ...TYPED }),
      post()
        .type("application/json")
        .send(JSON.stringify({ email: aBuyer(), ...TYPED, filler: "a".repeat(65 * 1024) })),
    ]
    for (const test of malformed) {
      expect((await test.expect(400)).body).toMatchObject({ code: "INVALID_REQUEST", errors: [{ field: "" }] })
    }
    for (const path of ["/%zz", "/%00", "/current/attachments/%00"]) {
      const { body, headers } = await support.ask("get", path).expect(400)
      expect(body).toMatchObject({ code: "INVALID_REQUEST", errors: [{ field: "" }] })
      expect(headers["cache-control"]).toBe("no-store")
    }
    expect(await support.state()).toEqual(before)
  })

  it("keeps the connection usable after a body that is too long", async () => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 })
    const headers = { ...(await support.publishableKey()), "content-type": "application/json" }
    const send = (body: string) =>
      new Promise<number>((resolve, reject) => {
        const asked = httpRequest(`${app.url}${TICKETS}`, { method: "POST", agent, headers }, (response) => {
          response.resume().on("end", () => resolve(response.statusCode!))
        })
        asked.on("error", reject).end(body)
      })
    expect(await send(JSON.stringify({ filler: "a".repeat(3_000_000) }))).toBe(400)
    expect(await send(JSON.stringify({ email: aBuyer(), ...TYPED }))).toBe(202)
    agent.destroy()
    await app.events.settled()
  })

  it("makes one ticket of a request that is sent twice, and of another one another, whoever used its key before", async () => {
    const [email, other] = [aBuyer(), aBuyer()]
    const send = (to: string, words: object = {}) =>
      support
        .request({ email: to, ...words })
        .set("idempotency-key", "1")
        .expect(202)
    await send(other, { message: "Words of somebody who guessed the key" })
    await Promise.all([send(email), send(email), send(email), send(other)])
    await send(email)
    expect(await support.tickets(email)).toHaveLength(1)
    expect(await support.tickets(other)).toHaveLength(2)
    await send(email, { subject: "Something else" })
    expect(await support.tickets(email)).toHaveLength(2)
    await app.events.settled()
  })

  it("gives each of 200 requests that come at once its number, its thread and its mail", async () => {
    const emails = Array.from({ length: 200 }, aBuyer)
    const { lost, restore } = app.events.drop()
    const answers = await Promise.all(emails.map((email) => support.request({ email, message: `From ${email}` })))
    restore()
    expect(lost.filter((name) => name === "ticket.opened")).toHaveLength(200)
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([202]))
    await Promise.all([support.settle(), support.settle()])
    await support.settle()
    const tickets = await support.sql<{ id: string; number: number; email: string }>(
      "SELECT * FROM license_center_ticket"
    )
    expect(tickets).toHaveLength(200)
    expect(new Set(tickets.map(({ number }) => number)).size).toBe(200)
    const messages = await support.sql<{ ticket_id: string; body: string }>(
      "SELECT * FROM license_center_ticket_message"
    )
    expect(messages).toHaveLength(200)
    for (const { id, email } of tickets) {
      expect(messages.filter(({ ticket_id }) => ticket_id === id)).toMatchObject([{ body: `From ${email}` }])
      expect(app.mailbox.mailsTo(email)).toHaveLength(1)
    }
    expect(new Set(emails.map((email) => tokenIn(app.mailbox.mailsTo(email)[0]!))).size).toBe(200)
  })
}
