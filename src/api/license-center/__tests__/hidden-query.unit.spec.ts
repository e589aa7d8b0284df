import { hiddenAsQuery, hiddenFromQuery } from "../hidden-query"

describe("what was hidden, in an address", () => {
  it.each([
    [{ cards: 1, license_keys: 2, secrets: 3 }, "c1k2s3"],
    [{ cards: 0, license_keys: 12, secrets: 0 }, "k12"],
    [{ cards: 0, license_keys: 0, secrets: 123_456 }, "s9999"],
  ])("%j is %s", (counts, text) => {
    expect(hiddenAsQuery(counts)).toBe(text)
    expect(hiddenFromQuery(text)).toEqual({ ...counts, secrets: Math.min(counts.secrets, 9999) })
  })

  it("is empty for nothing", () => {
    expect(hiddenAsQuery({ cards: 0, license_keys: 0, secrets: 0 })).toBe("")
  })

  it.each([null, "", "c0", "1", "c1k", "x1", "c12345", "k1c1", "<script>"])("is nothing for %p", (text) => {
    expect(hiddenFromQuery(text)).toBeNull()
  })
})
