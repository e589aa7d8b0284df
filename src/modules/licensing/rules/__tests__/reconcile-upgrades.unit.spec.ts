import type { OrderMoney } from "../reconcile-order"
import { reconcileUpgrades, type AppliedUpgrade, type UpgradeLine } from "../reconcile-upgrades"

const order = (more: Partial<OrderMoney> = {}): OrderMoney & { id: string } => ({
  id: "order_1",
  status: "pending",
  is_draft: false,
  total: 100,
  credited: 0,
  authorized: 100,
  captured: 100,
  refunded: 0,
  refunded_at: null,
  ...more,
})
const line = (more: Partial<UpgradeLine> = {}): UpgradeLine => ({
  line_item_id: "line_1",
  quantity: 1,
  returned: 0,
  offer: { id: "lcoff_1", license_id: "lic_1", license: "NIMBUS-…-X7K2Q", deliver_on: "paid" },
  ...more,
})
const applied = (more: Partial<AppliedUpgrade> = {}): AppliedUpgrade => ({
  id: "lcchg_1",
  offer_id: "lcoff_1",
  license_id: "lic_1",
  order_id: "order_1",
  line_item_id: "line_1",
  standing: true,
  ...more,
})
const codes = ({ flags }: { flags: { code: string }[] }) => flags.map(({ code }) => code)

describe("the upgrades of an order", () => {
  it("are applied when they are paid, once", () => {
    expect(reconcileUpgrades(order({ captured: 99 }), [line()], [])).toMatchObject({ apply: [], flags: [] })
    expect(reconcileUpgrades(order(), [line()], []).apply).toEqual([
      { offer_id: "lcoff_1", license_id: "lic_1", line_item_id: "line_1", change_id: null },
    ])
    expect(reconcileUpgrades(order(), [line()], [applied()])).toEqual({ apply: [], roll_back: [], flags: [] })
  })

  it.each([
    ["canceled", order({ status: "canceled" }), [line()], "canceled"],
    ["refunded", order({ refunded: 100 }), [line()], "refunded"],
    ["returned", order(), [line({ quantity: 0, returned: 1 })], "returned"],
    ["edited away", order(), [], "quantity_reduced"],
  ])("are rolled back when the order is %s, and come back as the same upgrade", (_, ended, lines, reason) => {
    expect(reconcileUpgrades(ended, lines, [applied()]).roll_back).toEqual([
      { change_id: "lcchg_1", license_id: "lic_1", reason },
    ])
    expect(reconcileUpgrades(ended, lines, [applied({ standing: false })])).toMatchObject({ apply: [], roll_back: [] })
    expect(reconcileUpgrades(order(), [line()], [applied({ standing: false })]).apply).toMatchObject([
      { change_id: "lcchg_1" },
    ])
  })

  it("are flagged when one is bought twice: in one line, in two, or by another order, which rolls nothing back", () => {
    expect(codes(reconcileUpgrades(order(), [line({ quantity: 2 })], []))).toEqual(["UPGRADE_PAID_TWICE"])
    const two = reconcileUpgrades(order(), [line(), line({ line_item_id: "line_2" })], [])
    expect(two.apply).toHaveLength(1)
    expect(codes(two)).toEqual(["UPGRADE_PAID_TWICE"])
    const elsewhere = applied({ order_id: "order_0", line_item_id: "line_0" })
    const again = reconcileUpgrades(order(), [line()], [elsewhere])
    expect(again).toMatchObject({ apply: [], roll_back: [] })
    expect(codes(again)).toEqual(["UPGRADE_PAID_TWICE"])
    expect(reconcileUpgrades(order({ status: "canceled" }), [line()], [elsewhere]).roll_back).toEqual([])
  })

  it("are kept and flagged when money went back without an item", () => {
    const partly = order({ total: 60, credited: 40, refunded: 40 })
    expect(codes(reconcileUpgrades(partly, [line()], [applied()]))).toEqual(["PARTIAL_REFUND"])
  })
})
