import { Modules } from "@medusajs/framework/utils"
import { aCaller } from "../../setup/http"
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
    const editions = [1, 5].map((seats) => ({
      title: `${seats} seats`,
      manage_inventory: false,
      options: { Edition: `${seats} seats` },
      prices: [{ currency_code: "eur", amount: seats * 10 }],
    }))
    const { product } = await operator.post("/admin/products", {
      title: "Nimbus Upgrades",
      status: "published",
      options: [{ title: "Edition", values: editions.map(({ title }) => title) }],
      variants: editions,
      sales_channels: [{ id: sales_channel.id }],
    })
    const [small, big] = editions.map(({ title }) =>
      product.variants.find((one: { title: string }) => one.title === title)
    )
    for (const [variant, seats] of [
      [small, 1],
      [big, 5],
    ] as const) {
      const fields = { code: `upgrades-${seats}`, name: `${seats} seats`, key_prefix: "UPS", seats, term: "P1Y" }
      const { plan } = await operator.post(`${ADMIN}/plans`, fields)
      await operator.post(`${ADMIN}/plans/${plan.id}/variants`, { add: [variant.id] })
    }
    const order = await desk.container.resolve(Modules.ORDER).createOrders({
      currency_code: "eur",
      email,
      customer_id: customer.id,
      region_id: region.id,
      sales_channel_id: sales_channel.id,
      items: [{ title: "1 seat", quantity: 1, unit_price: 0, variant_id: small.id, product_id: product.id }],
    })
    const { body } = await admin("post", "/reconcile/{order_id}", { order_id: order.id })
    const id = body.issued[0] as string

    const listed = await admin("get", "/licenses/{id}/upgrades", { id })
    expect(listed.body.upgrades).toMatchObject([
      { variant_id: big.id, quote: { price: 50, credit: 0, due: 50, seats: 5 } },
    ])
    expect((await admin("post", "/licenses/{id}/upgrade-cart", { id }, { variant_id: big.id })).status).toBe(201)
    expect((await admin("post", "/licenses/{id}/upgrade-cart", { id }, { variant_id: small.id })).status).toBe(400)

    const calls = [
      ["get", "/upgrades", undefined],
      ["post", "/upgrade-cart", { variant_id: big.id }],
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
        expect((await asked(buyer, id, { variant_id: small.id })).body.message).toContain("of this variant already")
      }
    }
  })
}
