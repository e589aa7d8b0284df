import { BY_CARE } from "../../../modules/refunds/rules/verdicts"
import {
  amountOf,
  isAgainst,
  isUnasked,
  keyFacts,
  mayRefund,
  reasonWords,
  unitsOf,
  verdictColor,
  wishFor,
  type RefundAssessment,
  type RefundRequest,
  type RefundUnit,
  type ToldReason,
} from "../refund-types"
import de from "../../i18n/json/de.json"

const unit = (more: Partial<RefundUnit>) => ({ unit_id: "line:0", verdict: "approve_unused", ...more }) as RefundUnit
const assessment = (more: Partial<RefundAssessment>) => ({ units: [], amount: 50, ...more }) as RefundAssessment

describe("a verdict", () => {
  it("has a name and a color", () => {
    expect(Object.keys(de.refunds.verdict).sort()).toEqual([...BY_CARE].sort())
    expect(["approve_unused", "review_used", "decline_window", "blocked_dispute"].map(verdictColor as never)).toEqual([
      "green",
      "orange",
      "red",
      "grey",
    ])
  })

  it("is told in the operator's language, in English where there are no words", () => {
    const reason = { code: "unused", params: {}, text: "The license has not been used." } as unknown as ToldReason
    expect(reasonWords(reason, "fr")).toBe("The license has not been used.")
    expect(reasonWords(reason, "de")).toContain("Lizenz")
  })

  it.each([
    ["approve_unused", 50, true],
    ["decline_window", 50, true],
    ["review_undecided", 0, false],
    ["void_instead", 0, true],
    ["already_refunded", 50, false],
    ["blocked_dispute", 50, false],
  ] as const)("%s of %p lets an operator pay back: %p", (verdict, amount, expected) => {
    expect(mayRefund({ verdict, amount })).toBe(expected)
  })
})

describe("a refund", () => {
  const line = unit({ unit_id: "line:0", amount: 20 })
  const other = unit({ unit_id: "line:1", amount: 30 })

  it("names what was chosen and what was shown, also when all of it is chosen", () => {
    expect(wishFor(assessment({}), [line, other])).toEqual({ units: ["line:0", "line:1"], amount: 50 })
    expect(wishFor(assessment({}), [other])).toEqual({ units: ["line:1"], amount: 30 })
    expect(wishFor(assessment({ amount: 25 }), [line, other])).toMatchObject({ amount: 25 })
  })

  it("of an order of which nothing was taken is of the whole order, and of no money", () => {
    expect(wishFor(assessment({ verdict: "void_instead", amount: 0 }), [line])).toEqual({ units: null, amount: 0 })
  })
})

describe("a request", () => {
  const request = { status: "open", amount: 0, units: [{ line_item_id: "line", unit_index: 1 }] } as RefundRequest
  const units = [unit({ unit_id: "line:0", amount: 20 }), unit({ unit_id: "line:1", amount: 30 })]

  it("that waits comes to what would be paid now, and one that was decided to what was", () => {
    expect(amountOf(assessment({ units }), request)).toBe(30)
    expect(amountOf(assessment({ units, verdict: "void_instead", amount: 0 }), request)).toBe(0)
    expect(amountOf(assessment({ units }), { ...request, status: "approved", amount: 12 })).toBe(12)
  })

  it("that an operator began is told from one of a customer", () => {
    expect(isUnasked({ status: "refunded", ticket_id: null, reason: null })).toBe(true)
    expect(isUnasked({ status: "refunded", ticket_id: "lctkt_1", reason: null })).toBe(false)
    expect(isUnasked({ status: "declined", ticket_id: null, reason: "too slow" })).toBe(false)
    expect(isUnasked({ status: "open", ticket_id: null, reason: null })).toBe(false)
  })
})

describe("units", () => {
  const units = [
    unit({ unit_id: "line:0", verdict: "already_refunded" }),
    unit({ unit_id: "line:1", verdict: "decline_window" }),
    unit({ unit_id: "line:2" }),
  ]

  it("are those that were not taken back, or those that were asked for", () => {
    const ids = (request?: { units: { line_item_id: string; unit_index: number }[] | null }) =>
      unitsOf(assessment({ units }), request).map(({ unit_id }) => unit_id)
    expect(ids()).toEqual(["line:1", "line:2"])
    expect(ids({ units: null })).toEqual(["line:1", "line:2"])
    expect(ids({ units: [{ line_item_id: "line", unit_index: 2 }] })).toEqual(["line:2"])
  })

  it("need a reason when one of them is against the verdict", () => {
    expect(isAgainst(units)).toBe(true)
    expect(isAgainst([units[2]!])).toBe(false)
  })
})

it("counts the devices and downloads of a license once, and whole days", () => {
  const known = { license_id: "lic", kind: "initial", delivery: "sent", activations_live: 2, downloads: 3 } as const
  expect(
    keyFacts({
      facts: {
        purchased_at: "2026-11-01T12:00:00.000Z",
        now: "2026-11-04T11:00:00.000Z",
        paid: 100,
        refunded: 20,
        units: [
          known,
          { ...known, kind: "renewal", delivery: "not_due" },
          { license_id: null, kind: "initial", delivery: "waiting", activations_live: 0, downloads: 0 },
        ],
      },
    })
  ).toEqual({
    paid: 100,
    refunded: 20,
    purchased_at: "2026-11-01T12:00:00.000Z",
    days: 2,
    devices: 2,
    downloads: 3,
    delivery: ["sent", "waiting"],
  })
})
