import request from "supertest"
import { Modules } from "@medusajs/framework/utils"
import { REFUNDS_MODULE } from "../../../src/modules/refunds"
import {
  aDispute,
  aDisputeEvent,
  aWarning,
  posted,
  SECRET,
} from "../../../src/modules/refunds/rules/stripe/__tests__/an-event"
import type RefundsModuleService from "../../../src/modules/refunds/service"
import type { Tools } from "./answers"

const HOOK = "/hooks/license-center/stripe"

/** Answers to Stripe, and what operators see of what it told, held against the file. */
export function paymentAnswers({ world, judge, admin }: Tools): void {
  const refunds = () => world().desk.container.resolve<RefundsModuleService>(REFUNDS_MODULE)

  it("answers Stripe as the file says", async () => {
    const send = async (body: string, header?: string) => {
      const post = request(world().desk.url).post(HOOK).type("application/json")
      const response = await (header ? post.set("stripe-signature", header) : post).send(body)
      judge("post", HOOK, response)
      return `${response.status} ${response.body.code ?? response.body.status}`
    }
    const signed = (body: string) => send(body, posted(body).header)
    const event = JSON.stringify(aDisputeEvent("created"))
    expect(await signed(event)).toBe("503 NOT_CONFIGURED")
    const secrets = jest.replaceProperty(refunds(), "stripeSecrets", [SECRET])
    expect(await signed(event)).toBe("200 taken")
    expect(await signed(JSON.stringify({ ...aDisputeEvent("created"), type: "payout.paid" }))).toBe("200 ignored")
    expect(await send(event)).toBe("400 INVALID_SIGNATURE")
    expect(await signed("[]")).toBe("400 INVALID_REQUEST")
    expect(await signed(JSON.stringify({ long: "x".repeat(600 * 1024) }))).toBe("413 TOO_LARGE")
    const away = jest.spyOn(refunds().payments.events, "store").mockRejectedValueOnce(new Error("it is away"))
    expect(await signed(event)).toBe("503 UNAVAILABLE")
    away.mockRestore()
    secrets.restore()
  })

  it("answers operators as the file says: disputes", async () => {
    const { payments } = refunds()
    const order = await world()
      .desk.container.resolve(Modules.ORDER)
      .createOrders({ currency_code: "eur", email: "somebody@example.com", items: [] })
    for (const fact of [aDispute(), aWarning({ event_id: "evt_2" })]) {
      await payments.events.store("test", fact)
    }
    await payments.fold("pi_1", order.id)
    const list = await admin("get", "/disputes", {}, undefined, "?status=open&limit=1")
    expect(list.body).toMatchObject({ count: 1, disputes: [{ order_id: order.id, email: "somebody@example.com" }] })
    const told = await admin("get", "/orders/{order_id}/payments", { order_id: order.id })
    expect(told.body).toMatchObject({ disputes: [{ standing: "open", amount: 49 }], events: [{}, {}] })
    const file = await admin("get", "/orders/{order_id}/evidence", { order_id: order.id })
    expect(file.text).toContain("dp_1")
    await admin("post", "/payment-warnings/{id}/acknowledge", { id: told.body.warnings[0].id })
  })
}
