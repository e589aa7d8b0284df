import { assess } from "../assessment"
import type { RefundFacts } from "../facts"
import type { RefundOptions } from "../options"
import { BY_CARE, RULES, type Verdict } from "../verdicts"
import { aPurchase, aRenewal, at, aUnit, later, used, WAIVER } from "./a-purchase"

type Example = [says: string, facts: Partial<RefundFacts>, verdict: Verdict, options?: Partial<RefundOptions>]

const examples = (table: Example[]) =>
  // Fewer parameters than columns, or jest takes the last one of a short row for its `done`.
  it.each(table)("%s", (...[, facts, verdict, options]) => {
    expect(assess(aPurchase(facts), options).verdict).toBe(verdict)
  })

const codes = (facts: Partial<RefundFacts>, options?: Partial<RefundOptions>) =>
  assess(aPurchase(facts), options).reasons.map(({ code }) => code)

const WAITING = aUnit({ delivery: "waiting", first_delivered_at: null })
const USED = aUnit(used)

describe("the payment", () => {
  examples([
    ["that is only authorized is canceled", { payment_status: "authorized", paid: 0 }, "void_instead"],
    ["that is authorized and taken in part is refunded", { payment_status: "partially_captured" }, "approve_unused"],
    ["that went back is not paid back again", { payment_status: "refunded", refunded: 49 }, "already_refunded"],
    ["that went back by its amounts is not either", { paid: 0.3, refunded: 0.1 + 0.2 }, "already_refunded"],
    ["that went back in part has a rest", { payment_status: "partially_refunded", refunded: 20 }, "approve_unused"],
    ["that never came is nothing to pay back", { payment_status: "none", paid: 0 }, "decline_window"],
    ["that was canceled is nothing to pay back", { payment_status: "canceled", paid: 0 }, "decline_window"],
    ["that was nothing is nothing to pay back", { paid: 0 }, "decline_window"],
    ["that is disputed is with the bank", { dispute: "open" }, "blocked_dispute"],
    ["that was lost to a dispute went back by the bank", { dispute: "lost" }, "blocked_dispute"],
    ["that was won back is free to be refunded", { dispute: "won" }, "approve_unused"],
    ["that is disputed and went back is refunded", { dispute: "open", refunded: 49 }, "already_refunded"],
    [
      "that is disputed stays, whatever the law gives",
      { dispute: "open", withdrawal_applies: true },
      "blocked_dispute",
    ],
  ])

  it("is not paid back twice by switching the rule off", () => {
    const off = { off: ["already_refunded"] as const }
    expect(assess(aPurchase({ refunded: 49 }), off).verdict).toBe("decline_window")
    expect(assess(aPurchase({ units: [aUnit({ reverted: true })] }), off).verdict).toBe("decline_window")
  })

  it("says why there is nothing to pay back", () => {
    expect(codes({ payment_status: "none", paid: 0 })).toEqual(["nothing_paid"])
    expect(codes({ dispute: "won" })).toEqual(["in_window", "unused", "dispute_won"])
  })
})

describe("a withdrawal by law", () => {
  const eu = { withdrawal_applies: true, units: [USED] }
  const { recorded_at, ...boxes } = WAIVER

  examples([
    ["stands without a waiver, used or not", eu, "approve_statutory"],
    ["is lost by a waiver once the key is there", { ...eu, waiver: WAIVER }, "review_used"],
    ["stands when one box was not ticked", { ...eu, waiver: { ...WAIVER, consented: false } }, "approve_statutory"],
    ["stands when the other was not", { ...eu, waiver: { ...WAIVER, acknowledged: false } }, "approve_statutory"],
    ["stands when nobody knows the time", { ...eu, waiver: { ...boxes, recorded_at: null } }, "approve_statutory"],
    [
      "stands when the key was there before the waiver",
      { ...eu, waiver: { ...boxes, recorded_at: later({ minutes: 1 }) } },
      "approve_statutory",
    ],
    ["stands until the key is there", { ...eu, units: [WAITING], waiver: WAIVER }, "approve_statutory"],
    ["stands until a renewal begins", { ...eu, units: [aRenewal()], waiver: WAIVER }, "approve_statutory"],
    [
      "is lost by a waiver once a renewal has begun",
      { ...eu, units: [aRenewal({ term_starts_at: later({ days: -5 }) })], waiver: WAIVER },
      "review_used",
    ],
    ["is nothing elsewhere", { ...eu, withdrawal_applies: false }, "review_used"],
    ["is in time in the last minute of day 14", { ...eu, now: later({ days: 15, minutes: -1 }) }, "approve_statutory"],
    ["is late in the first minute of day 15", { ...eu, now: later({ days: 15 }) }, "decline_window"],
    [
      "is as old as its declaration, not as our answer",
      { ...eu, now: later({ days: 40 }), withdrawal_declared_at: later({ days: 14 }) },
      "approve_statutory",
    ],
    [
      "has fourteen days whatever the store gives",
      { ...eu, now: later({ days: 10 }) },
      "approve_statutory",
      { window_days: 0 },
    ],
    ["is no question of earlier refunds", { ...eu, earlier_refunds: 9 }, "approve_statutory"],
  ])

  it("was recorded at the checkout, a minute before the purchase", () => expect(recorded_at < later({})).toBe(true))
})

