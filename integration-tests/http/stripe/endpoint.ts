import { REFUNDS_MODULE } from "../../../src/modules/refunds"
import type RefundsModuleService from "../../../src/modules/refunds/service"
import { sweepPaymentEventsWorkflow } from "../../../src/workflows/payments/workflows/sweep-payment-events"
import type { App } from "../../setup/app"
import { MEDUSAS_SECRET, OWN_SECRET, StripeShop } from "./shop"
import { posted } from "../../../src/modules/refunds/rules/stripe/__tests__/an-event"

/** The address that Stripe posts to. */
export function endpoint(app: App): void {
  const shop = new StripeShop(app)
  const payments = () => app.container.resolve<RefundsModuleService>(REFUNDS_MODULE).payments
  const stored = () => shop.sql<{ id: string; attempts: number }>("SELECT * FROM license_center_payment_event")

  it("takes what is signed with any of its secrets, and with no other", async () => {
    const event = shop.warning(shop.anIntent())
    for (const secret of [OWN_SECRET, "whsec_old", MEDUSAS_SECRET]) {
      expect(await shop.post(event, { secret })).toMatchObject({ status: 200, body: { status: "taken" } })
    }
    expect(await stored()).toHaveLength(1)
    const refused = await shop.post(shop.warning(shop.anIntent()), { secret: "whsec_guess" })
    expect([refused.status, refused.body.code]).toEqual([400, "INVALID_SIGNATURE"])
    expect(await stored()).toHaveLength(1)
  })

  it("refuses what has no signature, was changed on its way, or is played again later", async () => {
    const event = shop.warning(shop.anIntent())
    const { body, header } = posted(JSON.stringify(event), { secret: OWN_SECRET })
    const late = { at: Date.now() - 6 * 60_000 }
    for (const answer of [
      await shop.send(body),
      await shop.send(body.replace("issfr_", "issfr_x"), header),
      await shop.send("", header),
      await shop.post(event, late),
    ]) {
      expect([answer.status, answer.body.code]).toEqual([400, "INVALID_SIGNATURE"])
    }
    expect(await stored()).toEqual([])
  })

  it("refuses what is no event, and what is longer than one", async () => {
    for (const text of ["{", "[]", "null", '"evt"']) {
      const answer = await shop.post(text)
      expect([answer.status, answer.body.code]).toEqual([400, "INVALID_REQUEST"])
    }
    const long = await shop.post({ text: "x".repeat(600 * 1024) })
    expect([long.status, long.body.code]).toEqual([413, "TOO_LARGE"])
  })

  it("ignores what says nothing about licenses", async () => {
    const about = shop.dispute(shop.anIntent(), "updated", "needs_response")
    for (const type of [
      "charge.dispute.funds_withdrawn",
      "charge.dispute.funds_reinstated",
      "charge.refund.updated",
      "refund.failed",
      "payment_intent.succeeded",
    ]) {
      const answer = await shop.post({ ...about, type })
      expect([answer.status, answer.body]).toEqual([200, { status: "ignored" }])
    }
    expect(await shop.post(shop.dispute(shop.anIntent(), "updated", "unheard_of"))).toMatchObject({
      body: { status: "ignored" },
    })
    expect(await stored()).toEqual([])
  })

  it("keeps what is of no order here, and tries it again", async () => {
    const event = shop.dispute(shop.anIntent(), "created", "needs_response")
    await shop.tell(event)
    expect(await stored()).toMatchObject([
      { processed_at: null, order_id: null, attempts: 1, last_error: "No order has this payment." },
    ])
    await shop.sql(
      "UPDATE license_center_payment_event SET updated_at = now() - interval '1 day', created_at = now() - interval '8 days'"
    )
    await sweepPaymentEventsWorkflow(app.container).run({})
    expect(await stored()).toMatchObject([{ processed_at: expect.any(Date), attempts: 2 }])
    const { disputes } = await app.store.admin.get("/admin/license-center/disputes?status=open")
    expect(disputes).toEqual([])
  })

  it("asks to be told again when it cannot store, and only then", async () => {
    const order = await shop.aPaidOrder()
    const event = shop.dispute(order.intent, "created", "needs_response")
    const store = jest.spyOn(payments().events, "store").mockRejectedValueOnce(new Error("the database is away"))
    const answer = await shop.post(event)
    expect([answer.status, answer.body.code]).toEqual([503, "UNAVAILABLE"])
    store.mockRestore()

    const fold = jest.spyOn(payments(), "fold").mockRejectedValueOnce(new Error("the database went away"))
    expect((await shop.post(event)).status).toBe(200)
    fold.mockRestore()
    expect(await stored()).toMatchObject([{ processed_at: null, attempts: 1, last_error: "the database went away" }])
    expect(await app.orders.licenses(order)).toMatchObject([{ status: "active" }])

    await shop.sql("UPDATE license_center_payment_event SET updated_at = now() - interval '1 hour'")
    const { result } = await sweepPaymentEventsWorkflow(app.container).run({})
    expect(result).toEqual({ tried: 1, failed: [] })
    expect(await app.orders.licenses(order)).toMatchObject([{ status: "suspended" }])
    expect(await stored()).toMatchObject([{ processed_at: expect.any(Date), last_error: null, order_id: order.id }])
  })

  it("is the same for an event that comes ten times at once", async () => {
    const order = await shop.aPaidOrder()
    const event = shop.dispute(order.intent, "created", "needs_response")
    const answers = await Promise.all(Array.from({ length: 10 }, () => shop.post(event)))
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]))
    await app.events.settled()
    expect(await app.orders.licenses(order)).toMatchObject([{ status: "suspended", status_reason: "dispute" }])
    expect(await stored()).toHaveLength(1)
  })
}
