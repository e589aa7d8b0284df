import request from "supertest"
import { Modules } from "@medusajs/framework/utils"
import { REFUNDS_MODULE } from "../../../src/modules/refunds"
import { WAIVER_VERSION } from "../../../src/modules/refunds/rules/eu/waiver-texts"
import type RefundsModuleService from "../../../src/modules/refunds/service"
import { settleWithdrawalsWorkflow } from "../../../src/workflows/withdrawals/workflows/settle-withdrawals"
import type { Tools } from "./answers"
import type { Method } from "./document"
import { Help } from "./help"

const STORE = "/store/license-center"
const WAIVER = `${STORE}/waiver`
const WITHDRAWALS = `${STORE}/withdrawals`
const CONFIRM = `${WITHDRAWALS}/confirm`
const TYPED = { name: "Ada Lovelace", order_number: 1042, email: "ada@example.com" }

/** Answers about the consent at the checkout and about withdrawals, held against the file. */
export function withdrawalAnswers(tools: Tools): void {
  const { world, judge, admin } = tools
  const away = async (ask: () => Promise<{ status: number }>, ...spies: jest.SpyInstance[]) => {
    spies.forEach((spy) => spy.mockRejectedValue(new Error("the database is away")))
    expect((await ask()).status).toBe(503)
    spies.forEach((spy) => spy.mockRestore())
  }
  const container = () => world().desk.container
  const refunds = () => container().resolve<RefundsModuleService>(REFUNDS_MODULE)
  const ask = async (method: Method, at: string, body?: object, query = "", headers: object = {}) => {
    const { desk } = world()
    const response = await request(desk.url)
      [method](at + query)
      .set({ ...desk.headers(STORE), ...headers })
      .send(body)
    judge(method, at, response)
    return response
  }
  const aCart = async (country_code: string) => {
    const cart = await container()
      .resolve(Modules.CART)
      .createCarts({
        currency_code: "eur",
        billing_address: { country_code },
        items: [{ title: "Nimbus Notes", quantity: 1, unit_price: 49, variant_id: world().variant_id }],
      })
    return cart.id
  }

  it("answers a checkout as the file says", async () => {
    const { variant_id, operator } = world()
    const plans = "/admin/license-center/plans"
    const { plan } = await operator.post(plans, { code: "eu", name: "EU", key_prefix: "EUEU" })
    await operator.post(`${plans}/${plan.id}/variants`, { add: [variant_id] })
    const cart_id = await aCart("de")
    const given = { cart_id, version: WAIVER_VERSION, locale: "en", begin: true, lose: true }
    const query = `?cart_id=${cart_id}&locale=de`
    expect((await ask("get", WAIVER, undefined, query)).body.waiver).toMatchObject({ required: true, given: null })
    expect((await ask("post", WAIVER, { ...given, lose: false })).status).toBe(400)
    expect((await ask("post", WAIVER, { ...given, version: "0" })).body.code).toBe("TEXT_CHANGED")
    expect((await ask("post", WAIVER, { ...given, cart_id: await aCart("us") })).body.code).toBe("NOT_REQUIRED")
    expect((await ask("post", WAIVER, given)).status).toBe(201)
    expect((await ask("delete", WAIVER, undefined, query)).status).toBe(200)
    expect((await ask("post", WAIVER, given)).body.waiver.given).toMatchObject({ version: WAIVER_VERSION })
    const { waivers } = refunds()
    await away(() => ask("get", WAIVER, undefined, query), jest.spyOn(waivers, "ofCart"))
    await away(() => ask("post", WAIVER, given), jest.spyOn(waivers, "give"))
    await away(() => ask("delete", WAIVER, undefined, query), jest.spyOn(waivers, "takeBack"))
    await waivers.bindToOrder(cart_id, { order_id: "order_1", email: "ada@example.com" })
    const kept = await admin("get", "/waivers/{order_id}", { order_id: "order_1" })
    expect(kept.body).toMatchObject({ withdrawal_applies: false, waiver: { confirmed_at: null } })
    await container().resolve(Modules.CART).updateCarts(cart_id, { completed_at: new Date() })
    expect((await ask("post", WAIVER, given)).body.code).toBe("CART_COMPLETED")
    expect((await ask("delete", WAIVER, undefined, query)).status).toBe(409)
  })

  it("answers a withdrawal as the file says, to customers and operators", async () => {
    const order = await container()
      .resolve(Modules.ORDER)
      .createOrders({ currency_code: "eur", email: TYPED.email, items: [], billing_address: { country_code: "de" } })
    const declared = await ask("post", WITHDRAWALS, { ...TYPED, order_number: order.display_id, part: null })
    expect(declared.status).toBe(201)
    expect((await ask("post", WITHDRAWALS, { ...TYPED, email: "ada" })).status).toBe(400)
    expect((await ask("post", CONFIRM, { token: 1 })).status).toBe(400)
    expect((await ask("post", CONFIRM, { token: "none" })).status).toBe(404)
    const made = await ask("post", CONFIRM, { token: declared.body.token })
    expect(made.status).toBe(200)
    await settleWithdrawalsWorkflow(container()).run({ input: {} })
    const late = (await ask("post", WITHDRAWALS, TYPED)).body.token
    await world().desk.sql("UPDATE license_center_withdrawal SET expires_at = now() WHERE confirmed_at IS NULL")
    expect((await ask("post", CONFIRM, { token: late })).status).toBe(410)

    const { id } = made.body.withdrawal
    const list = await admin("get", "/withdrawals", {}, undefined, `?order_id=${order.id}&status=made`)
    expect(list.body.withdrawals).toMatchObject([
      { id, order_id: order.id, law: { applies: true, in_time: true, waiver: "none" }, ticket_id: expect.any(String) },
    ])
    const refused = await admin("post", "/withdrawals/{id}/refuse", { id }, { reason: "It is too late." })
    expect(refused.body.withdrawal).toMatchObject({ status: "refused", decision_reason: "It is too late." })
    expect((await admin("post", "/withdrawals/{id}/accept", { id })).status).toBe(400)

    const other = (await ask("post", WITHDRAWALS, { ...TYPED, order_number: 9_999_999 })).body.token
    const id_of_other = (await ask("post", CONFIRM, { token: other })).body.withdrawal.id
    await settleWithdrawalsWorkflow(container()).run({ input: {} })
    const accepted = await admin("post", "/withdrawals/{id}/accept", { id: id_of_other }, { reason: "By phone." })
    expect(accepted.body.withdrawal).toMatchObject({ status: "accepted", order_id: null, law: null })
    expect((await admin("post", "/withdrawals/{id}/refuse", { id: id_of_other }, { reason: "No." })).status).toBe(400)
  })

  it("refuses customers' requests about withdrawals as the file says", async () => {
    const { desk } = world()
    const help = new Help(tools)
    const limited = { "x-forwarded-for": "198.51.100.202" }
    await help.use("address", limited["x-forwarded-for"])
    const calls: [Method, string][] = [
      ["get", WAIVER],
      ["post", WAIVER],
      ["delete", WAIVER],
      ["post", WITHDRAWALS],
      ["post", CONFIRM],
    ]
    const nowhere = { cart_id: "nothing_here", version: "0", locale: "en", begin: true, lose: true, token: "none" }
    const query = "?cart_id=nothing_here"
    for (const [method, at] of calls) {
      const keyless = await request(desk.url)[method](at).send({})
      judge(method, at, keyless)
      expect([at, keyless.status]).toEqual([at, 400])
      expect([at, (await ask(method, at, { ...nowhere, ...TYPED }, query, limited)).status]).toEqual([at, 429])
      if (at === WAIVER) {
        expect((await ask(method, at, nowhere, query)).status).toBe(404)
      }
    }
    const { withdrawals } = refunds()
    await away(() => ask("post", WITHDRAWALS, TYPED), jest.spyOn(withdrawals, "declare"))
    await away(() => ask("post", CONFIRM, { token: "none" }), jest.spyOn(withdrawals, "confirm"))
    const { eu } = refunds()
    Object.assign(refunds(), { eu: { ...eu, countries: [] } })
    expect((await ask("post", WITHDRAWALS, TYPED)).body.code).toBe("NOT_OFFERED")
    expect((await ask("post", CONFIRM, { token: "none" })).body.code).toBe("NOT_OFFERED")
    Object.assign(refunds(), { eu })
  })
}
