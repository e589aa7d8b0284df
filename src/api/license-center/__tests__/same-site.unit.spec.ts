import { isFromElsewhere } from "../same-site"

const STORE = "https://shop.example.com/api"
const from = (headers: Record<string, string>) =>
  isFromElsewhere({ headers: { host: "10.0.0.7:9000", ...headers }, protocol: "http" }, STORE)

describe("a form", () => {
  it.each(["same-origin", "none"])("is taken when the browser says %s", (site) => {
    expect(from({ "sec-fetch-site": site, origin: "null" })).toBe(false)
  })

  it.each(["same-site", "cross-site", "anything"])("is refused when the browser says %s", (site) => {
    expect(from({ "sec-fetch-site": site, origin: "https://shop.example.com" })).toBe(true)
  })

  it.each(["https://shop.example.com", "http://10.0.0.7:9000", "null"])(
    "of an older browser is taken from %s",
    (origin) => {
      expect(from({ origin })).toBe(false)
    }
  )

  it.each(["https://evil.example", "https://shop.example.com.evil.example", "http://shop.example.com"])(
    "of an older browser is refused from %s",
    (origin) => {
      expect(from({ origin })).toBe(true)
    }
  )

  it("of a program, which says nothing, is taken", () => {
    expect(from({})).toBe(false)
  })
})
