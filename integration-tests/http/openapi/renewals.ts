import { Modules } from "@medusajs/framework/utils"
import request from "supertest"
import { PORTAL_MODULE } from "../../../src/modules/portal"
import type PortalModuleService from "../../../src/modules/portal/service"
import type { Tools } from "./answers"
import { Help } from "./help"

const LICENSES = "/store/license-center/licenses"
/** Of the form of a portal's session, and none. */
const NO_SESSION = `lcv_${"A".repeat(43)}`

/** Answers about renewals, to owners of licenses and to operators, held against the file. */
export function renewalAnswers(tools: Tools): void {
  const { api, world, admin, judge } = tools
  const help = new Help(tools)

  const ask = async (
    method: "get" | "post",
    at: "renewal" | "renewal-cart",
    asked: { id?: string; session?: string; body?: object; query?: string; headers?: Record<string, string> } = {}
  ) => {
    const { id = "nothing_here", session, body, query = "", headers = {} } = asked
    const { desk } = world()
    const response = await request(desk.url)
      [method](`${LICENSES}/${id}/${at}${query}`)
      .set({ ...desk.headers("/store/license-center"), ...headers })
      .set(session ? { authorization: `Bearer ${session}` } : {})
      .send(body)
    judge(method, `${LICENSES}/{id}/${at}`, response)
    return response
  }

  /** A license that came with an order of Medusa's, and a session of its owner. */
  const aSoldLicense = async () => {
    const { desk, operator } = world()
    const { sales_channel } = await operator.post("/admin/sales-channels", { name: "Renewals" })
    const region = { name: "Renewals", currency_code: "eur", countries: ["de"] }
    const { region: made } = await operator.post("/admin/regions", region)
    const { product } = await operator.post("/admin/products", {
      title: "Renewable",
      status: "published",
      options: [{ title: "Edition", values: ["Team"] }],
      variants: [
        {
          title: "Team",
          manage_inventory: false,
          options: { Edition: "Team" },
          prices: [{ currency_code: "eur", amount: 80 }],
        },
      ],
      sales_channels: [{ id: sales_channel.id }],
    })
    const email = "renews@example.com"
    const [order] = await desk.container
      .resolve(Modules.ORDER)
      .createOrders([{ region_id: made.id, sales_channel_id: sales_channel.id, currency_code: "eur", email }])
    const license = await desk.aLicense({ renewal_discount_percent: 25 })
    const variant_id = product.variants[0].id
    await desk.licensing.updateLicenses({ id: license.id, order_id: order!.id, email, variant_id, customer_id: null })
    return { id: license.id, session: await sessionOf(email) }
  }

  const sessionOf = async (email: string): Promise<string> => {
    const portal = world().desk.container.resolve<PortalModuleService>(PORTAL_MODULE)
    const link = { email, locale: null, kind: "portal", subject_id: null, expires_in: "P1D" } as const
    const now = new Date()
    const mail = await portal.links.readMail(await portal.links.create(link, now), now)
    const begun = await portal.sessions.exchange(mail!.token, now)
    if (!begun.ok) {
      throw new Error(begun.reason)
    }
    return begun.session
  }

  it("answers who renews as the file says", async () => {
    const mine = await aSoldLicense()
    const quote = await ask("get", "renewal", mine)
    expect(quote.body.renewal).toMatchObject({ can_renew: true, unit_price: 60, total: 60, currency_code: "eur" })
    const past = await ask("get", "renewal", { ...mine, query: "?align_to=2001-01-01" })
    expect(past.body.renewal).toMatchObject({ can_renew: false, reason: "not_before" })
    expect((await ask("get", "renewal", { ...mine, query: "?align_to=soon" })).status).toBe(400)
    const made = await ask("post", "renewal-cart", mine)
    expect(made).toMatchObject({ status: 201, body: { cart: { total: 60, items: [{ unit_price: 60 }] } } })
    expect((await ask("post", "renewal-cart", { ...mine, body: { align_to: "2001-01-01" } })).status).toBe(400)
    expect((await ask("post", "renewal-cart", { ...mine, body: { license_ids: "all" } })).status).toBe(400)

    const theirs = await world().desk.aLicense()
    const foreign = await ask("post", "renewal-cart", { ...mine, body: { license_ids: [theirs.id] } })
    expect(foreign.status).toBe(404)
    expect((await ask("get", "renewal", { ...mine, id: theirs.id })).body).toEqual(foreign.body)
    expect((await ask("post", "renewal-cart", { ...mine, id: theirs.id })).status).toBe(404)

    const told = await admin("get", "/licenses/{id}/renewal", { id: mine.id })
    expect(told.body.renewal).toMatchObject({ can_renew: true, unit_price: 60, total: 60 })
    const unsold = await admin("get", "/licenses/{id}/renewal", { id: theirs.id })
    expect(unsold.body.renewal).toMatchObject({ can_renew: false, unit_price: null })
    expect((await admin("post", "/licenses/{id}/renewal-cart", { id: mine.id })).status).toBe(201)
    // Its order is none of Medusa's.
    expect((await admin("post", "/licenses/{id}/renewal-cart", { id: theirs.id })).status).toBe(400)
  })

  it("refuses who may not as the file says", async () => {
    const headers = { "x-forwarded-for": "198.51.100.211" }
    await help.use("address", headers["x-forwarded-for"])
    const portal = world().desk.container.resolve<PortalModuleService>(PORTAL_MODULE)
    for (const { path, method } of api.operations().filter(({ path }) => path.startsWith(LICENSES))) {
      const at = path.split("/").pop() as "renewal" | "renewal-cart"
      if (at !== "renewal" && at !== "renewal-cart") {
        continue
      }
      judge(method, path, await request(world().desk.url)[method](path.replace("{id}", "nothing_here")))
      const call = method as "get" | "post"
      expect((await ask(call, at, { session: NO_SESSION })).status).toBe(401)
      expect((await ask(call, at)).status).toBe(401)
      expect((await ask(call, at, { headers })).status).toBe(429)
      const away = jest.spyOn(portal.sessions, "visitor").mockRejectedValue(new Error("the database is away"))
      expect((await ask(call, at, { session: NO_SESSION })).status).toBe(503)
      away.mockRestore()
    }
  })
}