describe("a key that never left", () => {
  examples([
    ["is paid back while it waits", { units: [WAITING] }, "approve_not_delivered"],
    ["is paid back when its mail failed", { units: [{ ...WAITING, delivery: "failed" }] }, "approve_not_delivered"],
    ["is paid back long after the window", { units: [WAITING], now: later({ days: 300 }) }, "approve_not_delivered"],
    ["is paid back before anything was due", { units: [{ ...WAITING, delivery: "not_due" }] }, "approve_not_delivered"],
    ["is paid back to whoever had refunds before", { units: [WAITING], earlier_refunds: 9 }, "approve_not_delivered"],
    ["did leave when only a later mail failed", { units: [aUnit({ delivery: "failed" })] }, "approve_unused"],
    ["did leave, by another way, when it was activated", { units: [{ ...WAITING, ...used }] }, "review_used"],
    [
      "is no matter of a renewal, whose key is known",
      { units: [aRenewal({ delivery: "failed", term_starts_at: later({}) })] },
      "review_used",
    ],
    [
      "is none of an upgrade that keeps its key",
      { units: [{ ...WAITING, kind: "upgrade", delivery: "not_due" }] },
      "approve_unused",
    ],
    ["is the new one of an upgrade", { units: [{ ...WAITING, kind: "upgrade" }] }, "approve_not_delivered"],
  ])
})

describe("the store's window", () => {
  examples([
    ["is open at once", { now: later({}) }, "approve_unused"],
    ["is open for a clock that is behind", { now: later({ minutes: -5 }) }, "approve_unused"],
    ["is open in the last minute of its last day", { now: later({ days: 15, minutes: -1 }) }, "approve_unused"],
    ["is over a minute later", { now: later({ days: 15 }) }, "decline_window"],
    ["can be longer", { now: later({ days: 31, minutes: -1 }) }, "approve_unused", { window_days: 30 }],
    ["can be no longer than the day itself", { now: later({ days: 1 }) }, "decline_window", { window_days: 0 }],
    ["leaves to a person what was activated", { units: [USED] }, "review_used"],
    [
      "leaves to a person what was activated once and no more",
      { units: [aUnit({ activations_ever: 1 })] },
      "review_used",
    ],
    ["leaves to a person what was downloaded", { units: [aUnit({ downloads: 1 })] }, "review_used"],
    ["leaves to a person what was seen in use", { units: [aUnit({ last_validated_at: later({}) })] }, "review_used"],
    ["is over for what was used, too", { units: [USED], now: later({ days: 15 }) }, "decline_window"],
    [
      "can forgive a first activation and what it validated",
      { units: [aUnit({ ...used, last_validated_at: later({}) })] },
      "approve_unused",
      { used_activations: 2 },
    ],
    ["can forgive downloads", { units: [aUnit({ downloads: 2 })] }, "approve_unused", { used_downloads: 3 }],
    ["is not open without a time of purchase", { purchased_at: at("none") }, "decline_window"],
  ])

  it("says how long it was open", () => {
    expect(assess(aPurchase({ now: later({ days: 20 }) })).reasons).toEqual([
      { code: "window_over", params: { days: 20, window_days: 14 } },
    ])
    expect(codes({}, { off: ["approve_unused"] })).toEqual(["not_offered"])
    expect(codes({ units: [USED] }, { off: ["review_used"] })).toEqual(["used"])
  })
})

