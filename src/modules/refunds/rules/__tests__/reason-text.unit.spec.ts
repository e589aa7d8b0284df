import { reasonText } from "../reason-text"
import { plain, type Reason } from "../reasons"

const STARTS = "2026-12-01T10:00:00.000Z"

describe("a reason in words", () => {
  it.each<[Reason, string]>([
    [
      { code: "in_window", params: { days: 0, window_days: 14 } },
      "You asked on the day of the purchase; refunds are possible for 14 days.",
    ],
    [
      { code: "window_over", params: { days: 2, window_days: 1 } },
      "You asked 2 days after the purchase; refunds were possible for 1 day.",
    ],
    [
      { code: "duplicate_of", params: { order_id: "order_1", display_id: 7, hours: 3 } },
      "You had bought the same product 3 hours earlier, in order #7.",
    ],
    [
      { code: "duplicate_of", params: { order_id: "order_1", display_id: null, hours: 0 } },
      "You had bought the same product less than an hour earlier.",
    ],
    [
      { code: "used", params: { activations: 2, downloads: 1, last_validated_at: STARTS } },
      "The license was activated 2 times and was used for 1 download.",
    ],
    [
      { code: "used", params: { activations: 0, downloads: 0, last_validated_at: STARTS } },
      "The license was last in use on December 1, 2026.",
    ],
    [
      { code: "renewal_not_begun", params: { starts_at: STARTS } },
      "The renewed period starts on December 1, 2026 and has not begun yet.",
    ],
    [
      { code: "earlier_refunds", params: { count: 1 } },
      "You have received 1 other refund from this store in the last 12 months.",
    ],
    [plain("not_delivered"), "Your license key was never sent to you."],
  ])("%j", (reason, sentence) => {
    expect(reasonText(reason)).toBe(sentence)
  })

  it("names no order, license or term by an id", () => {
    const duplicate: Reason = { code: "duplicate_of", params: { order_id: "order_1", display_id: 7, hours: 1 } }
    expect(reasonText(duplicate)).not.toContain("order_1")
  })
})
