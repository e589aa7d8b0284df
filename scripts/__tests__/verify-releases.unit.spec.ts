import { TAURI_BUNDLE as rule } from "../../src/modules/releases/rules/artifact"
import { TAURI_BUNDLE } from "../lib/verify/releases.mjs"

describe("what verify asks of a published release", () => {
  it("is what publishing asked of it", () => {
    expect(TAURI_BUNDLE).toBe(rule.source)
  })
})
