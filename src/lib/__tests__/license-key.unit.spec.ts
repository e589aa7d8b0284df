import fc from "fast-check"
import { seeded } from "./seeded"
import { generateKey, maskKey, normalizeKey } from "../license-key"

const prefix = fc.stringMatching(/^[A-Z0-9]{2,8}$/)
const key = prefix.map(generateKey)

/** What people do to a key between a mail and an input field. */
const mistreated = (text: string) =>
  fc
    .tuple(fc.boolean(), fc.boolean(), fc.constantFrom("", " ", "-", "–", " - ", "\n", "\t"), fc.boolean())
    .map(([lower, confuse, separator, pad]) => {
      const [head, ...groups] = text.split("-")
      let body = groups.join(separator)
      if (confuse) {
        body = body.replace(/0/g, "O").replace(/1/g, (_, at: number) => (at % 2 ? "I" : "L"))
      }
      let out = head + separator + body
      out = lower ? out.toLowerCase() : out
      return pad ? `  ${out}\r\n` : out
    })

describe("a license key", () => {
  it("has its prefix, five groups of five and no letter that is read as a digit", () => {
    fc.assert(
      fc.property(prefix, (prefix) => {
        const made = generateKey(prefix)
        expect(made).toMatch(/^[A-Z0-9]{2,8}(-[0-9A-HJKMNP-TV-Z]{5}){5}$/)
        expect(made.startsWith(`${prefix}-`)).toBe(true)
      }),
      seeded("key format")
    )
  })

  it("comes back whole from whatever people do to it", () => {
    fc.assert(
      fc.property(
        key.chain((key) => fc.tuple(fc.constant(key), mistreated(key))),
        ([key, text]) => {
          expect(normalizeKey(text)).toEqual({ ok: true, key })
        }
      ),
      seeded("key forgiveness", 500)
    )
  })

  it("tells a wrong symbol and swapped neighbours from a key, but for one in 1,024", () => {
    const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
    let missed = 0
    const trials = 4096
    for (let i = 0; i < trials; i++) {
      const made = generateKey("NIMBUS")
      const at = "NIMBUS-".length + (i % 23) + Math.floor((i % 23) / 5)
      const other = ALPHABET[(ALPHABET.indexOf(made[at]!) + 1 + (i % 30)) % 32]!
      const typo = made.slice(0, at) + other + made.slice(at + 1)
      missed += normalizeKey(typo).ok ? 1 : 0
    }
    expect(missed / trials).toBeLessThan(4 / 1024)
  })

  it("belongs to its prefix", () => {
    const made = generateKey("NIMBUS")
    let passed = 0
    for (const other of ["FORM", "NIMBU5", "AA", "NIMBUSX", "N1MBUS"]) {
      passed += normalizeKey(made.replace("NIMBUS", other)).ok ? 1 : 0
    }
    expect(passed).toBeLessThanOrEqual(1)
  })

  it("is never found in arbitrary text", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 200, unit: "grapheme" }), (text) => {
        const result = normalizeKey(text)
        // One in 1,024 of the texts of exactly that form passes; random text is not of that form.
        expect(result.ok).toBe(false)
      }),
      seeded("not a key", 500)
    )
  })

  it("refuses a prefix that no input would give back", () => {
    for (const bad of ["A", "TOOLONGPX", "ab", "A-B", "", "ÄÖ"]) {
      expect(() => generateKey(bad)).toThrow(/not a key prefix/)
    }
  })

  it("shows only its prefix and last group when masked", () => {
    fc.assert(
      fc.property(key, (key) => {
        const masked = maskKey(key)
        const [head, ...groups] = key.split("-")
        expect(masked).toBe(`${head}-•••••-•••••-•••••-•••••-${groups[4]}`)
      }),
      seeded("mask", 50)
    )
  })

  it("has 115 random bits: a hundred thousand of them are different", () => {
    expect(new Set(Array.from({ length: 100_000 }, () => generateKey("AB"))).size).toBe(100_000)
  })
})
