import fc from "fast-check"
import { generateKey, normalizeKey } from "../../lib/license-key"
import { normalizeFingerprint as serverFingerprint } from "../../modules/licensing/rules/fingerprint"
import { normalizeFingerprint } from "../fingerprint"
import { checkKey } from "../key"

const seed = Number(process.env.SEED ?? Date.now() % 2 ** 31)

const aPrefix = fc.stringMatching(/^[A-Z0-9]{2,8}$/)
const noise = fc.constantFrom("", "", "", " ", "-", "–", "—", " - ", "\t", "\n", "\u00a0")

/** What people make of a key: case, look-alikes in the body, spaces and dashes anywhere. */
const spoiled = (key: string) => {
  const start = key.indexOf("-")
  const characters = [...key].map((character, index) => {
    const alike = index > start ? ({ "0": ["0", "O", "o"], "1": ["1", "I", "L", "i", "l"] }[character] ?? []) : []
    return fc.tuple(noise, fc.constantFrom(character, character.toLowerCase(), ...alike))
  })
  return fc.tuple(...characters).map((pairs) => pairs.flat().join("").slice(0, 400))
}

describe(`checking a key offline (seed ${seed}, SEED repeats it)`, () => {
  it("forgives whatever the server forgives, and writes the key the same way", async () => {
    const spelled = aPrefix.chain((prefix) => {
      const key = generateKey(prefix)
      return fc.tuple(fc.constant(key), spoiled(key))
    })
    await fc.assert(
      fc.asyncProperty(spelled, async ([key, spelling]) => {
        const result = await checkKey(spelling)
        if (spelling.length <= 128) {
          expect(result).toEqual({ ok: true, key })
        }
        expect(result.ok).toBe(normalizeKey(spelling).ok)
      }),
      { seed, numRuns: 300 }
    )
  })

  it("agrees with the server on any text and on keys with one character changed", async () => {
    const edited = fc
      .tuple(aPrefix, fc.nat(), fc.constantFrom(..."0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZß ſı-"))
      .map(([prefix, at, character]) => {
        const key = generateKey(prefix)
        const index = at % key.length
        return key.slice(0, index) + character + key.slice(index + 1)
      })
    await fc.assert(
      fc.asyncProperty(fc.oneof(edited, fc.string({ unit: "binary", maxLength: 60 })), async (text) => {
        const server = normalizeKey(text)
        expect(await checkKey(text)).toMatchObject(server.ok ? server : { ok: false, code: "MALFORMED_KEY" })
      }),
      { seed, numRuns: 500 }
    )
  })

  it("keeps the letters O, I and L of a prefix", async () => {
    const key = generateKey("OIL")
    expect(await checkKey(key.toLowerCase())).toEqual({ ok: true, key })
  })

  it("refuses what is not text, without throwing", async () => {
    for (const value of [undefined, null, 7, {}, "", "-", "A".repeat(100_000)]) {
      expect(await checkKey(value as string)).toMatchObject({ ok: false, code: "MALFORMED_KEY" })
    }
  })

  it("hashes with what it is given", async () => {
    const key = generateKey("NIMBUS")
    expect(await checkKey(key, { sha256: () => new Uint8Array(32) })).toMatchObject({ ok: key.endsWith("00") })
  })
})

describe("a site's fingerprint", () => {
  it.each([
    "https://www.Example.com:8080/",
    "example.com",
    "http://example.com/blog//de/",
    "bücher.example/",
    "xn--bcher-kva.example",
    "https://user@example.com/a?b#c",
    "EXAMPLE.com.",
    "localhost:3000",
    "http://[::1]:80/x",
    "//example.com",
  ])("%s is what the server makes of it", (address) => {
    expect(normalizeFingerprint(address, "site")).toBe(serverFingerprint(address, "site"))
  })

  it("must be an address, and no fingerprint may be empty", () => {
    expect(() => normalizeFingerprint("not a site", "site")).toThrow(TypeError)
    expect(() => normalizeFingerprint("  ", "device")).toThrow(TypeError)
  })

  it("of a device is its text, trimmed", () => {
    expect(normalizeFingerprint(" A-b ", "device")).toBe(serverFingerprint(" A-b ", "device"))
  })
})
