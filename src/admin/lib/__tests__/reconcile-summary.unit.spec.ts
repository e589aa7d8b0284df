import { reconcileSummary } from "../reconcile-summary"
import type { ReconcileResult } from "../types"
import { textsIn } from "./texts"

const aResult = (given: Partial<ReconcileResult> = {}): ReconcileResult => ({
  issued: [],
  revoked: [],
  renewed: [],
  reverted: [],
  upgraded: [],
  downgraded: [],
  reinstated: [],
  resized: [],
  suspended: [],
  unchanged: [],
  freed: [],
  flags: [],
  ...given,
})

describe("the summary of a checked order", () => {
  it.each<[string, Partial<ReconcileResult>]>([
    ["Issued 2 licenses.", { issued: ["a", "b"] }],
    ["Revoked 1 license. 2 licenses were right already.", { revoked: ["a"], unchanged: ["b", "c"] }],
    [
      "Issued 1 license. Reinstated 1 license. Revoked 2 licenses.",
      { issued: ["a"], reinstated: ["b"], revoked: ["c", "d"] },
    ],
    ["Changed the seats of 1 license.", { resized: ["a"] }],
    ["Suspended 2 licenses.", { suspended: ["a", "b"] }],
    ["Took back a term of 1 license.", { reverted: ["a"] }],
    ["Upgraded 2 licenses. Took back the upgrade of 1 license.", { upgraded: ["a", "b"], downgraded: ["c"] }],
    [
      "Changed the seats of 1 license. Freed the seats of 2 devices.",
      {
        resized: ["a"],
        freed: [
          { license_id: "a", activation_id: "x" },
          { license_id: "a", activation_id: "y" },
        ],
      },
    ],
    ["Nothing to do: the license is as it should be.", { unchanged: ["a"] }],
    ["Nothing to do: all 3 licenses are as they should be.", { unchanged: ["a", "b", "c"] }],
    ["Nothing to do: this order calls for no license at present.", {}],
    ["Nothing was changed.", { unchanged: ["a"], flags: [{ code: "PARTIAL_REFUND", detail: "5 was refunded" }] }],
  ])("says %p", async (sentence, result) => {
    expect(reconcileSummary(aResult(result), await textsIn("en"))).toBe(sentence)
  })

  it("speaks German too", async () => {
    expect(reconcileSummary(aResult({ issued: ["a", "b"] }), await textsIn("de"))).toBe("2 Lizenzen ausgestellt.")
  })
})
