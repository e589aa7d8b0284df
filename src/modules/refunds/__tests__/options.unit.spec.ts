import { resolveRefunds } from "../options"
import { DEFAULT_REFUND_OPTIONS } from "../rules/options"

describe("the options of refunds", () => {
  it("have defaults", () => {
    expect(resolveRefunds({}, {})).toEqual(DEFAULT_REFUND_OPTIONS)
  })

  it("come from the environment", () => {
    const env = {
      LICENSE_CENTER_REFUND_WINDOW_DAYS: "30",
      LICENSE_CENTER_REFUND_RULES_OFF: "approve_duplicate, review_history",
      LICENSE_CENTER_REFUND_USED_ACTIVATIONS: "2",
      LICENSE_CENTER_REFUND_USED_DOWNLOADS: "3",
      LICENSE_CENTER_REFUND_REVIEW_AFTER: "never",
    }
    expect(resolveRefunds({}, env)).toEqual({
      window_days: 30,
      off: ["approve_duplicate", "review_history"],
      used_activations: 2,
      used_downloads: 3,
      review_after_refunds: null,
    })
  })

  it("of the file go before the environment, unless they are left undefined", () => {
    const env = { LICENSE_CENTER_REFUND_WINDOW_DAYS: "30", LICENSE_CENTER_REFUND_REVIEW_AFTER: "5" }
    expect(resolveRefunds({ window_days: 0, review_after_refunds: undefined }, env)).toMatchObject({
      window_days: 0,
      review_after_refunds: 5,
    })
  })

  it.each([
    [{ LICENSE_CENTER_REFUND_WINDOW_DAYS: "a week" }, "window_days"],
    [{ LICENSE_CENTER_REFUND_RULES_OFF: "review_undecided" }, "off"],
    [{ LICENSE_CENTER_REFUND_USED_DOWNLOADS: "0" }, "used_downloads"],
  ])("that make no sense stop the server: %j", (env, name) => {
    expect(() => resolveRefunds({}, env)).toThrow(new RegExp(`License Center: refunds: ${name}`))
  })
})
