import fc from "fast-check"
import { seeded } from "../../../../lib/__tests__/seeded"
import {
  reconcileOrder,
  type LicenseUnit,
  type LineFacts,
  type OrderChanges,
  type OrderFacts,
} from "../reconcile-order"

const PLAN = { id: "lcplan_1", deliver_on: "paid", quantity_means: "keys", seats: 5 } as const

const aLine = (line: Partial<LineFacts> = {}): LineFacts => ({
  line_item_id: "line_1",
  quantity: 1,
  returned: 0,
  plan: PLAN,
  ...line,
})
const anOrder = (order: Partial<OrderFacts> = {}): OrderFacts => ({
  id: "order_1",
  status: "pending",
  is_draft: false,
  total: 100,
  authorized: 100,
  captured: 0,
  refunded: 0,
  refunded_at: null,
  credited: 0,
  lines: [aLine()],
  ...order,
})
const aPaidOrder = (order: Partial<OrderFacts> = {}) => anOrder({ captured: order.total ?? 100, ...order })
const aLicense = (unit_index = 0, license: Partial<LicenseUnit> = {}): LicenseUnit => ({
  id: `lic_${license.line_item_id ?? "line_1"}_${unit_index}`,
  line_item_id: "line_1",
  unit_index,
  status: "active",
  status_reason: null,
  quantity_means: "keys",
  seats: 5,
  seats_per_unit: 5,
  status_changed_at: null,
  ever_activated: false,
  pinned: false,
  ...license,
})
const some = (count: number, license: Partial<LicenseUnit> = {}) =>
  Array.from({ length: count }, (_, index) => aLicense(index, license))

const issued = (changes: OrderChanges) => changes.issue.map((unit) => unit.unit_index)
const revoked = (changes: OrderChanges) => changes.revoke.map((change) => change.license_id)
const NOTHING = { issue: [], revoke: [], reinstate: [], set_seats: [], flags: [] }

describe("when keys are issued", () => {
  it.each<[string, OrderFacts, number]>([
    ["an order that is only authorised", anOrder(), 0],
    ["a partial capture", anOrder({ captured: 99.99 }), 0],
    ["a full capture", aPaidOrder(), 1],
    ["a free order", anOrder({ total: 0, authorized: 0 }), 1],
    ["a free order that is a draft", anOrder({ total: 0, authorized: 0, is_draft: true }), 0],
    ["a draft order that was paid", aPaidOrder({ is_draft: true }), 0],
    ["a draft order that was converted but not paid", anOrder({ authorized: 0 }), 0],
    ["three units", aPaidOrder({ lines: [aLine({ quantity: 3 })] }), 3],
    ["a line that sells no license", aPaidOrder({ lines: [aLine({ plan: null })] }), 0],
    ["a canceled order", aPaidOrder({ status: "canceled" }), 0],
    ["a fully refunded order", aPaidOrder({ refunded: 100 }), 0],
    ["a partly refunded order that never had keys", aPaidOrder({ refunded: 1 }), 0],
    ["refunded and paid anew", anOrder({ captured: 200, refunded: 100 }), 1],
    ["dust in the sums", anOrder({ total: 0.1 + 0.2, captured: 0.3 }), 1],
    ["an overpaid order", anOrder({ captured: 150 }), 1],
    ["all units returned before issuing", aPaidOrder({ lines: [aLine({ quantity: 0, returned: 1 })] }), 0],
    ["an archived order", aPaidOrder({ status: "archived" }), 1],
    ["a completed order", aPaidOrder({ status: "completed" }), 1],
    ["payable: authorised is enough", anOrder({ lines: [aLine({ plan: { ...PLAN, deliver_on: "payable" } })] }), 1],
    [
      "payable: not authorised",
      anOrder({ authorized: 50, lines: [aLine({ plan: { ...PLAN, deliver_on: "payable" } })] }),
      0,
    ],
  ])("%s", (_, order, count) => {
    const changes = reconcileOrder(order, [])
    expect(issued(changes)).toEqual(Array.from({ length: count }, (_, index) => index))
  })

  it("fills up what a crash left out", () => {
    expect(issued(reconcileOrder(aPaidOrder({ lines: [aLine({ quantity: 4 })] }), some(2)))).toEqual([2, 3])
  })

  it("issues what an edit or exchange added once it is paid, and keeps the rest meanwhile", () => {
    const lines = [aLine(), aLine({ line_item_id: "line_2" })]
    const waiting = reconcileOrder(anOrder({ total: 200, captured: 100, lines }), some(1))
    expect(waiting).toEqual({ ...NOTHING, flags: [expect.objectContaining({ code: "PAYMENT_SHORT" })] })
    const paid = reconcileOrder(aPaidOrder({ total: 200, lines }), some(1))
    expect(paid.issue).toEqual([expect.objectContaining({ line_item_id: "line_2", unit_index: 0 })])
  })
})

