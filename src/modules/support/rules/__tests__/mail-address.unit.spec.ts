import { addressKey, domainOf, readAddresses, sameAddress } from "../mail-address"

describe("an address", () => {
  it.each([
    ["Jane@Example.COM", "jane@example.com"],
    [" <jane@example.com> ", "jane@example.com"],
    ["jane@example.com.", "jane@example.com"],
    ["jane@bücher.example", "jane@xn--bcher-kva.example"],
    ["JANE@B\u00dcCHER.example", "JANE@xn--bcher-kva.example"],
    ['"jane"@example.com', "jane@example.com"],
    ["JU\u0308RGEN@example.com", "j\u00fcrgen@example.com"],
  ])("%s is %s", (one, other) => {
    expect(sameAddress(one, other)).toBe(true)
  })

  it.each([
    ["jane@example.com", "jane@example.org"],
    ["jane@example.com", "jane@example.com.evil.example"],
    ["jane@example.com", "jane+tag@example.com"],
    ["kim@example.com", "\u212aim@example.com"],
    ["jane@example.com", "jane@ex%61mple.com"],
    ["jane@example.com", "jane@evil.example, jane@example.com"],
    ["jane@example.com", "jane@example.com <evil@evil.example>"],
    ["", ""],
    ["jane", "jane"],
    ["@example.com", "@example.com"],
    ["j\0ane@example.com", "j\0ane@example.com"],
  ])("%j is not %j", (one, other) => {
    expect(sameAddress(one, other)).toBe(false)
  })

  it("has a domain", () => {
    expect(domainOf("Jane@Bücher.Example")).toBe("xn--bcher-kva.example")
    expect(domainOf("jane")).toBeNull()
    expect(addressKey(`${"a".repeat(400)}@example.com`)).toBeNull()
  })
})

describe("a list of addresses", () => {
  it("is divided outside of quotes and brackets", () => {
    expect(
      readAddresses(
        '"Doe, \\"J\\" Jane" <jane@example.com>, bob@example.com (Bob), Undisclosed:;, =?x?= <c@example.com>'
      )
    ).toEqual([
      { address: "jane@example.com", name: 'Doe, "J" Jane' },
      { address: "bob@example.com", name: null },
      { address: "c@example.com", name: "=?x?=" },
    ])
  })

  it("does not take a name for an address", () => {
    expect(readAddresses('"jane@example.com" <evil@evil.example>')).toEqual([
      { address: "evil@evil.example", name: "jane@example.com" },
    ])
    expect(readAddresses("<jane@example.com> <evil@evil.example>").map(({ address }) => address)).toEqual([
      "evil@evil.example",
    ])
  })
})
