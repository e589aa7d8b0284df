import type { OrderSnapshot } from "../services/order-ledger"
import type { PlanFields } from "../rules/plan"
import type { UpgradeQuote } from "../rules/upgrade-quote"
import { anOrder, aPlan, SYSTEM } from "./fixtures"
import { withLicensing } from "./with-licensing"

jest.setTimeout(60_000)

const QUOTE: UpgradeQuote = { price: 150, credit: 50, days_left: 365, days_of_term: 365, due: 100 }

withLicensing(({ service }) => {
  const aSale = async (fields: Partial<PlanFields>, quantity: number) => {
    const order = anOrder((await aPlan(service, fields)).id)
    order.lines = order.lines.map((line) => ({ ...line, quantity }))
    const { issued } = await service.reconcileOrder(order, SYSTEM)
    return { order, issued, variant_id: order.lines[0]!.variant_id }
  }

  const anUpgrade = async (license_id: string, fields: Partial<PlanFields>): Promise<OrderSnapshot> => {
    const plan = await aPlan(service, fields)
    const offer_id = await service.upgrades.offer({
      license: (await service.upgrades.read(license_id))!,
      variant_id: "variant_big",
      plan_id: plan.id,
      quote: QUOTE,
      currency_code: "eur",
    })
    const order = anOrder(plan.id, { currency_code: "eur", cart_id: `cart_${offer_id}` })
    order.lines = order.lines.map((line) => ({ ...line, offer_id, variant_id: "variant_big", unit_price: 100 }))
    expect((await service.reconcileOrder(order, SYSTEM)).upgraded).toEqual([license_id])
    return order
  }

  it("of an order that sold seats are the whole line, whatever an upgrade made of the license", async () => {
    const { order, issued, variant_id } = await aSale({ term: "P1Y", seats: 1, quantity_means: "seats" }, 3)
    await anUpgrade(issued[0]!, { term: "P1Y", seats: 10 })
    expect(await service.soldUnits.ofOrder(order.id)).toMatchObject([
      { license_id: issued[0], kind: "initial", quantity: null, variant_id },
    ])
  })

  it("of an order that sold keys are a piece each, whatever an upgrade made of the license", async () => {
    const { order, issued, variant_id } = await aSale({ term: "P1Y", seats: 1 }, 2)
    await anUpgrade(issued[0]!, { term: "P1Y", seats: 10, quantity_means: "seats" })
    expect(await service.soldUnits.ofOrder(order.id)).toMatchObject([
      { quantity: 1, variant_id },
      { quantity: 1, variant_id },
    ])
  })

  it("of an upgrade that began no term are the upgrade, with the use of its license", async () => {
    const { issued } = await aSale({ term: "P1Y", seats: 1 }, 1)
    const order = await anUpgrade(issued[0]!, { term: "P1Y", seats: 10 })
    const upgrade = {
      line_item_id: order.lines[0]!.line_item_id,
      ...{ license_id: issued[0], kind: "upgrade", unit_index: 0, quantity: 1, variant_id: "variant_big" },
    }
    const [unit, ...more] = await service.soldUnits.ofOrder(order.id)
    expect(unit).toMatchObject({ ...upgrade, reverted: false, term_starts_at: expect.any(Date), activations_ever: 0 })
    expect(more).toEqual([])
    await service.reconcileOrder({ ...order, refunded: 100, refunded_at: new Date() }, SYSTEM)
    expect(await service.soldUnits.ofOrder(order.id)).toMatchObject([{ ...upgrade, reverted: true }])
  })

  it("of an upgrade that began a term are that term, once", async () => {
    const { issued } = await aSale({ term: "P1Y", seats: 1 }, 1)
    const order = await anUpgrade(issued[0]!, { term: "P2Y", seats: 10 })
    expect(await service.soldUnits.ofOrder(order.id)).toMatchObject([{ kind: "upgrade", license_id: issued[0] }])
  })

  it("of several orders are told by what they sold: a variant, or more of a license", async () => {
    const { order, issued, variant_id } = await aSale({ term: "P1Y", seats: 1 }, 2)
    const grown = await anUpgrade(issued[0]!, { term: "P1Y", seats: 10 })
    const longer = await anUpgrade(issued[1]!, { term: "P2Y", seats: 10 })
    const upgrade = { kind: "upgrade", variant_id: "variant_big" }
    const { soldUnits } = service
    expect(await soldUnits.piecesOf([order.id])).toEqual([
      { order_id: order.id, kind: "initial", variant_id, license_id: null },
    ])
    expect(await soldUnits.piecesOf([grown.id])).toEqual([{ order_id: grown.id, license_id: issued[0], ...upgrade }])
    expect(await soldUnits.piecesOf([longer.id])).toEqual([{ order_id: longer.id, license_id: issued[1], ...upgrade }])
    expect(await soldUnits.piecesOf([order.id, grown.id, longer.id, "order_none"])).toHaveLength(3)
  })

  it("of a license are found with all of its orders, the latest first", async () => {
    const { order, issued } = await aSale({ term: "P1Y", seats: 1 }, 2)
    const grown = await anUpgrade(issued[0]!, { term: "P1Y", seats: 10 })
    const longer = await anUpgrade(issued[1]!, { term: "P2Y", seats: 10 })
    await service.reconcileOrder({ ...longer, refunded: 100, refunded_at: new Date() }, SYSTEM)
    const of = async (license_id: string) =>
      (await service.soldUnits.ordersOfLicenses([license_id])).map(({ order_id, kind }) => [order_id, kind])
    expect(await of(issued[0]!)).toEqual([
      [grown.id, "upgrade"],
      [order.id, "initial"],
    ])
    expect(await of(issued[1]!)).toEqual([
      [longer.id, "upgrade"],
      [order.id, "initial"],
    ])
    expect(await of("lclic_none")).toEqual([])
  })
})