describe("when keys end", () => {
  it("revokes all of a canceled order, and says why", () => {
    const changes = reconcileOrder(anOrder({ status: "canceled" }), some(2, { ever_activated: true }))
    expect(changes.revoke).toEqual([
      { license_id: "lic_line_1_1", reason: "canceled" },
      { license_id: "lic_line_1_0", reason: "canceled" },
    ])
  })

  it("revokes all of a fully refunded order", () => {
    expect(reconcileOrder(aPaidOrder({ refunded: 100 }), some(1)).revoke).toEqual([
      { license_id: "lic_line_1_0", reason: "refunded" },
    ])
  })

  it("takes never-activated units first when some come back", () => {
    const licenses = [aLicense(0), aLicense(1, { ever_activated: true }), aLicense(2, { ever_activated: true })]
    const one = aPaidOrder({ total: 66, captured: 100, refunded: 34, lines: [aLine({ quantity: 2, returned: 1 })] })
    expect(reconcileOrder(one, licenses).revoke).toEqual([{ license_id: "lic_line_1_0", reason: "returned" }])
    const two = aPaidOrder({ total: 33, captured: 100, refunded: 67, lines: [aLine({ quantity: 1, returned: 2 })] })
    expect(revoked(reconcileOrder(two, licenses))).toEqual(["lic_line_1_0", "lic_line_1_2"])
  })

  it("takes away what an edit removed, also when the whole line is gone", () => {
    const fewer = aPaidOrder({ lines: [aLine({ quantity: 1 })] })
    expect(reconcileOrder(fewer, some(2)).revoke).toEqual([{ license_id: "lic_line_1_1", reason: "quantity_reduced" }])
    expect(revoked(reconcileOrder(aPaidOrder({ lines: [] }), some(1)))).toEqual(["lic_line_1_0"])
  })

  it("brings the same key back when an edit is undone, instead of issuing another", () => {
    const licenses = [aLicense(0), aLicense(1, { status: "revoked", status_reason: "quantity_reduced" })]
    const changes = reconcileOrder(aPaidOrder({ lines: [aLine({ quantity: 2 })] }), licenses)
    expect(changes).toEqual({ ...NOTHING, reinstate: [{ license_id: "lic_line_1_1" }] })
  })

  it("neither replaces nor brings back a unit that is being refunded, and brings it back once it was sold again", () => {
    const at = (minute: number) => new Date(Date.UTC(2026, 0, 1, 0, minute))
    const gone = aLicense(1, { status: "revoked", status_reason: "unit_refunded", status_changed_at: at(10) })
    const order = (paid_back: LineFacts["paid_back"], quantity = 2) =>
      aPaidOrder({ lines: [aLine({ quantity, paid_back })] })
    const done = [{ unit_index: 1, at: at(11) }]
    expect(reconcileOrder(order([]), [aLicense(0), gone])).toEqual(NOTHING)
    expect(reconcileOrder(order(done, 1), [aLicense(0), gone])).toEqual(NOTHING)
    expect(reconcileOrder(order(done), [aLicense(0), gone])).toEqual({
      ...NOTHING,
      reinstate: [{ license_id: gone.id }],
    })
    // Sold again, and then taken away by an operator: that is not what the refund was for.
    const taken = { ...gone, status_reason: "operator" as const, status_changed_at: at(12) }
    expect(reconcileOrder(order(done), [aLicense(0), taken])).toEqual(NOTHING)
  })

  it("keeps everything on a partial refund without items, and flags it", () => {
    const changes = reconcileOrder(aPaidOrder({ refunded: 30, lines: [aLine({ quantity: 2 })] }), some(2))
    expect(changes).toEqual({ ...NOTHING, flags: [expect.objectContaining({ code: "PARTIAL_REFUND" })] })
  })

  it("flags a refund that Medusa took off the total, so that the order still counts as paid", () => {
    const order = aPaidOrder({ total: 70, credited: 30, refunded: 30, lines: [aLine({ quantity: 2 })] })
    expect(reconcileOrder(order, some(2))).toEqual({
      ...NOTHING,
      flags: [{ code: "PARTIAL_REFUND", detail: expect.stringContaining("30 was refunded") }],
    })
  })

  it("has nothing more to flag once somebody revoked by hand what the refund was for", () => {
    const at = (minute: number) => new Date(Date.UTC(2026, 0, 1, 0, minute))
    const money = { total: 70, captured: 100, credited: 30, refunded: 30, refunded_at: at(10) }
    const order = aPaidOrder({ ...money, lines: [aLine({ quantity: 2 })] })
    const revokedAt = (minute: number) => [
      aLicense(0),
      aLicense(1, { status: "revoked", status_reason: "operator", status_changed_at: at(minute) }),
    ]
    expect(reconcileOrder(order, revokedAt(20))).toEqual(NOTHING)
    expect(reconcileOrder(order, revokedAt(5)).flags).toEqual([expect.objectContaining({ code: "PARTIAL_REFUND" })])
  })

  it("flags a license that goes on by an operator's decision after its order ended", () => {
    const kept = [aLicense(0, { pinned: true }), aLicense(1, { status: "revoked", status_reason: "canceled" })]
    const flags = [{ code: "KEPT_BY_OPERATOR", detail: expect.stringContaining("1 license that an operator") }]
    expect(reconcileOrder(anOrder({ status: "canceled" }), kept)).toEqual({ ...NOTHING, flags })
  })

  it.each([
    ["100 free keys", anOrder({ total: 0, authorized: 0, lines: [aLine({ quantity: 100 })] }), 100, []],
    ["101 free keys", anOrder({ total: 0, authorized: 0, lines: [aLine({ quantity: 101 })] }), 0, ["FREE_QUANTITY"]],
    [
      "101 free keys that an operator looked at",
      anOrder({ total: 0, authorized: 0, approved: true, lines: [aLine({ quantity: 101 })] }),
      101,
      [],
    ],
    [
      "101 free keys of which a crash left some unissued",
      anOrder({ total: 0, lines: [aLine({ quantity: 101 })] }),
      99,
      [],
    ],
    ["101 keys that were paid", aPaidOrder({ lines: [aLine({ quantity: 101 })] }), 101, []],
    [
      "seats as many as there is room for",
      aPaidOrder({
        lines: [aLine({ quantity: 3000, plan: { ...PLAN, quantity_means: "seats", seats: 1_000_000 } })],
      }),
      1,
      [],
    ],
  ])("issues nobody a flood for nothing: %s", (_, order, keys, codes) => {
    const { issue, flags } = reconcileOrder(order, some(keys === 99 ? 2 : 0))
    expect([issue.length, flags.map((flag) => flag.code)]).toEqual([keys, codes])
    expect(issue.every(({ seats }) => seats! <= 2_147_483_647)).toBe(true)
  })

  it("has nothing to flag when money went back for a unit that came back", () => {
    const order = aPaidOrder({ total: 50, refunded: 50, lines: [aLine({ quantity: 1, returned: 1 })] })
    expect(reconcileOrder(order, some(2)).flags).toEqual([])
  })

  it("keeps licenses whose plan was detached from the variant since", () => {
    expect(reconcileOrder(aPaidOrder({ lines: [aLine({ plan: null })] }), some(1))).toEqual(NOTHING)
  })

  it("an exchange: the returned unit ends, the new line gets its own once paid", () => {
    const order = aPaidOrder({
      total: 120,
      lines: [aLine({ quantity: 0, returned: 1 }), aLine({ line_item_id: "line_2" })],
    })
    const changes = reconcileOrder(order, some(1))
    expect(revoked(changes)).toEqual(["lic_line_1_0"])
    expect(changes.issue).toEqual([expect.objectContaining({ line_item_id: "line_2" })])
  })
})

