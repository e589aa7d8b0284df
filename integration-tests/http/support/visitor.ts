import { changeTicketWorkflow } from "../../../src/workflows/support/workflows/change-ticket"
import { mergeTicketsWorkflow } from "../../../src/workflows/support/workflows/merge-tickets"
import type { App } from "../../setup/app"
import { bytesOf, Support, tokenIn, TYPED } from "./world"

const OPERATOR = { type: "operator" as const, id: "user_of_a_test" }

/** What somebody with a private link sees and does. */
export function visitor(app: App): void {
  const support = new Support(app)
  afterEach(() => app.events.settled())

  it("begins with the link of the mail, and goes on to read, write and close", async () => {
    const { token, ticket, email } = await support.open()
    const begun = await support.ask("post", "/session", { token }).expect(200)
    expect(begun.body).toEqual({
      session: expect.stringMatching(/^lcs_[A-Za-z0-9_-]{43}$/),
      expires_at: expect.any(String),
    })
    const hours = (new Date(begun.body.expires_at).getTime() - Date.now()) / 3_600_000
    expect(hours).toBeGreaterThan(11.9)
    expect(hours).toBeLessThan(12.1)
    const { session } = begun.body
    await support.reply(ticket.id, "Have you tried the new version?")
    await support.reply(ticket.id, "This customer is a nuisance.", "note")
    const read = await support.as(session, "get", "/current").expect(200)
    expect(read.headers["cache-control"]).toBe("no-store")
    expect(read.body.ticket).toEqual({
      id: ticket.id,
      number: ticket.number,
      subject: TYPED.subject,
      status: "waiting_customer",
      category: "other",
      created_at: expect.any(String),
      reopens_until: null,
      follow_up_of: null,
      messages: [message("customer", TYPED.message), message("store", "Have you tried the new version?")],
      earlier_messages: 0,
    })
    const written = await support
      .as(session, "post", "/current/messages", { message: "Yes.\r\n\r\n\r\n\r\nNo.\0 " })
      .expect(201)
    expect(written.body).toEqual({
      message: message("customer", "Yes.\n\n\nNo."),
      hidden: { cards: 0, license_keys: 0, secrets: 0 },
      ticket_id: ticket.id,
      follow_up: false,
    })
    expect((await support.as(session, "get", "/current")).body.ticket).toMatchObject({
      status: "open",
      messages: [{}, {}, { id: written.body.message.id }],
    })
    for (let times = 0; times < 2; times++) {
      const closed = await support.as(session, "post", "/current/close", {}).expect(200)
      expect(closed.body.ticket).toMatchObject({ status: "closed", reopens_until: expect.any(String) })
      expect(closed.body.ticket.messages.at(-1)).toMatchObject({ author: "system", body: "closed_by_customer" })
      expect(closed.body.ticket.messages).toHaveLength(4)
    }
    expect(app.mailbox.mailsTo(email).length).toBe(2)
  })

  it("shows a customer what was hidden in their own words, and nothing of the operator", async () => {
    const { ask, ticket } = await support.visit({ message: "Card 4111 1111 1111 1111" })
    const { body } = await ask("post", "/current/messages", { message: "Again: 4111111111111111" }).expect(201)
    expect(body).toMatchObject({
      message: { body: "Again: [card number hidden]", hidden: { cards: 1 } },
      hidden: { cards: 1, license_keys: 0, secrets: 0 },
    })
    await support.reply(ticket.id, "Never send that.")
    const { text, body: read } = await ask("get", "/current").expect(200)
    expect(read.ticket.messages).toMatchObject([{ hidden: { cards: 1 } }, { hidden: { cards: 1 } }, { hidden: null }])
    expect(text).not.toContain(OPERATOR.id)
  })

  it("refuses a message of nothing, and what is none", async () => {
    const { ask } = await support.visit()
    const before = await support.state()
    const refused = async (body: object) => {
      const { body: answer } = await ask("post", "/current/messages", body).expect(400)
      expect(answer.code).toBe("INVALID_REQUEST")
      return answer.errors.map(({ field }: { field: string }) => field)
    }
    expect(await refused({})).toEqual(["message"])
    expect(await refused({ message: "\u200b \n" })).toEqual(["message"])
    expect(await refused({ message: "a".repeat(20_001) })).toEqual(["message"])
    expect(await refused({ message: ["a"], attachments: "lcatt_1", submission: 7 })).toEqual([
      "message",
      "submission",
      "attachments",
    ])
    expect(await refused({ message: "a", attachments: ["lcatt_none"] })).toEqual(["attachments"])
    expect(await refused({ message: "a", attachments: ["1", "2", "3", "4", "5", "6"] })).toEqual(["attachments"])
    expect(await refused([])).toEqual([""])
    expect(await support.state()).toEqual(before)
  })

  it("makes one message of a form that is sent twice, and two of two visitors' alike", async () => {
    const [one, other] = [await support.visit(), await support.visit()]
    const send = (visit: typeof one) =>
      visit.ask("post", "/current/messages", { message: "Hello?", submission: "form-1" })
    const answers = await Promise.all([send(one), send(one), send(one), send(other)])
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 201])
    expect(new Set(answers.map(({ body }) => body.message.id)).size).toBe(2)
    for (const { ticket } of [one, other]) {
      const rows = await support.sql("SELECT id FROM license_center_ticket_message WHERE ticket_id = ?", [ticket.id])
      expect(rows).toHaveLength(2)
    }
  })

  it("sees a ticket that was taken for spam as before, and is heard there", async () => {
    const { ask, ticket } = await support.visit()
    await changeTicketWorkflow(app.container).run({
      input: { ticket_id: ticket.id, happening: "marked_spam", actor: OPERATOR },
    })
    await ask("post", "/current/messages", { message: "Anybody there?" }).expect(201)
    const { body } = await ask("get", "/current").expect(200)
    expect(body.ticket).toMatchObject({ status: "open", messages: [{}, { body: "Anybody there?" }] })
    expect((await ask("post", "/current/close", {}).expect(200)).body.ticket.messages).toHaveLength(2)
  })

  it("goes on in the ticket that theirs was merged into", async () => {
    const target = await support.visit()
    const email = target.email
    await support.request({ email, subject: "The same again", message: "Hello again" }).expect(202)
    await app.events.settled()
    const mails = await app.mailbox.waitFor(email, 2)
    const merged = await support.exchange(tokenIn(mails[1]!))
    const [, source] = await support.tickets(email)
    await mergeTicketsWorkflow(app.container).run({
      input: { ticket_id: source!.id, into_id: target.ticket.id, actor: OPERATOR },
    })
    expect((await merged.ask("get", "/current").expect(200)).body.ticket.id).toBe(target.ticket.id)
    const { body } = await merged.ask("post", "/current/messages", { message: "And here" }).expect(201)
    expect(body).toMatchObject({ ticket_id: target.ticket.id, follow_up: false })
    expect((await merged.ask("post", "/current/close", {}).expect(200)).body.ticket).toMatchObject({
      id: target.ticket.id,
      status: "closed",
    })
  })

  it("writes a new ticket that follows one closed long ago, and is mailed its link", async () => {
    const { ask, ticket, email } = await support.visit()
    await ask("post", "/current/close", {}).expect(200)
    await support.sql("UPDATE license_center_ticket SET closed_at = now() - interval '15 days' WHERE id = ?", [
      ticket.id,
    ])
    const { body } = await ask("post", "/current/messages", { message: "It is back." }).expect(201)
    expect(body).toMatchObject({ follow_up: true, message: { body: "It is back." } })
    expect(body.ticket_id).not.toBe(ticket.id)
    await app.events.settled()
    const mails = await app.mailbox.waitFor(email, 2)
    const next = await support.exchange(tokenIn(mails[1]!))
    expect((await next.ask("get", "/current").expect(200)).body.ticket).toMatchObject({
      id: body.ticket_id,
      follow_up_of: ticket.number,
    })
  })

  it("is known by its bearer and by nothing else, and ends when somebody leaves", async () => {
    const { session, token, ask } = await support.visit()
    const { headers } = await support.ask("post", "/session", { token }).expect(200)
    const [cookie] = headers["set-cookie"] as unknown as string[]
    expect(cookie).toMatch(
      /^lc_visit=lcs_[A-Za-z0-9_-]{43}; Path=\/license-center; Expires=[^;]+; HttpOnly; SameSite=Lax$/
    )
    await support.ask("get", "/current").set("cookie", `lc_visit=${session}`).expect(401)
    await support.ask("get", `/current?session=${session}`).expect(401)
    const left = await ask("delete", "/session").expect(200)
    expect(left.body).toEqual({ ended: true })
    expect(left.headers["set-cookie"]).toEqual([
      expect.stringMatching(/^lc_visit=; Path=\/license-center; Expires=Thu, 01 Jan 1970/),
    ])
    await ask("get", "/current").expect(401)
    expect(bytesOf(await ask("delete", "/session").expect(200))).toBe(bytesOf(left))
    expect((await support.exchange(token)).session).not.toBe(session)
  })
}

const message = (author: string, body: string) => ({
  id: expect.any(String),
  author,
  mine: author === "customer",
  name: null,
  body,
  created_at: expect.any(String),
  hidden: null,
  attachments: [],
})
