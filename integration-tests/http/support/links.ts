import { randomBytes } from "node:crypto"
import type { Response } from "supertest"
import type { App } from "../../setup/app"
import { aBuyer } from "../../setup/orders"
import { bytesOf, PNG, Support, tokenIn } from "./world"

/** What opens a ticket, and all that looks as if it did. */
export function links(app: App): void {
  const support = new Support(app)
  afterEach(() => app.events.settled())

  /** Ways in which a secret arrives that is not quite the secret. */
  const spoiled = (secret: string) => [
    secret.slice(0, -1),
    secret.slice(0, 20),
    `${secret}A`,
    `${secret}=`,
    ` ${secret}`,
    `${secret} `,
    `${secret}\n`,
    `${secret}\0`,
    secret.replace("_", "_ "),
    secret.toUpperCase(),
    secret.toLowerCase(),
    secret.slice(4),
    secret.replace(/.$/, (last) => (last === "A" ? "B" : "A")),
    secret.replace(/^lc./, "lcf"),
    `${secret.slice(0, 4)}${randomBytes(32).toString("base64url")}`,
    "",
    "null",
    "%",
  ]

  /** All of them the same, to the byte. */
  function expectAlike(answers: Response[]): void {
    expect([...new Set(answers.map(bytesOf))]).toHaveLength(1)
  }

  it("answers every token that opens nothing with the same bytes, and changes nothing", async () => {
    const { token, session } = await support.visit()
    const before = await support.state()
    const answers: Response[] = []
    for (const wrong of [...spoiled(token), session]) {
      answers.push(await support.ask("post", "/session", { token: wrong }).expect(401))
    }
    expectAlike(answers)
    expect(answers[0]!.body).toEqual({ code: "LINK_UNKNOWN", message: expect.any(String) })
    expect(answers[0]!.headers["set-cookie"]).toBeUndefined()
    for (const none of [{}, { token: null }, { token: 7 }, { token: [token] }, { token: { a: token } }]) {
      const { body } = await support.ask("post", "/session", none).expect(400)
      expect(body).toMatchObject({ code: "INVALID_REQUEST", errors: [{ field: "token" }] })
    }
    expect(await support.state()).toEqual(before)
  })

  it("answers every session that is none with the same bytes, whatever is asked", async () => {
    const { session, token, ticket } = await support.visit()
    const before = await support.state()
    const calls: ["get" | "post" | "delete", string, object?][] = [
      ["get", "/current"],
      ["post", "/current/messages", { message: "Hello" }],
      ["post", "/current/close", {}],
      ["post", "/current/attachments?filename=a.png"],
      ["get", "/current/attachments/lcatt_none"],
      ["delete", "/current/attachments/lcatt_none"],
    ]
    const answers: Response[] = []
    // What cannot stand in a header never arrives, and what is padded with blanks is trimmed on its way.
    const headers = spoiled(session)
      .filter((text) => !/[\0\n]/.test(text) && text.trim() !== session)
      .map((text) => `Bearer ${text}`)
    for (const authorization of [...headers, `Bearer ${token}`, session, `Basic ${session}`, `Bearer ${ticket.id}`]) {
      for (const [method, path, body] of calls) {
        answers.push(await support.ask(method, path, body).set("authorization", authorization).expect(401))
      }
    }
    expectAlike(answers)
    expect(answers[0]!.body).toEqual({ code: "NO_SESSION", message: expect.any(String) })
    expect(await support.state()).toEqual(before)
  })

  it("may be followed again and again: each time is a visit of its own", async () => {
    const { token, session } = await support.visit()
    const again = await support.exchange(token)
    expect(again.session).not.toBe(session)
    await again.ask("delete", "/session").expect(200)
    await support.as(session, "get", "/current").expect(200)
  })

  it("ends at once when the store revokes it, with the visits that it opened", async () => {
    const { token, ticket, ask } = await support.visit()
    await support.revokeLinks(ticket.id)
    expect((await support.ask("post", "/session", { token }).expect(401)).body.code).toBe("LINK_REVOKED")
    expect((await ask("get", "/current").expect(401)).body.code).toBe("NO_SESSION")
    expect((await ask("post", "/current/messages", { message: "Still here" }).expect(401)).body.code).toBe("NO_SESSION")
  })

  it("ends by itself, and another one can be mailed to who had it", async () => {
    const { token, ticket, email, ask } = await support.visit()
    await support.sql("UPDATE license_center_private_link SET expires_at = now() WHERE ticket_id = ?", [ticket.id])
    expect((await support.ask("post", "/session", { token }).expect(401)).body.code).toBe("LINK_EXPIRED")
    await ask("get", "/current").expect(401)
    const { body } = await support.ask("post", "/links", { token }).expect(202)
    expect(body).toEqual({ status: "received" })
    await app.events.settled()
    const [, mail] = await app.mailbox.waitFor(email, 2)
    const next = await support.exchange(tokenIn(mail!))
    expect((await next.ask("get", "/current").expect(200)).body.ticket.id).toBe(ticket.id)
  })

  it("is mailed again to an address that names its ticket, and says nothing to anybody else", async () => {
    const { email, ticket } = await support.open()
    const other = await support.open()
    const known = await support.ask("post", "/links", { email: email.toUpperCase(), number: `#${ticket.number}` })
    await app.events.settled()
    const before = await support.state()
    const claims = [
      { email, number: other.ticket.number },
      { email: other.email, number: ticket.number },
      { email: aBuyer(), number: ticket.number },
      { email, number: 2_000_000_000 },
      { token: `lct_${randomBytes(32).toString("base64url")}` },
      { token: "" },
      { email: "nobody", number: {} },
      {},
      [],
    ]
    for (const claim of claims) {
      expect(bytesOf(await support.ask("post", "/links", claim))).toBe(bytesOf(known))
    }
    expect(known.status).toBe(202)
    await app.events.settled()
    expect(await support.state()).toEqual(before)
    expect(app.mailbox.mailsTo(email)).toHaveLength(2)
    expect(app.mailbox.mailsTo(other.email)).toHaveLength(1)
  })

  it("is not mailed again when the store revoked it, nor twice for two presses", async () => {
    const revoked = await support.open()
    await support.revokeLinks(revoked.ticket.id)
    await support.ask("post", "/links", { token: revoked.token }).expect(202)
    const { email, ticket, token } = await support.open()
    const press = () => support.ask("post", "/links", { token }).expect(202)
    await Promise.all([press(), press(), support.ask("post", "/links", { email, number: ticket.number })])
    await app.events.settled()
    await support.settle()
    expect(app.mailbox.mailsTo(revoked.email)).toHaveLength(1)
    expect(app.mailbox.mailsTo(email)).toHaveLength(2)
  })

  it("opens nothing of another ticket", async () => {
    const [a, b] = [await support.visit(), await support.visit()]
    const upload = await b.ask("post", "/current/attachments?filename=mine.png").type("image/png").send(PNG).expect(201)
    const { id } = upload.body.attachment
    await b.ask("post", "/current/messages", { message: "See here", attachments: [id] }).expect(201)
    await b.ask("get", `/current/attachments/${id}`).expect(200)
    const unknown = await a.ask("get", "/current/attachments/lcatt_none").expect(404)
    expect(bytesOf(await a.ask("get", `/current/attachments/${id}`).expect(404))).toBe(bytesOf(unknown))
    await a.ask("delete", `/current/attachments/${id}`).expect(404)
    await a.ask("post", "/current/messages", { message: "Mine?", attachments: [id] }).expect(400)
    expect((await a.ask("get", "/current").expect(200)).text).not.toContain(b.ticket.id)
  })

  it("changes nothing when a scanner of mails follows every address with HEAD and GET", async () => {
    const { token, session, ask, ticket } = await support.visit()
    const upload = await ask("post", "/current/attachments?filename=a.png").type("image/png").send(PNG).expect(201)
    const { id } = upload.body.attachment
    await app.events.settled()
    const paths = [
      "",
      "/links",
      "/session",
      `/session?token=${token}`,
      `/${token}`,
      "/current",
      "/current/messages",
      "/current/close",
      "/current/attachments",
      `/current/attachments/${id}`,
      `/current/attachments/${id}?session=${session}`,
      `/${ticket.id}`,
    ].map((path) => `/store/license-center/tickets${path}`)
    const hosted = ["/license-center/t", `/license-center/t?token=${token}`, "/license-center/tickets/new"]
    const before = await support.state()
    for (const path of [...paths, ...hosted]) {
      for (const method of ["HEAD", "GET"]) {
        for (const headers of [{} as object, { authorization: `Bearer ${session}`, cookie: `lc_visit=${session}` }]) {
          const answer = await fetch(app.url + path, {
            method,
            headers: { ...(await support.publishableKey()), ...headers },
          })
          await answer.arrayBuffer()
          expect(answer.status).toBeLessThan(500)
        }
      }
    }
    await app.events.settled()
    expect(await support.state()).toEqual(before)
  })
}