describe("what people decided", () => {
  it("does not issue anew what an operator or a dispute revoked", () => {
    for (const status_reason of ["operator", "dispute"] as const) {
      expect(reconcileOrder(aPaidOrder(), [aLicense(0, { status: "revoked", status_reason })])).toEqual(NOTHING)
    }
  })

  it("counts a revoked unit as the one that came back", () => {
    const licenses = [aLicense(0), aLicense(1, { status: "revoked", status_reason: "operator" })]
    expect(reconcileOrder(aPaidOrder({ lines: [aLine({ quantity: 1, returned: 1 })] }), licenses)).toEqual(NOTHING)
  })

  it("does not revoke again what an operator brought back", () => {
    for (const status of ["active", "suspended"] as const) {
      const pinned = aLicense(0, { status, pinned: true })
      expect(revoked(reconcileOrder(anOrder({ status: "canceled" }), [pinned, aLicense(1)]))).toEqual(["lic_line_1_1"])
    }
  })

  it("leaves a suspended license suspended while its order is fine, and revokes it when it is canceled", () => {
    const suspended = aLicense(0, { status: "suspended", status_reason: "dispute" })
    expect(reconcileOrder(aPaidOrder(), [suspended])).toEqual(NOTHING)
    expect(revoked(reconcileOrder(anOrder({ status: "canceled" }), [suspended]))).toEqual(["lic_line_1_0"])
  })
})

