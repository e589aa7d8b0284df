import { REFUNDS_MODULE } from "../../../src/modules/refunds"
import { WAIVER_TEXTS, WAIVER_VERSION } from "../../../src/modules/refunds/rules/eu/waiver-texts"
import type RefundsModuleService from "../../../src/modules/refunds/service"
import { readWithdrawalFacts } from "../../../src/workflows/withdrawals/lib/withdrawal-facts"
import type { App } from "../../setup/app"
import { aBuyer, type Basket } from "../../setup/orders"

const WAIVER = "/store/license-center/waiver"

export function waivers(app: App): void {
  const refunds = () => app.container.resolve<RefundsModuleService>(REFUNDS_MODULE)
  const aCart = (basket: Basket = { solo: 1 }, email = aBuyer()) => app.orders.aCart({ email, basket })
  const read = async (cart_id: string, more = "") =>
    (await app.store.shop.get(`${WAIVER}?cart_id=${cart_id}${more}`)).waiver
  const given = (cart_id: string, more: object = {}) => ({
    cart_id,
    version: WAIVER_VERSION,
    locale: "de",
    begin: true,
    lose: true,
    ...more,
  })
  const give = (cart_id: string, more: object = {}) => app.store.shop.ask("post", WAIVER, given(cart_id, more))

  it("is asked for where the law gives a right of withdrawal, in the buyer's language", async () => {
    const cart_id = await aCart()
    expect(await read(cart_id, "&locale=de-AT")).toEqual({
      required: true,
      version: WAIVER_VERSION,
      locale: "de",
      ...WAIVER_TEXTS.de,
      given: null,
    })
    expect(await read(cart_id)).toMatchObject({ locale: "en", ...WAIVER_TEXTS.en })
  })

  it("is not asked for without software, elsewhere, or where the store has turned it off", async () => {
    const software = await aCart()
    expect(await read(await aCart({ mug: 1 }))).toMatchObject({ required: false })
    const { eu } = refunds()
    const set = (more: object) => Object.assign(refunds(), { eu: { ...eu, ...more } })
    try {
      set({ regions: { [app.store.region_id]: "off" } })
      expect(await read(software)).toMatchObject({ required: false })
      const refused = await give(software)
      expect([refused.status, refused.body.code]).toEqual([409, "NOT_REQUIRED"])
      set({ countries: ["fr"] })
      expect(await read(software)).toMatchObject({ required: false })
      set({ waiver: false })
      expect(await read(software)).toMatchObject({ required: false })
    } finally {
      set({})
    }
    expect(await read(software)).toMatchObject({ required: true })
  })

  it.each([
    ["begin", false],
    ["lose", false],
    ["lose", "true"],
    ["begin", 1],
    ["lose", undefined],
  ])("takes nothing but a ticked box: %s is %p", async (box, value) => {
    const cart_id = await aCart()
    const { status, body } = await give(cart_id, { [box]: value })
    expect([status, body.code]).toEqual([400, "INVALID_REQUEST"])
    expect(body.errors).toEqual([{ field: box, message: expect.stringContaining("tick") }])
    expect(await read(cart_id)).toMatchObject({ given: null })
  })

  it("takes no consent to words that have changed, and says the new ones", async () => {
    const cart_id = await aCart()
    const { status, body } = await give(cart_id, { version: "2020-1-1" })
    expect([status, body.code]).toEqual([409, "TEXT_CHANGED"])
    expect(body.waiver).toMatchObject({ version: WAIVER_VERSION, ...WAIVER_TEXTS.de })
    expect(await read(cart_id)).toMatchObject({ given: null })
  })

  it("knows no cart but those that are there", async () => {
    expect((await give("cart_unknown")).status).toBe(404)
    expect((await app.store.shop.ask("get", `${WAIVER}?cart_id=cart_unknown`)).status).toBe(404)
    expect((await app.store.shop.ask("delete", `${WAIVER}?cart_id=cart_unknown`)).status).toBe(404)
    expect((await app.store.shop.ask("get", WAIVER)).status).toBe(400)
  })

  it("is one consent however often it is given, also at once", async () => {
    const cart_id = await aCart()
    const answers = await Promise.all([give(cart_id), give(cart_id), give(cart_id)])
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201])
    expect(new Set(answers.map(({ body }) => body.waiver.given.given_at)).size).toBe(1)
    expect(await refunds().listConsentWaivers({ cart_id })).toHaveLength(1)
  })

  it("can be taken back before the payment, and given anew", async () => {
    const cart_id = await aCart()
    await give(cart_id)
    const taken = await app.store.shop.delete(`${WAIVER}?cart_id=${cart_id}`)
    expect(taken.waiver.given).toBeNull()
    expect(await read(cart_id)).toMatchObject({ given: null })
    await give(cart_id, { locale: "en" })
    expect(await read(cart_id)).toMatchObject({ given: { locale: "en", version: WAIVER_VERSION } })
  })

  it("ends up with the order, is repeated by the mail with the key, and only then is worth something", async () => {
    const email = aBuyer()
    const cart_id = await aCart({ solo: 1 }, email)
    await give(cart_id)
    const order = await app.orders.completed(cart_id)
    expect(await readWithdrawalFacts(app.container, order.id)).toEqual({
      withdrawal_applies: true,
      waiver: { consented: true, acknowledged: true, recorded_at: null },
      withdrawal_declared_at: null,
    })
    await app.orders.capture(order)
    const [mail] = await app.mailbox.waitFor(email)
    for (const text of [WAIVER_TEXTS.de.begin, WAIVER_TEXTS.de.lose, WAIVER_VERSION]) {
      expect(mail!.text.replace(/\s+/g, " ")).toContain(text)
      expect(mail!.html).toContain(text)
    }
    const [kept] = await refunds().listConsentWaivers({ order_id: order.id })
    expect(kept).toMatchObject({
      cart_id,
      email,
      text_begin: WAIVER_TEXTS.de.begin,
      text_lose: WAIVER_TEXTS.de.lose,
      text_version: WAIVER_VERSION,
      locale: "de",
      country_code: "de",
      ip: expect.any(String),
      confirmed_at: expect.any(Date),
    })
    const { waiver } = await readWithdrawalFacts(app.container, order.id)
    expect(waiver).toEqual({ consented: true, acknowledged: true, recorded_at: kept!.given_at })
    for (const late of [await give(cart_id), await app.store.shop.ask("delete", `${WAIVER}?cart_id=${cart_id}`)]) {
      expect([late.status, late.body.code]).toEqual([409, "CART_COMPLETED"])
    }
  })

  it("delivers without it, and leaves the right where it is", async () => {
    const order = await app.orders.aPaidOrder()
    const [mail] = await app.mailbox.waitFor(order.email)
    expect(mail!.keys).toHaveLength(1)
    expect(mail!.text).not.toContain("agreed to")
    expect(await readWithdrawalFacts(app.container, order.id)).toMatchObject({ withdrawal_applies: true, waiver: null })
  })
}
