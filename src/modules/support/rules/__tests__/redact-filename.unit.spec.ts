import { generateKey } from "../../../../lib/license-key"
import { redactFilename } from "../redact"

const counts = (cards: number, license_keys = 0, secrets = 0) => ({ cards, license_keys, secrets })

describe("the name of a file", () => {
  it.each([
    ["4111_1111_1111_1111.png", "card-number-hidden.png"],
    ["scan 4111.1111.1111.1111", "scan card-number-hidden"],
    ["card%204111%201111%201111%201111.PDF", "card%20card-number-hidden.PDF"],
    ["password=hunter2.txt", "password=secret-hidden.txt"],
    ["sk_live_51HabcdefGHIJKL.log", "secret-hidden.log"],
    ["invoice 2026-05-12 (final).pdf", "invoice 2026-05-12 (final).pdf"],
    ["", ""],
  ])("%j becomes %j", (filename, expected) => {
    expect(redactFilename(filename).text).toBe(expected)
  })

  it("loses a license key, with whatever signs a file name has instead of dashes", () => {
    for (const between of ["-", "_", " ", ".", "%20", "+"]) {
      const key = generateKey("NIMBUS")
      expect(redactFilename(`my_${key.replaceAll("-", between)}.log`)).toEqual({
        text: `my_license-key-hidden-${key.slice(-5)}.log`,
        counts: counts(0, 1),
      })
    }
  })

  it("loses the extension when that is the end of a key", () => {
    const key = generateKey("NIMBUS")
    expect(redactFilename(key.replaceAll("-", ".")).text).toBe(`license-key-hidden-${key.slice(-5)}`)
  })

  it("holds nothing that a file name must not hold", () => {
    const { text } = redactFilename(`4111111111111111 ${generateKey("AB")} ghp_${"a1B2".repeat(9)}.txt`)
    expect(text).toMatch(/^[A-Za-z0-9 -]+\.txt$/)
  })
})
