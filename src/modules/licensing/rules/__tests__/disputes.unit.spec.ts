import { followDisputes, type DisputableLicense, type OrderStanding } from "../disputes"

const day = (number: number) => new Date(Date.UTC(2026, 10, number))

const aLicense = (more: Partial<DisputableLicense> = {}): DisputableLicense => ({
  status: "active",
  status_reason: null,
  order_id: "order_1",
  paid_by: ["order_1"],
  reinstated_at: null,
  ...more,
})
const OPEN: OrderStanding = { open_since: day(10), lost: false }
const SETTLED: OrderStanding = { open_since: null, lost: false }
const LOST: OrderStanding = { open_since: null, lost: true }
const standings = (orders: Record<string, OrderStanding>) => new Map(Object.entries(orders))

describe("a dispute", () => {
  it("suspends what its order sold while it is open, and gives it back when it is settled", () => {
    expect(followDisputes(aLicense(), standings({ order_1: OPEN }))).toBe("suspend")
    const suspended = aLicense({ status: "suspended", status_reason: "dispute" })
    expect(followDisputes(suspended, standings({ order_1: OPEN }))).toBeNull()
    expect(followDisputes(suspended, standings({ order_1: SETTLED }))).toBe("reinstate")
    expect(followDisputes(aLicense(), standings({ order_1: SETTLED }))).toBeNull()
    expect(followDisputes(aLicense(), standings({}))).toBeNull()
  })

  it("leaves what an operator or the order ended", () => {
    for (const [status, status_reason] of [
      ["suspended", "operator"],
      ["revoked", "operator"],
      ["revoked", "refunded"],
    ] as const) {
      for (const standing of [OPEN, SETTLED]) {
        expect(followDisputes(aLicense({ status, status_reason }), standings({ order_1: standing }))).toBeNull()
      }
    }
  })

  it("that is lost leaves the license to its order, and one that is won after all gives it back", () => {
    const revoked = aLicense({ status: "revoked", status_reason: "dispute" })
    expect(followDisputes(revoked, standings({ order_1: LOST }))).toBeNull()
    expect(followDisputes(revoked, standings({ order_1: SETTLED }))).toBe("reinstate")
  })

  it("suspends what its order renewed, and nothing that it renews no more", () => {
    const renewed = aLicense({ paid_by: ["order_1", "order_2"] })
    expect(followDisputes(renewed, standings({ order_2: OPEN }))).toBe("suspend")
    expect(followDisputes(aLicense(), standings({ order_2: OPEN }))).toBeNull()
  })

  it("about a renewal that is lost gives the license back, without the term that the order paid for", () => {
    const suspended = aLicense({ status: "suspended", status_reason: "dispute" })
    expect(followDisputes(suspended, standings({ order_2: LOST }))).toBe("reinstate")
  })

  it("gives nothing back while another one is open", () => {
    const suspended = aLicense({ status: "suspended", status_reason: "dispute", paid_by: ["order_1", "order_2"] })
    expect(followDisputes(suspended, standings({ order_1: SETTLED, order_2: OPEN }))).toBeNull()
  })

  it("does not argue with an operator who reinstated the license since, unless another one comes", () => {
    const decided = aLicense({ reinstated_at: day(11) })
    expect(followDisputes(decided, standings({ order_1: OPEN }))).toBeNull()
    expect(followDisputes(decided, standings({ order_1: { open_since: day(12), lost: false } }))).toBe("suspend")
  })

  it("reaches a license that nobody bought and somebody renewed", () => {
    const gift = aLicense({ order_id: null, paid_by: ["order_2"] })
    expect(followDisputes(gift, standings({ order_2: OPEN }))).toBe("suspend")
  })
})
