import { createRenewalCartWorkflow } from "../../../src/workflows/renewals/workflows/create-renewal-cart"
import type { App } from "../../setup/app"
import { aBuyer } from "../../setup/orders"
import { Portal } from "../portal/world"
import { Surfer } from "../support-pages/surfer"
import { RefundDesk } from "./desk"

const PAGE = "/license-center/portal/refund"

/** A license is paid for by several orders, and each is asked about by itself. */
export function laterOrders(app: App): void {
  const desk = new RefundDesk(app)
  const portal = new Portal(app)

  /** A license of long ago, and its renewal of today. */
  async function renewed() {
    const email = aBuyer()
    const sold = await app.orders.aPaidOrder({ email, basket: { team: 1 } })
    const [license] = await app.orders.licenses(sold)
    await portal.sql(`UPDATE "order" SET created_at = now() - interval '200 days' WHERE id = ?`, [sold.id])
    const { result } = await createRenewalCartWorkflow(app.container).run({ input: { license_ids: [license!.id] } })
    const renewal = await app.orders.completed(result.cart_id)
    await app.orders.capture(renewal)
    const session = await portal.visit(email)
    const address = `/licenses/${license!.id}/refund`
    return {
      ...{ email, sold, license: license!, renewal },
      see: async (query = "", status = 200) =>
        (await portal.ask("get", `${address}${query}`, undefined, session).expect(status)).body.refund,
      ask: async (body: object = {}) => {
        const answer = await portal.ask("post", address, body, session)
        await app.events.settled()
        return { status: answer.status, ...answer.body }
      },
    }
  }

  const requestsOf = async (order: { id: string }) => (await desk.assess(order)).requests

  it("are listed with the verdict of each, and the latest that can be refunded is shown", async () => {
    const { sold, license, renewal, see } = await renewed()
    const refund = await see()
    expect(refund).toMatchObject({ order_id: renewal.id, verdict: "approve_unused", can_request: true, amount: 200 })
    expect(refund.units).toMatchObject([{ kind: "renewal", license_id: license.id, verdict: "approve_unused" }])
    const paid_at = expect.stringMatching(/^\d{4}-/)
    expect(refund.orders).toEqual([
      {
        ...{ order_id: renewal.id, order_number: renewal.display_id, kind: "renewal", paid_at },
        ...{ verdict: "approve_unused", can_request: true },
      },
      {
        ...{ order_id: sold.id, order_number: sold.display_id, kind: "initial", paid_at },
        ...{ verdict: "decline_window", can_request: false },
      },
    ])
    const first = await see(`?order_id=${sold.id}`)
    expect(first).toMatchObject({ order_id: sold.id, verdict: "decline_window", can_request: false })
    expect(first.reasons[0]).toContain("200 days")
  })

  it("are asked about one at a time, and asking again is no request for another", async () => {
    const { sold, license, renewal, see, ask } = await renewed()
    expect(await ask({ order_id: sold.id })).toMatchObject({ status: 400 })
    const asked = await ask()
    expect(asked).toMatchObject({ status: 201 })
    expect(await ask()).toMatchObject({ status: 409, code: "REQUEST_OPEN" })
    expect(await requestsOf(renewal)).toMatchObject([{ id: asked.request.id, amount: 200 }])
    expect(await requestsOf(sold)).toEqual([])
    expect(await see()).toMatchObject({ order_id: renewal.id, can_request: false, request: { status: "open" } })
    await desk.approve(asked.request.id)
    expect(await desk.refunded(renewal)).toEqual([200])
    expect(await app.orders.licenses(sold)).toMatchObject([{ status: "active", expires_at: license.expires_at }])
    expect(await see()).toMatchObject({ order_id: sold.id, verdict: "decline_window" })
  })

  it("are none that do not concern the license, nor somebody else's", async () => {
    const mine = await renewed()
    const theirs = await renewed()
    const other = await app.orders.aPaidOrder({ email: mine.email })
    for (const { id: order_id } of [theirs.sold, theirs.renewal, other, { id: "order_none" }]) {
      await mine.see(`?order_id=${order_id}`, 404)
      expect(await mine.ask({ order_id })).toMatchObject({ status: 404 })
    }
    for (const order of [theirs.sold, theirs.renewal, other]) {
      expect(await requestsOf(order)).toEqual([])
    }
  })

  it("are chosen on the hosted page, without a script", async () => {
    const { email, sold, license, renewal } = await renewed()
    const surfer = new Surfer(app.url)
    const door = await surfer.open("/license-center/portal")
    await surfer.send(door.form("/license-center/portal/session"), { token: await portal.tokenFor(email) })
    const shown = await surfer.open(`${PAGE}?license=${license.id}`)
    expect(shown.text).toContain(`Renewal, order #${renewal.display_id}`)
    expect(shown.text).toContain("You can have a refund")
    expect(shown.html).toContain(`order=${sold.id}`)
    const first = await surfer.open(`${PAGE}?license=${license.id}&order=${sold.id}`)
    expect(first.text).toContain("A refund is not possible here")
    expect(first.text).toContain("200 days")
    const sent = await surfer.send(shown.form(PAGE), {})
    expect([sent.status, sent.text]).toEqual([200, expect.stringContaining("We have your request")])
    await app.events.settled()
    expect(await requestsOf(renewal)).toMatchObject([{ status: "open", amount: 200 }])
    expect(await requestsOf(sold)).toEqual([])
  })
}
