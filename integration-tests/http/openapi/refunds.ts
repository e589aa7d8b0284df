import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { REFUNDS_MODULE } from "../../../src/modules/refunds"
import type RefundsModuleService from "../../../src/modules/refunds/service"
import type { Tools } from "./answers"

/** Answers to operators about refunds, held against the file. */
export function refundAnswers({ world, admin }: Tools): void {
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
}
