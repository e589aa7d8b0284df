import { reasonText } from "../reason-text"
import { plain, type Reason } from "../reasons"

const STARTS = "2026-12-01T10:00:00.000Z"

describe("a reason in words", () => {
  it.each<[Reason, string]>([
    [
      { code: "in_window", params: { days: 0, window_days: 14 } },
      "Refunds are possible for 14 days; less than a day has passed since the purchase.",
    ],
    [
      { code: "window_over", params: { days: 2, window_days: 1 } },
      "Refunds were possible for 1 day; 2 days have passed since the purchase.",
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
    [
      { code: "withdrawal_in_time", params: { days: 0, limit_days: 14, declared: false } },
      "You can still cancel: the law gives you 14 days, and less than a day has passed since the purchase.",
    ],
    [
      { code: "withdrawal_in_time", params: { days: 3, limit_days: 14, declared: true } },
      "You canceled 3 days after the purchase, within the 14 days that the law gives you.",
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
