import { disputeStanding } from "../dispute-standing"
import { unitId } from "../units"

describe("the disputes of an order", () => {
  it.each([
    ["none", []],
    ["none", ["warning_needs_response"]],
    ["none", ["warning_closed"]],
    ["open", ["needs_response"]],
    ["open", ["won", "under_review"]],
    ["won", ["won", "warning_closed"]],
    ["lost", ["under_review", "lost", "won"]],
  ] as const)("are %s for %j", (standing, statuses) => {
    expect(disputeStanding(statuses)).toBe(standing)
  })
})

describe("a unit", () => {
  it("is named by its line and its place", () => {
    expect(unitId({ line_item_id: "ordli_1", unit_index: 2 })).toBe("ordli_1:2")
  })
})
