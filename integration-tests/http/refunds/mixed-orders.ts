import { createRenewalCartWorkflow } from "../../../src/workflows/renewals/workflows/create-renewal-cart"
import type { App } from "../../setup/app"
import { aBuyer } from "../../setup/orders"
import { Portal, STORE } from "../portal/world"
import { Surfer, type Page } from "../support-pages/surfer"
import { RefundDesk, type RefundUnit } from "./desk"

const PAGE = "/license-center/portal/refund"

/** What is asked for belongs to one order, and the license that it renews to another. */
export function mixedOrders(app: App): void {
  const desk = new RefundDesk(app)
  const portal = new Portal(app)

  /** A license, and an order with its renewal and a new license. */
  async function mixed() {
    const email = aBuyer()
    const first = await app.orders.aPaidOrder({ email, basket: { team: 1 } })
    const [renewed] = await app.orders.licenses(first)
    const { result } = await createRenewalCartWorkflow(app.container).run({ input: { license_ids: [renewed!.id] } })
    const { shop, variants } = app.store
    await shop.post(`/store/carts/${result.cart_id}/line-items`, { variant_id: variants.solo, quantity: 1 })
    const order = await app.orders.completed(result.cart_id)
    await app.orders.capture(order)
    const [bought] = await app.orders.licenses(order)
    const session = await portal.visit(email)
    const address = `/licenses/${bought!.id}/refund`
    const { body } = await portal.ask("get", address, undefined, session).expect(200)
    const units = body.refund.units as RefundUnit[]
    const unit = (kind: string) => units.find((each) => each.kind === kind)!.unit_id
    return {
      ...{ email, first, order, session, units },
      license: bought!,
      renewed: renewed!,
      renewal: unit("renewal"),
      initial: unit("initial"),
      ask: async (chosen?: string[]) => {
        const answer = await portal.ask("post", address, chosen && { units: chosen }, session)
        await app.events.settled()
        return answer
      },
    }
  }

  /** The hosted page, opened by who has a private link. */
  async function opened({ email, license }: { email: string; license: { id: string } }) {
    const surfer = new Surfer(app.url)
    const door = await surfer.open("/license-center/portal")
    await surfer.send(door.form("/license-center/portal/session"), { token: await portal.tokenFor(email) })
    const shown = await surfer.open(`${PAGE}?license=${license.id}`)
    const send = async (units: string[]): Promise<Page> => {
      const { fields, ...form } = shown.form(PAGE)
      const bare = { ...form, fields: fields.filter(([name]) => !name.startsWith("unit_")) }
      const sent = await surfer.send(bare, Object.fromEntries(units.map((id) => [`unit_${id}`, "1"])))
      await app.events.settled()
      return sent
    }
    return { shown, send }
  }

  const requestsOf = async (order: { id: string }) => (await desk.assess(order)).requests

  it("see both, and ask for the renewal alone: its order pays it back, and both licenses stay", async () => {
    const { first, order, license, renewed, renewal, units, ask } = await mixed()
    expect(units).toHaveLength(2)
    expect(units).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ license_id: license.id, kind: "initial", amount: 50, selectable: true }),
        expect.objectContaining({ license_id: renewed.id, kind: "renewal", amount: 200, selectable: true }),
      ])
    )
    const { status, body } = await ask([renewal])
    expect(status).toBe(201)
    expect(await requestsOf(first)).toEqual([])
    expect(await requestsOf(order)).toMatchObject([{ id: body.request.id, amount: 200, units: [idOf(renewal)] }])

    expect(await desk.approve(body.request.id)).toMatchObject({ status: "refunded", amount: 200 })
    expect([await desk.refunded(order), await desk.refunded(first)]).toEqual([[200], []])
    expect(await app.orders.licenses(first)).toMatchObject([{ status: "active", expires_at: renewed.expires_at }])
    expect(await app.orders.licenses(order)).toMatchObject([{ status: "active" }])
  })

  it("ask for both at once", async () => {
    const { first, order, renewal, initial, ask } = await mixed()
    expect((await ask([renewal, initial])).status).toBe(201)
    expect(await requestsOf(first)).toEqual([])
    expect(await requestsOf(order)).toMatchObject([{ amount: 250, status: "open" }])
  })

  it("ask for the new license by its address, and not for the renewal with it", async () => {
    const { order, initial, ask } = await mixed()
    expect((await ask()).status).toBe(201)
    expect(await requestsOf(order)).toMatchObject([{ amount: 50, units: [idOf(initial)] }])
  })

  it("ask for no unit of a stranger, nor for one of an order that the license is not of", async () => {
    const mine = await mixed()
    const theirs = await mixed()
    const [sold] = (await desk.assess(mine.first)).assessment.units
    for (const foreign of [theirs.renewal, theirs.initial, sold!.unit_id]) {
      expect((await mine.ask([foreign])).status).toBe(404)
      expect((await mine.ask([mine.initial, foreign])).status).toBe(404)
    }
    for (const order of [mine.order, mine.first, theirs.order, theirs.first]) {
      expect(await requestsOf(order)).toEqual([])
    }
  })

  it("tick the renewal alone on the hosted page, which names it so", async () => {
    const world = await mixed()
    const { shown, send } = await opened(world)
    expect(shown.text).toMatch(/Renewal · .*€200\.00/)
    expect((await send([world.renewal])).text).toContain("We have your request")
    expect(await requestsOf(world.first)).toEqual([])
    expect(await requestsOf(world.order)).toMatchObject([{ amount: 200, units: [idOf(world.renewal)] }])
  })

  it("tick both on the hosted page, and nothing of a stranger", async () => {
    const world = await mixed()
    const theirs = await mixed()
    const { send } = await opened(world)
    expect((await send([theirs.initial])).status).toBe(400)
    expect(await requestsOf(world.order)).toEqual([])
    expect((await send([world.renewal, world.initial, theirs.renewal])).text).toContain("We have your request")
    expect(await requestsOf(world.order)).toMatchObject([{ amount: 250 }])
    for (const order of [world.first, theirs.order, theirs.first]) {
      expect(await requestsOf(order)).toEqual([])
    }
  })

  it("ask with an account for units of addresses only that it has proved", async () => {
    const { email, order, license, renewed, renewal, initial } = await mixed()
    const account = await portal.account(email)
    const ids = [license.id, renewed.id]
    await portal.sql("UPDATE license_center_license SET customer_id = ? WHERE id = ANY(?)", [account.id, ids])
    await portal.sql("UPDATE license_center_license SET email = ? WHERE id = ?", [`other-of-${email}`, renewed.id])
    await account.post(`${STORE}/portal/session`, { token: await portal.tokenFor(email) })
    const ask = (units: string[]) => account.ask("post", `${STORE}/licenses/${license.id}/refund`, { units })
    const refused = await ask([initial, renewal])
    expect([refused.status, refused.body.code]).toEqual([403, "ADDRESS_UNPROVED"])
    expect((await desk.assess(order)).requests).toEqual([])
    expect((await ask([initial])).status).toBe(201)
    await app.events.settled()
  })
}

function idOf(unit_id: string) {
  const [line_item_id, unit_index] = unit_id.split(":")
  return { line_item_id, unit_index: Number(unit_index) }
}
