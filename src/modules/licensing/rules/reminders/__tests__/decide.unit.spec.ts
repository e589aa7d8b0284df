import fc from "fast-check"
import { seeded } from "../../../../../lib/__tests__/seeded"
import type { LicenseStatus, StatusReason } from "../../../types"
import { decide, type ReminderFacts } from "../decide"

const HOUR = 3_600_000
const ends_at = new Date("2028-02-29T12:00:00Z")
const due_at = new Date("2028-02-22T12:00:00Z")

const facts = (changed: Partial<ReminderFacts> = {}): ReminderFacts => ({
  status: "active",
  status_reason: null,
  term_reverted: false,
  is_last_term: true,
  ends_at,
  planned_ends_at: ends_at,
  overtaken: false,
  unsubscribed: false,
  renewable: true,
  has_address: true,
  due_at,
  now: due_at,
  ...changed,
})
const code = (changed: Partial<ReminderFacts>) => {
  const decision = decide(facts(changed))
  return decision.action === "send" ? "send" : decision.code
}
const after = (ms: number) => new Date(due_at.getTime() + ms)

describe("whether a reminder still goes out", () => {
  it("goes out when nothing has changed, until 48 hours after it was due", () => {
    expect(decide(facts())).toEqual({ action: "send" })
    expect(code({ now: after(48 * HOUR) })).toBe("send")
    expect(code({ now: after(48 * HOUR + 1) })).toBe("too_late")
  })

  it("does not go out after the license was renewed", () => {
    expect(code({ is_last_term: false, ends_at: new Date("2029-02-28T12:00:00Z") })).toBe("renewed")
    expect(code({ ends_at: new Date("2028-03-01T12:00:00Z") })).toBe("renewed")
  })

  it("does not go out for an end that came nearer: its time is another reminder's", () => {
    expect(code({ ends_at: new Date("2028-02-20T12:00:00Z") })).toBe("overtaken")
    expect(code({ overtaken: true })).toBe("overtaken")
  })

  it("does not go out for a license whose purchase was undone", () => {
    for (const status_reason of ["canceled", "refunded", "returned", "quantity_reduced"] as const) {
      expect(code({ status: "revoked", status_reason })).toBe("refunded")
    }
    expect(code({ term_reverted: true })).toBe("refunded")
  })

  it("does not go out for a license that was taken away or put on hold", () => {
    for (const status_reason of ["dispute", "operator", null] as const) {
      expect(code({ status: "revoked", status_reason })).toBe("revoked")
      expect(code({ status: "suspended", status_reason })).toBe("suspended")
    }
  })

  it("goes out for a reinstated license, whatever it was revoked for", () => {
    expect(code({ status: "active", status_reason: "refunded" })).toBe("send")
  })

  it("does not go out for a license that never ends, nor for one that nobody can renew", () => {
    expect(code({ ends_at: null })).toBe("endless")
    expect(code({ renewable: false })).toBe("not_renewable")
  })

  it("does not go out to who asked for none, nor to nobody", () => {
    expect(code({ unsubscribed: true })).toBe("unsubscribed")
    expect(code({ has_address: false })).toBe("no_address")
  })

  it("decides nothing before its time, because the answer would be final", () => {
    const now = after(-1)
    expect(code({ now })).toBe("not_yet")
    expect(code({ now, status: "revoked", unsubscribed: true, ends_at: null })).toBe("not_yet")
  })

  it("names what says most about the license", () => {
    const late = after(100 * HOUR)
    expect(code({ now: late, unsubscribed: true, is_last_term: false, status: "suspended" })).toBe("suspended")
    expect(code({ now: late, unsubscribed: true, is_last_term: false })).toBe("renewed")
    expect(code({ now: late, unsubscribed: true })).toBe("unsubscribed")
  })

  it("is total and deterministic, and sends if and only if nothing speaks against it", () => {
    const date = fc
      .integer({ min: due_at.getTime() - 60 * HOUR, max: due_at.getTime() + 300 * HOUR })
      .map((ms) => new Date(ms))
    // Mostly what lets a reminder go out: otherwise next to none would.
    const mostly = (value: boolean) => fc.integer({ min: 0, max: 9 }).map((n) => (n ? value : !value))
    const same: fc.Arbitrary<Date | null> = fc.constant(ends_at)
    const any: fc.Arbitrary<ReminderFacts> = fc.record({
      status: fc.constantFrom<LicenseStatus>("active", "active", "active", "suspended", "revoked"),
      status_reason: fc.constantFrom<StatusReason | null>(null, "refunded", "returned", "dispute", "operator"),
      term_reverted: mostly(false),
      is_last_term: mostly(true),
      ends_at: fc.oneof(same, same, same, fc.option(date)),
      planned_ends_at: fc.constant(ends_at),
      overtaken: mostly(false),
      unsubscribed: mostly(false),
      renewable: mostly(true),
      has_address: mostly(true),
      due_at: fc.constant(due_at),
      now: date,
    })
    fc.assert(
      fc.property(any, (some) => {
        const decision = decide(some)
        expect(decide({ ...some })).toEqual(decision)
        const age = some.now.getTime() - due_at.getTime()
        const clear =
          some.status === "active" &&
          !some.term_reverted &&
          some.is_last_term &&
          some.ends_at?.getTime() === ends_at.getTime() &&
          !some.overtaken &&
          !some.unsubscribed &&
          some.renewable &&
          some.has_address &&
          age >= 0 &&
          age <= 48 * HOUR
        expect(decision.action).toBe(clear ? "send" : "skip")
      }),
      seeded("decisions", 1000)
    )
  })
})
