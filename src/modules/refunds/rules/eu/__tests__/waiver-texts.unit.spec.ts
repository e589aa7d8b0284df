import { createHash } from "node:crypto"
import { WAIVER_TEXTS, WAIVER_VERSION, waiverLocale } from "../waiver-texts"

/** Of every version that was ever shown. A new one is added here; what is here never changes. */
const WORDS_OF: Record<string, string> = {
  "2026-11-1": "01481f8265ad68ed61a7e8574ecfae60e4ce23adc6d2b9eebb76292aaf6d57b2",
}

it("has the words of its version: other words need a version of their own", () => {
  const words = createHash("sha256").update(JSON.stringify(WAIVER_TEXTS)).digest("hex")
  expect({ [WAIVER_VERSION]: words }).toEqual({ [WAIVER_VERSION]: WORDS_OF[WAIVER_VERSION] })
})

it.each([
  ["de", "de"],
  ["de-AT", "de"],
  ["DE_ch", "de"],
  ["fr", "en"],
  ["constructor", "en"],
  ["", "en"],
  [null, "en"],
  [undefined, "en"],
])("asks %p in %p", (locale, language) => {
  expect(waiverLocale(locale)).toBe(language)
})
