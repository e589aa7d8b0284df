import type { OrderMoney } from "../reconcile-order"
import { reconcileRenewals, type RenewalLine, type RenewalTerm } from "../reconcile-renewals"

const anOrder = (more: Partial<OrderMoney> = {}): OrderMoney => ({
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
const aLine = ({ offer, ...more }: Partial<Omit<RenewalLine, "offer">> & { offer?: object } = {}): RenewalLine => ({
  line_item_id: "line_1",
  quantity: 1,
  returned: 0,
  ...more,
  offer: {
    id: "off",
    license_id: "lic",
    license: "NIMBUS-…-X7K2Q",
    license_status: "active",
    deliver_on: "paid",
    quantity: 1,
    ...offer,
  },
})
const aTerm = (unit_index = 0, reverted = false): RenewalTerm => ({
  id: `term_${unit_index}`,
  license_id: "lic",
  line_item_id: "line_1",
  unit_index,
  reverted,
})
const summary = (...given: Parameters<typeof reconcileRenewals>) => {
  const { renew, revert, restore, flags } = reconcileRenewals(...given)
  return {
    renew: renew.map(({ unit_index }) => unit_index),
    revert: revert.map(({ term_id, reason }) => `${term_id} ${reason}`),
    restore: restore.map(({ term_id }) => term_id),
    flags: flags.map(({ code }) => code),
  }
}
const NOTHING = { renew: [], revert: [], restore: [], flags: [] }

describe("the renewals of an order", () => {
  it.each<[string, Partial<OrderMoney>, object, number[]]>([
    ["a paid one", {}, {}, [0]],
    ["one that is paid in part", { captured: 99 }, {}, []],
    ["an authorized one, where the plan delivers on that", { captured: 0 }, { offer: { deliver_on: "payable" } }, [0]],
    ["a draft", { is_draft: true }, {}, []],
    ["a canceled one", { status: "canceled" }, {}, []],
    ["a refunded one", { refunded: 100 }, {}, []],
    ["three units", {}, { quantity: 3 }, [0, 1, 2]],
    ["three units of two that one term takes", {}, { quantity: 3, offer: { quantity: 2 } }, [0]],
    ["too few units for a term", {}, { quantity: 1, offer: { quantity: 2 } }, []],
  ])("add their terms: %s", (_, order, line, renew) => {
    expect(summary(anOrder(order), [aLine(line)], [])).toEqual({ ...NOTHING, renew })
  })

  it("ask for nothing once they are there", () => {
    expect(summary(anOrder(), [aLine({ quantity: 2 })], [aTerm(0), aTerm(1)])).toEqual(NOTHING)
  })

  it("are taken back with the order, or by unit, the latest first", () => {
    const terms = [aTerm(0), aTerm(1)]
    const two = aLine({ quantity: 2 })
    expect(summary(anOrder({ refunded: 100 }), [two], terms).revert).toEqual(["term_1 refunded", "term_0 refunded"])
    expect(summary(anOrder({ status: "canceled" }), [two], terms).revert).toHaveLength(2)
    expect(summary(anOrder(), [aLine({ quantity: 1, returned: 1 })], terms).revert).toEqual(["term_1 returned"])
    expect(summary(anOrder(), [aLine({ quantity: 1 })], terms).revert).toEqual(["term_1 quantity_reduced"])
    expect(summary(anOrder(), [], terms).revert).toEqual(["term_0 quantity_reduced", "term_1 quantity_reduced"])
  })

  it("come back before one is added", () => {
    const terms = [aTerm(0, true), aTerm(1)]
    expect(summary(anOrder(), [aLine({ quantity: 3 })], terms)).toEqual({ ...NOTHING, restore: ["term_0"], renew: [2] })
  })

  it("are looked at when a part of the money went back, and when their license is revoked", () => {
    expect(summary(anOrder({ refunded: 30 }), [aLine()], [aTerm()])).toEqual({ ...NOTHING, flags: ["PARTIAL_REFUND"] })
    const credited = anOrder({ total: 70, credited: 30, refunded: 30 })
    expect(summary(credited, [aLine()], [aTerm()])).toEqual({ ...NOTHING, flags: ["PARTIAL_REFUND"] })
    expect(summary(anOrder(), [aLine({ offer: { license_status: "revoked" } })], [])).toEqual({
      ...NOTHING,
      renew: [0],
      flags: ["RENEWAL_OF_REVOKED"],
    })
  })
})
