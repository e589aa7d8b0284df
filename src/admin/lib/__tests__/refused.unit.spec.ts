import { FetchError } from "@medusajs/js-sdk"
import { wasRefused } from "../refused"

describe("what a server refuses", () => {
  it("is told from what failed", () => {
    expect(wasRefused(new FetchError("A refund is open", "Bad Request", 400))).toBe(true)
    expect(wasRefused(new FetchError("It broke", "Internal Server Error", 500))).toBe(false)
    expect(wasRefused(new Error("There is no connection"))).toBe(false)
  })
})