describe("goodwill", () => {
  it("does not cost the buyer the other key, nor the next unit that is paid", () => {
    const goodwill = aLicense(1, { pinned: true })
    expect(
      reconcileOrder(aPaidOrder({ lines: [aLine({ quantity: 1, returned: 1 })] }), [aLicense(0), goodwill])
    ).toEqual(NOTHING)
    const more = reconcileOrder(aPaidOrder({ lines: [aLine({ quantity: 2, returned: 1 })] }), [aLicense(0), goodwill])
    expect(issued(more)).toEqual([2])
  })

  it("a free license stays when only the item beside it was returned and refunded", () => {
    const order = anOrder({ total: 0, captured: 100, refunded: 100, credited: 0, lines: [aLine()] })
    expect(reconcileOrder(order, some(1)).revoke).toEqual([])
  })
})

describe("a plan whose quantity means seats", () => {
  const plan = { ...PLAN, quantity_means: "seats" } as const
  const license = (seats: number, more: Partial<LicenseUnit> = {}) =>
    aLicense(0, { quantity_means: "seats", seats, ...more })

  it("issues one key with the seats of all units", () => {
    const changes = reconcileOrder(aPaidOrder({ lines: [aLine({ quantity: 3, plan })] }), [])
    expect(changes.issue).toEqual([{ line_item_id: "line_1", unit_index: 0, plan_id: "lcplan_1", seats: 15 }])
  })

  it("adds seats once they are paid, and takes them away at once", () => {
    const more = [aLine({ quantity: 4, plan })]
    expect(reconcileOrder(anOrder({ total: 400, captured: 300, lines: more }), [license(15)]).set_seats).toEqual([])
    expect(reconcileOrder(aPaidOrder({ total: 400, lines: more }), [license(15)]).set_seats).toEqual([
      { license_id: "lic_line_1_0", seats: 20 },
    ])
    const fewer = aPaidOrder({ lines: [aLine({ quantity: 2, returned: 1, plan })] })
    expect(reconcileOrder(fewer, [license(15)]).set_seats).toEqual([{ license_id: "lic_line_1_0", seats: 10 }])
  })

  it("revokes when nothing is left, and comes back with the seats it deserves", () => {
    const none = aPaidOrder({ lines: [aLine({ quantity: 0, returned: 3, plan })] })
    expect(reconcileOrder(none, [license(15)]).revoke).toEqual([{ license_id: "lic_line_1_0", reason: "returned" }])
    const back = reconcileOrder(aPaidOrder({ lines: [aLine({ quantity: 1, plan })] }), [
      license(15, { status: "revoked", status_reason: "quantity_reduced" }),
    ])
    expect(back).toEqual({
      ...NOTHING,
      set_seats: [{ license_id: "lic_line_1_0", seats: 5 }],
      reinstate: [{ license_id: "lic_line_1_0" }],
    })
  })
})

