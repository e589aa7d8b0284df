import { errorMessage, formatDate, shortKey } from "../format"

describe("what the screens show", () => {
  it("is a key by its ends", () => {
    expect(shortKey("NIMBUS-•••••-•••••-•••••-•••••-X7K2Q")).toBe("NIMBUS-…-X7K2Q")
    expect(shortKey("odd")).toBe("odd")
  })

  it("is a day in the operator's language", () => {
    expect(formatDate("2027-11-24T12:00:00.000Z", "en-GB")).toBe("24 Nov 2027")
    expect(formatDate("2027-11-24T12:00:00.000Z", "de")).toBe("24.11.2027")
  })

  it("is the server's sentence about an error, when it gave one", () => {
    expect(errorMessage(new Error("Order order_1 was not found"), "Something went wrong")).toBe(
      "Order order_1 was not found"
    )
    expect(errorMessage("boom", "Something went wrong")).toBe("Something went wrong")
  })
})
