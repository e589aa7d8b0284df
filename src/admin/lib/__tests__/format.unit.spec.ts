import { errorMessage, formatBytes, formatDate, formatShare, shortKey } from "../format"

describe("what the screens show", () => {
  it("is a key by its ends", () => {
    expect(shortKey("NIMBUS-•••••-•••••-•••••-•••••-X7K2Q")).toBe("NIMBUS-…-X7K2Q")
    expect(shortKey("odd")).toBe("odd")
  })

  it("is a day in the operator's language", () => {
    expect(formatDate("2027-11-24T12:00:00.000Z", "en-GB")).toBe("24 Nov 2027")
    expect(formatDate("2027-11-24T12:00:00.000Z", "de")).toBe("24.11.2027")
  })

  it.each([
    [1, "1 byte", "1 Byte"],
    [999, "999 bytes", "999 Byte"],
    [84_300_000, "84.3 MB", "84,3 MB"],
    [7_000_000_000_000_000, "7,000 TB", "7.000 TB"],
  ])("is a size of %d in words", (bytes, english, german) => {
    // Some languages put a space there at which no line breaks.
    const shown = (language: string) => formatBytes(bytes, language).replace(/\s/g, " ")
    expect([shown("en"), shown("de")]).toEqual([english, german])
  })

  it("is a share in percent, finer when it is small", () => {
    expect(formatShare(0.374, "en")).toBe("37%")
    expect(formatShare(0.0042, "en")).toBe("0.4%")
  })

  it("is the server's sentence about an error, when it gave one", () => {
    expect(errorMessage(new Error("Order order_1 was not found"), "Something went wrong")).toBe(
      "Order order_1 was not found"
    )
    expect(errorMessage("boom", "Something went wrong")).toBe("Something went wrong")
  })
})
