import { SUPPORT_MODULE } from "../../../src/modules/support"
import type SupportModuleService from "../../../src/modules/support/service"
import { answerRefundsWorkflow } from "../../../src/workflows/refunds/workflows/answer-refunds"
import type { App } from "../../setup/app"
import { aBuyer, type Basket, type License, type Order } from "../../setup/orders"
import { Portal, SUBJECT, tokenIn } from "../portal/world"
import { Surfer } from "../support-pages/surfer"
import { RefundDesk, type Assessment } from "./desk"

type Refund = Omit<Assessment, "reasons"> & { reasons: string[]; can_request: boolean; request: { status: string } }

/** What who owns a license sees of a refund, and what follows when they ask for it. */
export function customers(app: App): void {
  const desk = new RefundDesk(app)
  const portal = new Portal(app)

  async function bought(basket: Basket = { solo: 1 }) {
    const email = aBuyer()
    const order = await app.orders.aPaidOrder({ email, basket })
    const licenses = await app.orders.licenses(order)
    return { email, order, licenses, license: licenses[0]!, session: await portal.visit(email) }
  }

  const at = ({ id }: Pick<License, "id">, query = "") => `/licenses/${id}/refund${query}`

  const see = async (license: License, session: string, query = ""): Promise<Refund> =>
    (await portal.ask("get", at(license, query), undefined, session).expect(200)).body.refund

  const ask = async (license: License, session: string, body: object = {}) => {
    const { status, body: answer } = await portal.ask("post", at(license), body, session)
    await app.events.settled()
    return { status, ...answer } as {
      status: number
      code?: string
      request: { id: string; status: string }
      ticket_number: number
    }
  }

  const requestsOf = async (order: Order) => (await desk.assess(order)).requests
  const tickets = () => app.container.resolve<SupportModuleService>(SUPPORT_MODULE)

  it("see the verdict in plain words, in their language; looking changes nothing", async () => {
    const { license, order, session } = await bought({ solo: 2 })
    expect(await see(license, session)).toMatchObject({
      verdict: "approve_unused",
      reasons: [
        "Refunds are possible for 14 days; less than a day has passed since the purchase.",
        "The license has not been used, and nothing was downloaded with it.",
      ],
      amount: 50,
      currency_code: "eur",
      can_request: true,
      request: null,
      units: [{ license_id: license.id, amount: 50, selectable: true }, { selectable: true }],
    })
    expect((await see(license, session, "?locale=de-AT")).reasons[1]).toContain("Lizenz")
    expect(await requestsOf(order)).toEqual([])
    expect(await portal.sql("SELECT id FROM license_center_refund_assessment WHERE order_id = ?", [order.id])).toEqual(
      []
    )
  })

  it("ask for one license, which makes a ticket, and an operator pays exactly that back", async () => {
    const { email, order, licenses, license, session } = await bought({ solo: 2 })
    const [key] = app.mailbox.keysTo(email)
    const asked = await ask(license, session, { reason: `I bought one too many: ${key}` })
    expect(asked).toMatchObject({ status: 201, request: { status: "open" }, ticket_number: expect.any(Number) })
    const [ticket] = await tickets().listSupportTickets({ number: asked.ticket_number })
    expect(ticket).toMatchObject({ category: "refund", order_id: order.id, license_id: license.id, email })
    const [request] = await requestsOf(order)
    expect(request).toMatchObject({ id: asked.request.id, status: "open", ticket_id: ticket!.id, amount: 50 })
    expect(JSON.stringify(request)).toContain("one too many")
    expect(JSON.stringify(request)).not.toContain(key)
    expect(await see(license, session)).toMatchObject({ can_request: false, request: { status: "open" } })

    expect(await desk.approve(asked.request.id)).toMatchObject({ status: "refunded", amount: 50 })
    expect(await desk.refunded(order)).toEqual([50])
    const status = Object.fromEntries((await app.orders.licenses(order)).map((one) => [one.id, one.status]))
    expect(status).toEqual({ [license.id]: "revoked", [licenses[1]!.id]: "active" })
    expect(app.mailbox.mailsTo(email, /on its way back/)).toHaveLength(1)
    expect(app.mailbox.mailsTo(email, /answer to your request/)).toEqual([])
    const [settled] = await tickets().listSupportTickets({ id: ticket!.id })
    expect(settled).toMatchObject({ status: "resolved", first_replied_at: expect.any(Date) })
    const told = (await saidIn(ticket!.id)).join("\n")
    expect(told).toContain(`We have paid €50.00 back for order #${order.display_id}.`)
    expect(told).toContain("This license cannot be used any more.")
    expect(await see(license, session)).toMatchObject({ verdict: "already_refunded", can_request: false })
    expect(await ask(license, session)).toMatchObject({ status: 400 })
  })

  /** Public messages of a ticket. */
  const saidIn = async (ticket_id: string) =>
    (await tickets().listSupportMessages({ ticket_id, kind: "public" })).map(({ body }) => body)

  it("read a decision in the ticket once, also when the process died before it was noted", async () => {
    const { license, order, session } = await bought()
    const { request } = await ask(license, session)
    const [{ ticket_id }] = (await requestsOf(order)) as unknown as [{ ticket_id: string }]
    await desk.decline(request.id, "It was used by a team.")
    await portal.sql("UPDATE license_center_refund_request SET answered_at = NULL WHERE id = ?", [request.id])
    await answerRefundsWorkflow(app.container).run({ input: {} })
    const [, ...answers] = await saidIn(ticket_id)
    expect(answers).toEqual([expect.stringMatching(/will not refund it\.[^]*It was used by a team\.[^]*Answer here/)])
    expect(await tickets().listSupportTickets({ id: ticket_id })).toMatchObject([{ status: "resolved" }])
  })

  it("read a decision in a ticket that they closed, which stays closed", async () => {
    const { email, license, order, session } = await bought()
    const { request } = await ask(license, session)
    const [{ ticket_id }] = (await requestsOf(order)) as unknown as [{ ticket_id: string }]
    await tickets().changeTicket(ticket_id, "closed_by_customer", { type: "customer" })
    expect(await desk.approve(request.id)).toMatchObject({ status: "refunded" })
    expect((await saidIn(ticket_id)).join()).toContain("We have paid €50.00 back")
    expect(await tickets().listSupportTickets({ id: ticket_id })).toMatchObject([{ status: "closed" }])
    expect(app.mailbox.mailsTo(email, /on its way back/)).toHaveLength(1)
  })

  it("are told why they are declined, keep their license, and may ask again", async () => {
    const { email, license, order, session } = await bought()
    const { request } = await ask(license, session)
    expect(await desk.decline(request.id, "It was used by a team.")).toMatchObject({ status: "declined" })
    const mails = app.mailbox.mailsTo(email).filter(({ text }) => text.includes("It was used by a team."))
    expect(mails.length).toBeGreaterThan(0)
    expect(await app.orders.licenses(order)).toMatchObject([{ status: "active" }])
    expect(await see(license, session)).toMatchObject({ can_request: true, request: { status: "declined" } })
    expect((await ask(license, session)).status).toBe(201)
  })

  it("ask once for an order, also at the same time", async () => {
    const { license, order, session } = await bought()
    const answers = await Promise.all([ask(license, session), ask(license, session)])
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409])
    expect(await ask(license, session)).toMatchObject({ status: 409, code: "REQUEST_OPEN" })
    expect(await requestsOf(order)).toHaveLength(1)
    expect(await tickets().listSupportTickets({ order_id: order.id })).toHaveLength(1)
  })

  it("get the ticket that a crash kept from them when they ask again", async () => {
    const { license, order, session } = await bought()
    const { request } = await ask(license, session)
    await portal.sql("UPDATE license_center_refund_request SET ticket_id = NULL WHERE id = ?", [request.id])
    expect((await ask(license, session)).status).toBe(409)
    const [ticket, ...more] = await tickets().listSupportTickets({ order_id: order.id })
    expect(more).toEqual([])
    expect(await requestsOf(order)).toMatchObject([{ ticket_id: ticket!.id }])
  })

  it("learn nothing of a stranger's license, and ask for none", async () => {
    const mine = await bought()
    const theirs = await bought()
    for (const method of ["get", "post"] as const) {
      await portal.ask(method, at(theirs.license), undefined, mine.session).expect(404)
      await portal.ask(method, at({ id: "lic_none" }), undefined, mine.session).expect(404)
      await portal.ask(method, at(mine.license)).expect(401)
    }
    const [unit] = (await see(theirs.license, theirs.session)).units
    for (const foreign of [unit!.unit_id, theirs.license.id, "ordli_none:0"]) {
      expect((await ask(mine.license, mine.session, { units: [foreign] })).status).toBe(404)
    }
    expect((await ask(mine.license, mine.session, { units: [] })).status).toBe(400)
    expect(await requestsOf(mine.order)).toEqual([])
    expect(await requestsOf(theirs.order)).toEqual([])
  })

  it("ask on the hosted page, without a script", async () => {
    const mine = await bought({ solo: 2 })
    const theirs = await bought()
    const page = "/license-center/portal/refund"
    const surfer = new Surfer(app.url)
    expect((await surfer.open(`${page}?license=${mine.license.id}`)).address).toBe("/license-center/portal")
    const door = await surfer.open("/license-center/portal")
    // A link that was made a moment ago would do.
    await portal.sql(
      "UPDATE license_center_portal_link SET created_at = now() - interval '10 minutes' WHERE email = ?",
      [mine.email]
    )
    await portal.request(mine.email).expect(202)
    const [mail] = await app.mailbox.waitFor(mine.email, 1, SUBJECT)
    const list = await surfer.send(door.form("/license-center/portal/session"), { token: tokenIn(mail!) })
    expect(list.html).toContain(`${page}?license=${mine.license.id}`)
    expect((await surfer.open(`${page}?license=${theirs.license.id}`)).status).toBe(404)

    const seen = await surfer.open(`${page}?license=${mine.license.id}&lang=de`)
    expect([seen.status, seen.text]).toEqual([200, expect.stringContaining("Sie können das Geld zurückbekommen")])
    const shown = await surfer.open(`${page}?license=${mine.license.id}`)
    const form = shown.form(page)
    const isUnit = ([name]: [string, string]) => name.startsWith("unit_")
    const chosen = Object.fromEntries(form.fields.filter(isUnit))
    expect(Object.keys(chosen)).toHaveLength(2)
    const bare = { ...form, fields: form.fields.filter((field) => !isUnit(field)) }
    const none = await surfer.send(bare, { reason: "the wrong one" })
    expect([none.status, none.text]).toEqual([400, expect.stringContaining("Choose at least one license")])
    expect((await surfer.send({ ...bare, action: page }, { license: theirs.license.id })).status).toBe(404)
    const elsewhere = { headers: { "sec-fetch-site": "cross-site", origin: "https://elsewhere.example" } }
    expect((await surfer.send(bare, chosen, elsewhere)).status).toBe(403)
    expect((await surfer.send(bare, { ...chosen, form_token: "another" })).status).toBe(409)
    expect(await requestsOf(mine.order)).toEqual([])

    const sent = await surfer.send(bare, { ...chosen, reason: "the wrong one" })
    expect([sent.status, sent.text]).toEqual([200, expect.stringContaining("We have your request")])
    expect(await requestsOf(mine.order)).toMatchObject([{ status: "open", amount: 100 }])
    expect((await surfer.send(bare, chosen)).status).toBe(409)
    expect((await surfer.open(`${page}?license=${mine.license.id}`)).text).toMatch(/Your request[^]*Amount: €100\.00/)
    const listed = await surfer.open("/license-center/portal")
    expect(listed.text).toContain("See your refund request")
    expect(listed.text).not.toContain("Ask for a refund")
    const [request] = await requestsOf(mine.order)
    await desk.approve(request!.id)
    const ended = await surfer.open("/license-center/portal")
    for (const offer of ["refund request", "Ask for a refund", "Show key", "Free this seat"]) {
      expect(ended.text).not.toContain(offer)
    }
    await app.events.settled()
  })
}