describe("a renewal", () => {
  const BEGUN = aRenewal({ term_starts_at: later({ days: 1 }) })

  examples([
    ["is unused until its term begins, whatever the license did", { units: [aRenewal()] }, "approve_unused"],
    [
      "is taken back after the window, for its term has not begun",
      { units: [aRenewal()], now: later({ days: 29 }) },
      "approve_renewal_rollback",
    ],
    [
      "is taken back until the minute before",
      { units: [aRenewal()], now: later({ days: 30, minutes: -1 }) },
      "approve_renewal_rollback",
    ],
    ["is kept from the moment it begins", { units: [aRenewal()], now: later({ days: 30 }) }, "decline_window"],
    ["that begins within the window and is used is looked at", { units: [BEGUN] }, "review_used"],
    [
      "that begins within the window and is not used goes back",
      { units: [{ ...BEGUN, activations_ever: 0, activations_live: 0, downloads: 0, last_validated_at: null }] },
      "approve_unused",
    ],
    ["without a start counts as begun", { units: [aRenewal({ term_starts_at: null })] }, "review_used"],
  ])

  it("says when its term begins", () => {
    expect(assess(aPurchase({ units: [aRenewal()], now: later({ days: 20 }) })).reasons).toEqual([
      { code: "renewal_not_begun", params: { starts_at: "2026-12-01T10:00:00.000Z" } },
    ])
  })
})

describe("a customer with earlier refunds", () => {
  examples([
    ["is shown goodwill below the limit", { earlier_refunds: 2 }, "approve_unused"],
    ["is looked at from the limit on", { earlier_refunds: 3 }, "review_history"],
    [
      "is looked at for a renewal, too",
      { earlier_refunds: 3, units: [aRenewal()], now: later({ days: 20 }) },
      "review_history",
    ],
    ["is declined what nobody gets", { earlier_refunds: 3, now: later({ days: 20 }) }, "decline_window"],
    [
      "is never looked at where the store does not want it",
      { earlier_refunds: 99 },
      "approve_unused",
      { review_after_refunds: null },
    ],
    [
      "is not looked at for goodwill that is off",
      { earlier_refunds: 3 },
      "decline_window",
      { off: ["approve_unused"] },
    ],
  ])

  it("is told how many, once", () => {
    const remark = { code: "earlier_refunds", params: { count: 2 } }
    expect(assess(aPurchase({ earlier_refunds: 2 })).reasons).toContainEqual(remark)
    expect(codes({ earlier_refunds: 3 })).toEqual(["earlier_refunds"])
  })
})

describe("an order of several units", () => {
  const [fresh, second] = [aUnit({ unit_id: "a" }), aUnit({ unit_id: "b", ...used })]
  const gone = aUnit({ unit_id: "c", reverted: true })
  const units = [gone, second, fresh]

  examples([
    ["is as careful as its most careful unit", { units }, "review_used"],
    ["is judged by the chosen one", { units, chosen_unit_ids: ["a"] }, "approve_unused"],
    ["has nothing to give for a unit that went back", { units, chosen_unit_ids: ["a", "c"] }, "already_refunded"],
    ["went back when all its units did", { units: [gone] }, "already_refunded"],
    ["is a person's when nothing was chosen", { units, chosen_unit_ids: ["unknown"] }, "review_undecided"],
    ["is a person's when it has no unit", { units: [] }, "review_undecided"],
    ["is disputed as a whole, even with no unit", { units: [], dispute: "open" }, "blocked_dispute"],
  ])

  it("says of each unit what it would get, and whether it may be chosen", () => {
    expect(assess(aPurchase({ units })).units).toMatchObject([
      { unit_id: "a", license_id: "lic_1", verdict: "approve_unused", selectable: true, chosen: true },
      { unit_id: "b", verdict: "review_used", rule: "review_used", selectable: true, chosen: true },
      { unit_id: "c", verdict: "already_refunded", selectable: false, chosen: false },
    ])
    expect(assess(aPurchase({ now: later({ days: 20 }) })).units).toMatchObject([{ selectable: false }])
  })

  it("gives the reasons of the units that decided, each once", () => {
    expect(codes({ units: [fresh, aUnit({ unit_id: "d" })] })).toEqual(["in_window", "unused"])
    expect(codes({ units })).toEqual(["in_window", "used"])
  })

  it("knows for every verdict how careful it is", () => {
    expect([...BY_CARE].sort()).toEqual([...RULES, "review_undecided"].sort())
  })
})

describe("an assessment", () => {
  it("says by which rules it was made, and what it saw", () => {
    expect(assess(aPurchase(), { window_days: 30 })).toMatchObject({
      verdict: "approve_unused",
      rule: "approve_unused",
      rules_version: "2026-11-2",
      options: { window_days: 30, used_activations: 1 },
      facts: { purchased_at: "2026-11-01T10:00:00.000Z", units: [{ unit_id: "unit_1" }] },
    })
  })

  it("is a person's when every rule is off", () => {
    expect(assess(aPurchase(), { off: RULES })).toMatchObject({ verdict: "review_undecided", rule: null })
  })
})
