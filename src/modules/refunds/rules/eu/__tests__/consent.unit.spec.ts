import { aPurchase, later, PURCHASED, used, aUnit } from "../../__tests__/a-purchase"
import { assess } from "../../assessment"
import { waiverFact } from "../consent"

const judged = (kept: Parameters<typeof waiverFact>[0]) =>
  assess(
    aPurchase({ withdrawal_applies: true, units: [aUnit(used)], waiver: waiverFact(kept), now: later({ days: 1 }) })
  )

describe("what a consent at the checkout is worth", () => {
  it("gives the right up once a mail has confirmed it", () => {
    const { verdict } = judged({ given_at: later({ minutes: -5 }), confirmed_at: PURCHASED })
    expect(verdict).not.toBe("approve_statutory")
  })

  it("gives nothing up without that mail", () => {
    const { verdict, reasons } = judged({ given_at: later({ minutes: -5 }), confirmed_at: null })
    expect(verdict).toBe("approve_statutory")
    expect(reasons.map(({ code }) => code)).toContain("waiver_incomplete")
  })

  it("gives nothing up when it came after the delivery", () => {
    const { verdict } = judged({ given_at: later({ minutes: 5 }), confirmed_at: later({ minutes: 6 }) })
    expect(verdict).toBe("approve_statutory")
  })

  it("is no consent without one", () => {
    expect(waiverFact(null)).toBeNull()
    expect(judged(null).verdict).toBe("approve_statutory")
  })
})
