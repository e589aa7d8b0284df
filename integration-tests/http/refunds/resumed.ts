import { Modules } from "@medusajs/framework/utils"
import type { App } from "../../setup/app"
import type { Order } from "../../setup/orders"
import { REFUNDS_MODULE } from "../../../src/modules/refunds"
import type RefundsModuleService from "../../../src/modules/refunds/service"
import { RefundDesk } from "./desk"

/** The provider refuses, or the process dies: what was done stays done, and is not done twice. */
export function resumed(app: App): void {
  const desk = new RefundDesk(app)
  const requests = () => app.container.resolve<RefundsModuleService>(REFUNDS_MODULE).requests

  /** @returns the request's id */
  const approvedInVain = async (order: Order, body: object = {}): Promise<string> => {
    const payment = app.container.resolve(Modules.PAYMENT)
    const away = jest.spyOn(payment, "refundPayment").mockRejectedValue(new Error("the provider is away"))
    try {
      await expect(desk.refund(order, body)).rejects.toThrow("answered 500")
    } finally {
      away.mockRestore()
    }
    await app.events.settled()
    return (await desk.assess(order)).requests[0]!.id
  }

  const payBackByHand = async (order: Order, amount: number) => {
    const { order: full } = await app.store.admin.get(
      `/admin/orders/${order.id}?fields=id,*payment_collections.payments`
    )
    await app.store.admin.post(`/admin/payments/${full.payment_collections[0].payments[0].id}/refund`, { amount })
    await app.events.settled()
  }

  it("says why the provider refused, and goes on when an operator tries again", async () => {
    const order = await app.orders.aPaidOrder({ basket: { solo: 2 } })
    const [first] = await app.orders.licenses(order)
    await approvedInVain(order, { units: [first!.id] })
    const { requests: known } = await desk.assess(order)
    expect(known).toMatchObject([{ status: "approved", last_error: "the provider is away" }])
    expect(await desk.refunded(order)).toEqual([])

    expect(await desk.approve(known[0]!.id)).toMatchObject({ status: "refunded", last_error: null, amount: 50 })
    expect(await desk.refunded(order)).toEqual([50])
    expect((await app.orders.licenses(order)).map(({ status }) => status)).toEqual(["revoked", "active"])
    expect(await app.orders.reconcile(order)).toMatchObject({ issued: [], revoked: [], flags: [] })
  })

  it("pays nothing twice when it died between the payment and its own note of it", async () => {
    const order = await app.orders.aPaidOrder({ basket: { solo: 2 } })
    const [first] = await app.orders.licenses(order)
    const { id } = await desk.refund(order, { units: [first!.id] })
    await app.container
      .resolve<RefundsModuleService>(REFUNDS_MODULE)
      .updateRefundRequests({ id, status: "approved", answered_at: null })
    expect(await desk.approve(id)).toMatchObject({ status: "refunded" })
    expect(await desk.refunded(order)).toEqual([50])
    expect((await app.orders.licenses(order)).map(({ status }) => status)).toEqual(["revoked", "active"])
    expect(app.mailbox.mailsTo(order.email, /on its way back/)).toHaveLength(1)
  })

  it("takes no license while somebody else edits the order, and goes on when they are done", async () => {
    const order = await app.orders.aPaidOrder({ basket: { solo: 2 } })
    const [first] = await app.orders.licenses(order)
    await app.store.admin.post("/admin/order-edits", { order_id: order.id })
    await expect(desk.refund(order, { units: [first!.id] })).rejects.toThrow("answered 400")
    expect((await app.orders.licenses(order)).map(({ status }) => status)).toEqual(["active", "active"])
    await app.store.admin.delete(`/admin/order-edits/${order.id}`)
    const { requests: known } = await desk.assess(order)
    expect(await desk.approve(known[0]!.id)).toMatchObject({ status: "refunded" })
    expect(await desk.refunded(order)).toEqual([50])
    expect((await app.orders.licenses(order)).map(({ status }) => status)).toEqual(["revoked", "active"])
  })

  it("pays nothing on top of what went back otherwise since, and can be declined then", async () => {
    const order = await app.orders.aPaidOrder({ basket: { solo: 2 } })
    const [first] = await app.orders.licenses(order)
    const id = await approvedInVain(order, { units: [first!.id] })
    await payBackByHand(order, 50)
    await expect(desk.approve(id)).rejects.toThrow("answered 400")
    expect((await desk.assess(order)).requests).toMatchObject([
      { id, status: "approved", last_error: expect.stringContaining("Money went back otherwise") },
    ])
    expect(await desk.decline(id, "Paid back by hand.")).toMatchObject({ status: "declined" })
    expect(await desk.refunded(order)).toEqual([50])
  })

  it("cannot be declined once its units left the order, or the customer would have neither", async () => {
    const order = await app.orders.aPaidOrder({ basket: { solo: 2 } })
    const [first] = await app.orders.licenses(order)
    const id = await approvedInVain(order, { units: [first!.id] })
    await expect(desk.decline(id, "The provider refuses.")).rejects.toThrow("answered 400")
    expect(await desk.approve(id)).toMatchObject({ status: "refunded" })
    expect(await desk.refunded(order)).toEqual([50])
  })

  it("pays nothing while a bank disputes the payment", async () => {
    const order = await app.orders.aPaidOrder()
    const id = await approvedInVain(order)
    await app.container.resolve<RefundsModuleService>(REFUNDS_MODULE).createPaymentDisputes({
      ...{ order_id: order.id, external_id: `dp_${order.id}`, status: "needs_response" },
      ...{ amount: 50, currency_code: "eur", opened_at: new Date(), told_at: new Date() },
    })
    await expect(desk.approve(id)).rejects.toThrow("answered 400")
    expect(await desk.refunded(order)).toEqual([])
  })

  it("cannot be declined once it was paid", async () => {
    const order = await app.orders.aPaidOrder()
    const { id } = await desk.refund(order)
    await app.container
      .resolve<RefundsModuleService>(REFUNDS_MODULE)
      .updateRefundRequests({ id, status: "approved", answered_at: null })
    await expect(desk.decline(id, "too late")).rejects.toThrow("answered 400")
    expect(await desk.approve(id)).toMatchObject({ status: "refunded" })
    expect(await desk.refunded(order)).toEqual([50])
  })

  it("pays once when two operators approve at the same time", async () => {
    const order = await app.orders.aPaidOrder({ basket: { solo: 2 } })
    const [first] = await app.orders.licenses(order)
    const { units } = (await desk.assess(order)).assessment
    const { request } = await requests().open({
      order_id: order.id,
      assessment_id: "lcass_none",
      email: order.email,
      units: [{ line_item_id: order.lines.solo!, unit_index: first!.unit_index }],
      amount: 50,
      currency_code: "eur",
      reason: null,
    })
    const approved = await Promise.all([desk.approve(request.id), desk.approve(request.id)])
    expect(approved).toMatchObject([{ status: "refunded" }, { status: "refunded" }])
    expect(units).toHaveLength(2)
    expect(await desk.refunded(order)).toEqual([50])
  })
}