/** What the ledger does with the changes, in memory. */
function apply(licenses: LicenseUnit[], changes: OrderChanges, order: OrderFacts): LicenseUnit[] {
  const revoke = new Map(changes.revoke.map((change) => [change.license_id, change.reason]))
  const back = new Set(changes.reinstate.map((change) => change.license_id))
  const seats = new Map(changes.set_seats.map((change) => [change.license_id, change.seats]))
  return [
    ...licenses.map((license) => ({
      ...license,
      ...(revoke.has(license.id) && { status: "revoked" as const, status_reason: revoke.get(license.id)! }),
      ...(back.has(license.id) && { status: "active" as const, status_reason: null }),
      ...(seats.has(license.id) && { seats: seats.get(license.id)! }),
    })),
    ...changes.issue.map((unit) => {
      const plan = order.lines.find((line) => line.line_item_id === unit.line_item_id)!.plan!
      return aLicense(unit.unit_index, {
        line_item_id: unit.line_item_id,
        quantity_means: plan.quantity_means,
        seats: unit.seats,
        seats_per_unit: plan.seats,
      })
    }),
  ]
}

describe("whatever happens to an order", () => {
  const line = (line_item_id: string) =>
    fc.record({
      line_item_id: fc.constant(line_item_id),
      quantity: fc.nat(4),
      returned: fc.nat(2),
      plan: fc.option(
        fc.record({
          id: fc.constant("lcplan_1"),
          deliver_on: fc.constantFrom("paid", "payable"),
          quantity_means: fc.constantFrom("keys", "seats"),
          seats: fc.constant(5),
        }),
        { freq: 6 }
      ),
    })
  const order = fc.record({
    id: fc.constant("order_1"),
    status: fc.constantFrom("pending", "completed", "canceled", "archived"),
    is_draft: fc.boolean(),
    total: fc.constantFrom(0, 50, 100),
    authorized: fc.constantFrom(0, 50, 100),
    captured: fc.constantFrom(0, 50, 100),
    refunded: fc.constantFrom(0, 50, 100),
    credited: fc.constantFrom(0, 50),
    lines: fc.tuple(line("line_1"), line("line_2")).map((lines) => lines as LineFacts[]),
  }) as fc.Arbitrary<OrderFacts>
  const history = fc.array(order, { minLength: 1, maxLength: 6 })

  it("asking again changes nothing, no unit is issued twice, and no key is out before its time", () => {
    fc.assert(
      fc.property(history, (orders) => {
        let licenses: LicenseUnit[] = []
        for (const order of orders) {
          const changes = reconcileOrder(order, licenses)
          const paid = order.total === 0 || order.captured - order.refunded >= order.total
          for (const unit of changes.issue) {
            const plan = order.lines.find((line) => line.line_item_id === unit.line_item_id)!.plan!
            expect(order.is_draft || order.status === "canceled").toBe(false)
            expect(paid || (plan.deliver_on === "payable" && order.authorized - order.refunded >= order.total)).toBe(
              true
            )
          }
          licenses = apply(licenses, changes, order)
          const again = reconcileOrder(order, licenses)
          expect({ ...again, flags: [] }).toEqual(NOTHING)
          expect(again.flags).toEqual(changes.flags)
          const units = licenses.map((license) => `${license.line_item_id}/${license.unit_index}`)
          expect(new Set(units).size).toBe(units.length)
          for (const { line_item_id, quantity } of order.lines) {
            const live = licenses.filter((l) => l.line_item_id === line_item_id && l.status === "active")
            expect(live.length).toBeLessThanOrEqual(Math.max(quantity, 0))
          }
          if (order.status === "canceled") {
            expect(licenses.filter((license) => license.status === "active")).toEqual([])
          }
        }
      }),
      seeded("histories of an order", 2000)
    )
  })
})
