import { SUPPORT_MODULE } from "../../../src/modules/support"
import type SupportModuleService from "../../../src/modules/support/service"
import { REFUNDS_MODULE } from "../../../src/modules/refunds"
import type RefundsModuleService from "../../../src/modules/refunds/service"
import { readWithdrawalFacts } from "../../../src/workflows/withdrawals/lib/withdrawal-facts"
import { settleWithdrawalsWorkflow } from "../../../src/workflows/withdrawals/workflows/settle-withdrawals"
import type { App } from "../../setup/app"
import { aBuyer, type Order } from "../../setup/orders"

const WITHDRAWALS = "/store/license-center/withdrawals"
const ACKNOWLEDGED = /withdrawal/i

export function withdrawals(app: App): void {
  const refunds = () => app.container.resolve<RefundsModuleService>(REFUNDS_MODULE)
  const declare = (of: Pick<Order, "email"> & { display_id: number | string }, more: object = {}) =>
    app.store.shop.ask("post", WITHDRAWALS, {
      name: "Ada Lovelace",
      order_number: of.display_id,
      email: of.email,
      locale: "en",
      ...more,
    })
  const confirm = async (token: string) => {
    const answer = await app.store.shop.ask("post", `${WITHDRAWALS}/confirm`, { token })
    await app.events.settled()
    return answer
  }
  const kept = async (email: string) => (await refunds().listWithdrawals({ email }))[0]!
  const ticketsOf = async (email: string) =>
    (await app.store.admin.get(`/admin/license-center/tickets?email=${encodeURIComponent(email)}&view=all`)).tickets

  it("takes two steps: the first changes nothing but shows what would be stated", async () => {
    const order = await app.orders.aPaidOrder()
    const { status, body } = await declare(order, { part: "the Team license" })
    expect(status).toBe(201)
    expect(body.token).toMatch(/^lcw_[\w-]{43}$/)
    expect(body.statement).toContain(`Order number: ${order.display_id}`)
    expect(body.statement).toContain("What I withdraw from: the Team license")
    expect(body.statement).toContain("Name: Ada Lovelace")
    await app.events.settled()
    expect(await kept(order.email)).toMatchObject({ status: "declared", confirmed_at: null })
    expect(app.mailbox.mailsTo(order.email, ACKNOWLEDGED)).toEqual([])
    expect((await readWithdrawalFacts(app.container, order.id)).withdrawal_declared_at).toBeNull()
  })

  it("is made by the second step, acknowledged with words and time, and brought before an operator", async () => {
    const order = await app.orders.aPaidOrder()
    const { token, statement } = (await declare(order)).body
    const { status, body } = await confirm(token)
    expect(status).toBe(200)
    expect(body.withdrawal).toEqual({
      id: expect.stringMatching(/^lcwdr_/),
      order_number: String(order.display_id),
      statement,
      made_at: expect.any(String),
    })
    const [mail] = await app.mailbox.waitFor(order.email, 1, ACKNOWLEDGED)
    for (const line of statement.split("\n").filter(Boolean)) {
      expect(mail!.text).toContain(line)
    }
    const made_at = new Date(body.withdrawal.made_at)
    expect(mail!.text).toContain(String(made_at.getUTCFullYear()))
    expect(mail!.text).toContain("(UTC)")
    expect(await kept(order.email)).toMatchObject({
      order_id: order.id,
      status: "made",
      confirmed_at: made_at,
      acknowledged_at: expect.any(Date),
      ticket_id: expect.any(String),
    })
    expect(await ticketsOf(order.email)).toMatchObject([{ category: "refund", order_id: order.id, priority: "high" }])
    expect((await readWithdrawalFacts(app.container, order.id)).withdrawal_declared_at).toEqual(made_at)
  })

  it("is one withdrawal however often it is confirmed, also at once", async () => {
    const order = await app.orders.aPaidOrder()
    const { token } = (await declare(order)).body
    const answers = await Promise.all([confirm(token), confirm(token), confirm(token)])
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
    expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1)
    await settleWithdrawalsWorkflow(app.container).run({ input: {} })
    await app.events.settled()
    expect(app.mailbox.mailsTo(order.email, ACKNOWLEDGED)).toHaveLength(1)
    expect(await ticketsOf(order.email)).toHaveLength(1)
  })

  it("answers the same whether there is such an order, and repeats nothing to an address that is not its", async () => {
    const order = await app.orders.aPaidOrder()
    const [stranger, nobody] = [aBuyer(), aBuyer()]
    const theirs = await declare(order)
    const ofStranger = await declare({ display_id: order.display_id, email: stranger }, { name: "Buy at evil" })
    const ofNobody = await declare({ display_id: 9_999_999, email: nobody }, { name: "Buy at evil" })
    const shape = ({ status, body }: { status: number; body: object }) => [status, Object.keys(body).sort()]
    expect(shape(ofStranger)).toEqual(shape(theirs))
    expect(shape(ofNobody)).toEqual(shape(theirs))
    expect((await confirm(ofStranger.body.token)).status).toBe(200)
    expect((await confirm(ofNobody.body.token)).status).toBe(200)
    for (const email of [stranger, nobody]) {
      const [mail] = await app.mailbox.waitFor(email, 1, ACKNOWLEDGED)
      expect(mail!.text).not.toContain("evil")
      expect(mail!.text).toContain("(UTC)")
    }
    expect(await kept(stranger)).toMatchObject({ order_id: null, status: "made" })
    expect((await readWithdrawalFacts(app.container, order.id)).withdrawal_declared_at).toBeNull()
    expect(await ticketsOf(stranger)).toMatchObject([{ order_id: null, unproven_claims: { order_id: order.id } }])
  })

  it("knows no token but its own, and none for longer than an hour", async () => {
    expect((await confirm(`lcw_${"x".repeat(43)}`)).status).toBe(404)
    expect((await confirm("something else")).status).toBe(404)
    expect((await app.store.shop.ask("post", `${WITHDRAWALS}/confirm`, {})).status).toBe(400)
    const email = aBuyer()
    const { token } = (await declare({ display_id: 1, email })).body
    const { id } = await kept(email)
    await refunds().updateWithdrawals({ id, expires_at: new Date(Date.now() - 1_000) })
    const late = await confirm(token)
    expect([late.status, late.body.code]).toEqual([410, "EXPIRED"])
    expect(await kept(email)).toMatchObject({ status: "declared" })
  })

  it.each([
    [{ name: " " }, "name"],
    [{ email: "ada" }, "email"],
    [{ order_number: "https://evil.example" }, "order_number"],
    [{ order_number: undefined }, "order_number"],
  ])("refuses %p", async (wrong, field) => {
    const { status, body } = await declare({ display_id: 1, email: aBuyer() }, wrong)
    expect([status, body.code]).toEqual([400, "INVALID_REQUEST"])
    expect(body.errors).toEqual([expect.objectContaining({ field })])
  })

  it("is answered by an operator: a refusal reaches the customer with its reason", async () => {
    const order = await app.orders.aPaidOrder()
    const { id } = (await confirm((await declare(order)).body.token)).body.withdrawal
    const path = "/admin/license-center/withdrawals"
    const { withdrawals } = await app.store.admin.get(`${path}?order_id=${order.id}`)
    expect(withdrawals).toMatchObject([
      {
        id,
        status: "made",
        law: { applies: true, in_time: true, waiver: "none" },
        acknowledged_at: expect.any(String),
      },
    ])
    const refuse = () => app.store.admin.ask("post", `${path}/${id}/refuse`, { reason: "The consent was confirmed." })
    expect((await refuse()).body.withdrawal.status).toBe("refused")
    expect((await refuse()).status).toBe(200)
    await app.events.settled()
    const [answer] = await app.mailbox.waitFor(order.email, 1, /answer to your request/)
    expect(answer!.text).toContain("The consent was confirmed.")
    expect(app.mailbox.mailsTo(order.email, /answer to your request/)).toHaveLength(1)
    expect((await app.store.admin.ask("post", `${path}/${id}/accept`, {})).status).toBe(400)
    expect((await app.store.admin.ask("post", `${path}/${id}/refuse`, {})).status).toBe(400)
    expect((await readWithdrawalFacts(app.container, order.id)).withdrawal_declared_at).toBeNull()
  })

  it("is answered by an operator: an acceptance reaches the customer, and a note does not", async () => {
    const order = await app.orders.aPaidOrder()
    const { id } = (await confirm((await declare(order)).body.token)).body.withdrawal
    const path = `/admin/license-center/withdrawals/${id}/accept`
    const accept = () => app.store.admin.ask("post", path, { reason: "Ask Ada for the account." })
    expect((await accept()).body.withdrawal.status).toBe("accepted")
    expect((await accept()).status).toBe(200)
    await app.events.settled()
    const [answer, ...more] = await app.mailbox.waitFor(order.email, 1, /answer to your request/)
    expect(answer!.text).toContain("We accept your withdrawal.")
    expect(answer!.text).not.toContain("Ada")
    expect(more).toEqual([])
    const support = app.container.resolve<SupportModuleService>(SUPPORT_MODULE)
    const [ticket] = await support.listSupportTickets({ order_id: order.id })
    expect(ticket!.status).toBe("open")
    const said = await support.listSupportMessages({ ticket_id: ticket!.id, author_type: "operator" })
    expect(said.map(({ kind }) => kind).sort()).toEqual(["note", "public"])
  })

  it("makes up for an event that was lost", async () => {
    const order = await app.orders.aPaidOrder()
    const { token } = (await declare(order)).body
    // As when the process dies right after the second step.
    expect((await refunds().withdrawals.confirm(token, new Date())).ok).toBe(true)
    await settleWithdrawalsWorkflow(app.container).run({ input: {} })
    await app.mailbox.waitFor(order.email, 1, ACKNOWLEDGED)
    expect(await kept(order.email)).toMatchObject({ acknowledged_at: expect.any(Date), order_id: order.id })
  })
}
