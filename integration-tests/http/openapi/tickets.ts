import request from "supertest"
import type { Tools } from "./answers"
import { Help, NO_LINK, NO_SESSION, TICKETS, TYPED } from "./help"
import { inboundAnswers } from "./inbound"
import { ticketDeskAnswers } from "./tickets-desk"

const FILE = "/current/attachments/{id}"
const LOG = Buffer.from("a line\n")
const SVG = Buffer.from("<svg xmlns='http://www.w3.org/2000/svg'/>")

/** Bodies that fit, by operation. */
const FITTING: Record<string, object> = {
  openTicket: { email: "somebody@example.com", ...TYPED },
  requestTicketLink: { token: NO_LINK },
  beginVisit: { token: NO_LINK },
  writeInTicket: TYPED,
}

/** Answers about tickets, to customers, operators and providers of mail, held against the file. */
export function ticketAnswers(tools: Tools): void {
  const { api, world, admin } = tools
  const help = new Help(tools)

  it("answers customers as the file says", async () => {
    const typed = { message: "My card is 4111 1111 1111 1111.", category: "refund", order_number: 1042 }
    const { id, number, email } = await help.aTicket(typed)
    await help.ask("post", "", { body: { email: "ada" } })
    await help.ask("post", "/links", { body: { email, number } })
    await help.ask("post", "/session", { body: {} })
    await help.ask("post", "/session", { body: { token: NO_LINK } })
    const begun = await help.ask("post", "/session", { body: { token: await help.tokenOf(id) } })
    const session: string = begun.body.session

    const upload = (filename: string, body: Buffer) =>
      help.ask("post", "/current/attachments", { session, body, query: `?filename=${filename}` })
    const taken = await upload("app.log", LOG)
    const spare = await upload("spare.log", LOG)
    expect((await upload("", LOG)).status).toBe(400)
    const reasons: [string, Buffer][] = [
      ["empty.txt", Buffer.alloc(0)],
      ["large.log", Buffer.alloc(10 * 1024 * 1024 + 1, "a")],
      ["picture.svg", SVG],
      ["picture.png", SVG],
      ["notes.txt", SVG],
    ]
    const refused = []
    for (const [filename, content] of reasons) {
      refused.push((await upload(filename, content)).body.reason)
    }
    for (const filename of ["1.log", "2.log", "3.log"]) {
      expect((await upload(filename, LOG)).status).toBe(201)
    }
    refused.push((await upload("4.log", LOG)).body.reason)
    expect(refused.sort()).toEqual([...api.document.components.schemas.Refusal.properties.reason.enum].sort())

    await help.ask("get", FILE, { session, id: taken.body.attachment.id })
    await help.ask("get", FILE, { session })
    await help.ask("get", FILE, { session, id: "%00" })
    await help.ask("delete", FILE, { session, id: spare.body.attachment.id })
    await help.ask("delete", FILE, { session })
    await help.ask("delete", FILE, { session, id: "%00" })

    await help.ask("post", "/current/messages", { session, body: {} })
    const attachments = [taken.body.attachment.id]
    await help.ask("post", "/current/messages", { session, body: { ...typed, attachments, submission: "1" } })
    await admin("post", "/tickets/{id}/reply", { id }, { message: "Please send the log." })
    const read = await help.ask("get", "/current", { session })
    expect(read.body.ticket).toMatchObject({ number, status: "waiting_customer", messages: [{}, {}, {}] })
    const closed = await help.ask("post", "/current/close", { session })
    expect(closed.body.ticket.messages.at(-1)).toMatchObject({ author: "system", body: "closed_by_customer" })
    await help.ask("delete", "/session", { session })
    expect((await help.ask("get", "/current", { session })).status).toBe(401)
  })

  it("tells customers what became of their ticket as the file says", async () => {
    const { id } = await help.aTicket()
    const session = await help.visit(id)
    await admin("post", "/tickets/{id}/status", { id }, { action: "resolve" })
    const resolved = await help.ask("get", "/current", { session })
    expect(resolved.body.ticket.reopens_until).toEqual(expect.any(String))
    const write = () => help.ask("post", "/current/messages", { session, body: TYPED })
    expect((await write()).body.follow_up).toBe(false)
    await help.ask("post", "/current/close", { session })
    await world().desk.sql("UPDATE license_center_ticket SET closed_at = now() - interval '20 days' WHERE id = ?", [id])
    const { ticket_id, follow_up } = (await write()).body
    expect([follow_up, ticket_id === id]).toEqual([true, false])
    const next = await help.visit(ticket_id)
    const followed = await help.ask("get", "/current", { session: next })
    expect(followed.body.ticket.follow_up_of).toEqual(expect.any(Number))
    const thread = await admin("get", "/tickets/{id}", { id: ticket_id })
    expect(thread.body.ticket).toMatchObject({ follow_up_of: { id }, earlier: [{ id }] })
    expect((await admin("get", "/tickets/{id}", { id })).body.ticket.followed_up_by).toMatchObject([{ id: ticket_id }])
  })

  it("refuses links that have ended as the file says", async () => {
    const { desk } = world()
    const { id } = await help.aTicket()
    const token = await help.tokenOf(id)
    const exchange = async () => (await help.ask("post", "/session", { body: { token } })).body.code
    await desk.sql("UPDATE license_center_private_link SET expires_at = now() WHERE ticket_id = ?", [id])
    expect(await exchange()).toBe("LINK_EXPIRED")
    await admin("post", "/tickets/{id}/links/revoke", { id })
    expect(await exchange()).toBe("LINK_REVOKED")
  })

  it("refuses customers' requests as the file says", async () => {
    const { desk } = world()
    const limited = { "x-forwarded-for": "198.51.100.201" }
    await help.use("address", limited["x-forwarded-for"])
    for (const { path: at, method, operation } of api.operations()) {
      if (!at.startsWith(TICKETS)) {
        continue
      }
      const below = at.slice(TICKETS.length)
      const query = operation.operationId === "uploadToTicket" ? "?filename=a.log" : ""
      const fitting = { body: FITTING[operation.operationId], query }
      const keyless = request(desk.url)[method](at.replace("{id}", "nothing_here"))
      help.seen(method, at, await keyless.send(fitting.body))
      expect([at, (await help.ask(method, below, { ...fitting, headers: limited })).status]).toEqual([at, 429])
      if ("401" in operation.responses) {
        expect([at, (await help.ask(method, below, fitting)).status]).toEqual([at, 401])
      }
      const away = (["findVisitor", "exchangeLink", "identifyLink", "openTicket"] as const).map((call) =>
        jest.spyOn(help.support, call).mockRejectedValue(new Error("the database is away"))
      )
      const failed = await help.ask(method, below, { ...fitting, session: NO_SESSION })
      expect([at, failed.status]).toEqual([at, 503])
      away.forEach((spy) => spy.mockRestore())
    }
  })

  describe("operators", () => ticketDeskAnswers(tools, help))
  describe("mail", () => inboundAnswers(tools, help))

  it("has been seen to say every code of a refusal", () => {
    const { RefusalCode } = api.document.components.schemas
    const known = RefusalCode.enum as string[]
    expect([...help.codes].filter((code) => known.includes(code)).sort()).toEqual([...known].sort())
  })
}
