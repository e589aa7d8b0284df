import { alignmentOf } from "../align-to"

describe("the date that renewals are aligned to", () => {
  it("is a whole day in UTC, or a moment", () => {
    expect(alignmentOf("2027-12-31")).toEqual(new Date("2027-12-31T23:59:59Z"))
    expect(alignmentOf("2027-12-31T10:00:00+02:00")).toEqual(new Date("2027-12-31T08:00:00Z"))
    expect(alignmentOf("2027-12-31T10:00")).toEqual(new Date("2027-12-31T10:00:00Z"))
    expect(alignmentOf("2028-02-29")).toEqual(new Date("2028-02-29T23:59:59Z"))
  })

  it("may be the latest of all, or none", () => {
    expect([alignmentOf("latest"), alignmentOf(null), alignmentOf("")]).toEqual(["latest", null, null])
  })

  it.each(["12/31/2027", "1", "2027-02-31", "2027-02-29", "2027-W01", "2027-12-31T25:00", "tomorrow"])(
    "is not %s",
    (text) => {
      expect(() => alignmentOf(text)).toThrow("Give a date such as 2027-12-31")
    }
  )
})
