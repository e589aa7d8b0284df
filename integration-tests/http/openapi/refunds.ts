import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import request from "supertest"
import { PORTAL_MODULE } from "../../../src/modules/portal"
import type PortalModuleService from "../../../src/modules/portal/service"
import { REFUNDS_MODULE } from "../../../src/modules/refunds"
import type RefundsModuleService from "../../../src/modules/refunds/service"
import type { Tools } from "./answers"

/** Answers about refunds, to operators and to owners of licenses, held against the file. */
export function refundAnswers({ world, admin, judge }: Tools): void {
  /** Placed, and its payment authorized: the desk's orders have none. */
  async function anAuthorizedOrder(): Promise<string> {
    const { container } = world().desk
    const payments = container.resolve(Modules.PAYMENT)
    const order = await container.resolve(Modules.ORDER).createOrders({
      currency_code: "eur",
      email: "somebody@example.com",
      items: [{ title: "A book", quantity: 1, unit_price: 20 }],
    })
    const collection = await payments.createPaymentCollections({ currency_code: "eur", amount: 20 })
    const session = await payments.createPaymentSession(collection.id, {
      provider_id: "pp_system_default",
      currency_code: "eur",
      amount: 20,
      data: {},
    })
    await payments.authorizePaymentSession(session.id, {})
    await container.resolve(ContainerRegistrationKeys.LINK).create({
      [Modules.ORDER]: { order_id: order.id },
      [Modules.PAYMENT]: { payment_collection_id: collection.id },
    })
    return order.id
  }

  it("answers operators as the file says: assessments and refunds", async () => {
    const { desk } = world()
    const license = await desk.aLicense()
    const { order_id: licensed } = await desk.licensing.retrieveLicenseSummary(license.id)
    const refunds = desk.container.resolve<RefundsModuleService>(REFUNDS_MODULE)
    const order_id = await anAuthorizedOrder()
    const seen = await admin("get", "/refund-assessments/{order_id}", { order_id })
    expect(seen.body.assessment.verdict).toBe("void_instead")
    expect((await admin("post", "/refund-assessments/{order_id}", { order_id }, { units: ["none"] })).status).toBe(400)
    await admin("post", "/refund-assessments/{order_id}", { order_id })
    const refunded = await admin("post", "/refund-assessments/{order_id}/refund", { order_id })
    expect(refunded.body.refund_request).toMatchObject({ status: "refunded", amount: 0 })
    const { id } = refunded.body.refund_request
    expect((await admin("post", "/refund-requests/{id}/approve", { id })).status).toBe(200)
    expect((await admin("post", "/refund-requests/{id}/decline", { id }, { reason: "no" })).status).toBe(400)

    const { request } = await refunds.requests.open({
      order_id: licensed ?? order_id,
      assessment_id: "lcass_none",
      email: "somebody@example.com",
      units: [{ line_item_id: "ordli_1", unit_index: 0 }],
      amount: 5,
      currency_code: "eur",
      reason: "It was the wrong one.",
    })
    const list = await admin("get", "/refund-requests", {}, undefined, "?status=open")
    expect(list.body.refund_requests).toMatchObject([{ id: request.id }])
    await admin("post", "/refund-requests/{id}/decline", { id: request.id }, { reason: "The time is over." })
  })

  it("answers owners as the file says: what a refund would be, and asking for it", async () => {
    const { desk } = world()
    const email = "takes-back@example.com"
    const license = await desk.aLicense()
    const order_id = await anAuthorizedOrder()
    await desk.licensing.updateLicenses({ id: license.id, order_id, email, customer_id: null })
    const session = await sessionOf(email)
    const ask = async (method: "get" | "post", body?: object) => {
      const response = await request(desk.url)
        [method](`/store/license-center/licenses/${license.id}/refund`)
        .set({ ...desk.headers("/store/license-center"), authorization: `Bearer ${session}` })
        .send(body)
      judge(method, "/store/license-center/licenses/{id}/refund", response)
      return response
    }
    expect((await ask("get")).body.refund).toMatchObject({ verdict: "void_instead", can_request: true, request: null })
    expect((await ask("post", { units: [] })).status).toBe(400)
    expect((await ask("post", { reason: "It was the wrong one." })).status).toBe(201)
    expect((await ask("post")).status).toBe(409)
    expect((await ask("get")).body.refund).toMatchObject({ can_request: false, request: { status: "open" } })
  })

  async function sessionOf(email: string): Promise<string> {
    const portal = world().desk.container.resolve<PortalModuleService>(PORTAL_MODULE)
    const input = { email, locale: null, kind: "portal", subject_id: null, expires_in: "P7D" } as const
    const id = await portal.links.create(input, new Date())
    const { token } = (await portal.links.readMail(id, new Date()))!
    const exchanged = await portal.sessions.exchange(token, new Date())
    return exchanged.ok ? exchanged.session : ""
  }
}
