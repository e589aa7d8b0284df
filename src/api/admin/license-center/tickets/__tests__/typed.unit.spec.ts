import { generateKey } from "../../../../../lib/license-key"
import { LONGEST_SUBJECT } from "../../../../../modules/support/rules/intake"
import { typedLine } from "../typed"

describe("a subject that an operator types", () => {
  it("loses a key that stands where it is cut, before it is cut", () => {
    const key = generateKey("NIMBUS")
    for (let shown = 1; shown <= key.length; shown++) {
      const { text, counts } = typedLine(`${"x".repeat(LONGEST_SUBJECT - shown - 1)} ${key}`)
      expect(counts.license_keys).toBe(1)
      expect(text).not.toContain(key.slice(0, 12))
      expect(text.length).toBeLessThanOrEqual(LONGEST_SUBJECT)
    }
  })
})
