import { Modules } from "@medusajs/framework/utils"
import { aCaller } from "../../setup/http"
import { LICENSING_MODULE } from "../../../src/modules/licensing"
import type LicensingModuleService from "../../../src/modules/licensing/service"
import { OFFER_METADATA } from "../../../src/workflows/orders/read-order"
import type { Tools } from "./answers"

const STORE = "/store/license-center/licenses/{id}"
const ADMIN = "/admin/license-center"

/** What operators and signed-in customers are told of upgrades. */
export function upgradeAnswers({ world, judge, admin }: Tools): void {
  it("answers operators and customers as the file says: upgrades", async () => {
    const { desk, operator } = world()
    const email = "upgrades@example.com"
    const key = desk.headers("/store/license-center")
    const { token } = await aCaller(desk.url, key).post("/auth/customer/emailpass/register", { email, password: "x" })
    const bearer = (of: string) => aCaller(desk.url, { ...key, authorization: `Bearer ${of}` })
    const { customer } = await bearer(token).post("/store/customers", { email })
    const signedIn = await aCaller(desk.url, key).post("/auth/customer/emailpass", { email, password: "x" })
    const buyer = bearer(signedIn.token)

    const { sales_channel } = await operator.post("/admin/sales-channels", { name: "Upgrades" })
    const { region } = await operator.post("/admin/regions", { name: "Upgrades", currency_code: "eur" })
    const editions = [1, 5, 9, 20].map((seats) => ({
      title: `${seats} seats`,
      manage_inventory: false,
      options: { Edition: `${seats} seats` },
      prices: [{ currency_code: "eur", amount: seats === 9 ? 0 : seats * 10 }],
    }))
    const { product } = await operator.post("/admin/products", {
      title: "Nimbus Upgrades",
      status: "published",
      options: [{ title: "Edition", values: editions.map(({ title }) => title) }],
      variants: editions,
      sales_channels: [{ id: sales_channel.id }],
    })
    const [small, big, gift, bigger] = editions.map(({ title }) =>
      product.variants.find((one: { title: string }) => one.title === title)
    )
    for (const [variant, seats] of [
      [small, 1],
      [big, 5],
      [gift, 9],
      [bigger, 20],
    ] as const) {
      const fields = { code: `upgrades-${seats}`, name: `${seats} seats`, key_prefix: "UPS", seats, term: "P1Y" }
      const { plan } = await operator.post(`${ADMIN}/plans`, fields)
      await operator.post(`${ADMIN}/plans/${plan.id}/variants`, { add: [variant.id] })
    }
    const anOrder = (variant_id: string, metadata = {}) =>
      desk.container.resolve(Modules.ORDER).createOrders({
        currency_code: "eur",
        email,
        customer_id: customer.id,
        region_id: region.id,
        sales_channel_id: sales_channel.id,
        items: [{ title: "1 seat", quantity: 1, unit_price: 0, variant_id, product_id: product.id, metadata }],
      })
    const order = await anOrder(small.id)
    const { body } = await admin("post", "/reconcile/{order_id}", { order_id: order.id })
    const id = body.issued[0] as string

    const listed = await admin("get", "/licenses/{id}/upgrades", { id })
    const quoteOf = (variant_id: string) =>
      listed.body.upgrades.find((upgrade: { variant_id: string }) => upgrade.variant_id === variant_id).quote
    expect(quoteOf(big.id)).toMatchObject({ price: 50, credit: 0, due: 50, seats: 5 })
    expect(quoteOf(gift.id)).toMatchObject({ price: 0, credit: 0, due: 0, seats: 9 })
    expect((await admin("post", "/licenses/{id}/upgrade-cart", { id }, { variant_id: big.id })).status).toBe(201)
    expect((await admin("post", "/licenses/{id}/upgrade-cart", { id }, { variant_id: small.id })).status).toBe(400)

    const licensing = desk.container.resolve<LicensingModuleService>(LICENSING_MODULE)
    const made = await admin("post", "/licenses/{id}/upgrade-cart", { id }, { variant_id: gift.id })
    const [offer] = await licensing.listLicenseOffers({ cart_id: made.body.cart.id })
    await admin("post", "/licenses/{id}/extend", { id }, { by: "P30D", reason: "made its price old" })
    const upgrade = await anOrder(gift.id, { [OFFER_METADATA]: offer!.id })
    const review = () => admin("get", "/reconcile/{order_id}", { order_id: upgrade.id })
    const line_item_id = upgrade.items![0]!.id
    const stale = await admin("post", "/reconcile/{order_id}", { order_id: upgrade.id })
    expect(stale.body).toMatchObject({ upgraded: [], flags: [{ code: "UPGRADE_STALE", line_item_id }] })
    expect((await review()).body).toMatchObject({
      flags: [{ code: "UPGRADE_STALE", line_item_id }],
      stale_upgrades: [{ line_item_id, reason: "changed", license: { id }, paid: 0, today: { due: 0 } }],
    })
    const apply = (body: object) => admin("post", "/reconcile/{order_id}/apply-upgrade", { order_id: upgrade.id }, body)
    expect((await apply({ line: line_item_id })).status).toBe(400)
    expect((await apply({ line_item_id })).body).toMatchObject({ upgraded: [id], flags: [] })
    expect((await apply({ line_item_id })).body).toMatchObject({ upgraded: [], flags: [] })
    await licensing.createLicenseTerms({
      ...{ license_id: id, kind: "renewal", order_id: upgrade.id, starts_at: new Date(), ends_at: new Date() },
      ...{ reverted_at: new Date(), reverted_reason: "refunded" },
    })
    expect((await review()).body).toMatchObject({
      flags: [],
      stale_upgrades: [],
      upgrades: [{ license: { id }, from_plan: "1 seats", to_plan: "9 seats", rolled_back_at: null }],
      reverted_renewals: [{ license: { id }, reason: "refunded" }],
    })

    const calls = [
      ["get", "/upgrades", undefined],
      ["post", "/upgrade-cart", { variant_id: bigger.id }],
    ] as const
    for (const [method, at, sent] of calls) {
      const asked = async (caller: typeof buyer, of: string, body?: object) => {
        const answer = await caller.ask(method, `${STORE.replace("{id}", of)}${at}`, body)
        judge(method, `${STORE}${at}`, answer)
        return answer
      }
      expect((await asked(buyer, id, sent)).status).toBe(method === "get" ? 200 : 201)
      expect((await asked(buyer, "lic_none", sent)).status).toBe(404)
      expect((await asked(aCaller(desk.url, key), id, sent)).status).toBe(401)
      if (sent) {
        expect((await asked(buyer, id, { variant_id: 7 })).status).toBe(400)
        expect((await asked(buyer, id, { variant_id: gift.id })).body.message).toContain("of this variant already")
      }
    }
  })
}
