import { readLinkClaim } from "../request-link"
import { isLinkToken } from "../../../../modules/support/rules/link-tokens"
import { bearerSession } from "../visit"

const SECRET = "A-z_9".repeat(8) + "abc"

describe("a session in a header", () => {
  it("is a bearer of the form that we give out", () => {
    expect(bearerSession(`Bearer lcs_${SECRET}`)).toBe(`lcs_${SECRET}`)
    expect(bearerSession(`bearer  lcs_${SECRET}`)).toBe(`lcs_${SECRET}`)
  })

  it.each([
    undefined,
    "",
    "Bearer",
    `Basic lcs_${SECRET}`,
    `lcs_${SECRET}`,
    `Bearer lct_${SECRET}`,
    `Bearer LCS_${SECRET}`,
    `Bearer lcs_${SECRET.slice(1)}`,
    `Bearer lcs_${SECRET}A`,
    `Bearer lcs_${SECRET} `,
    `Bearer lcs_${SECRET}\0`,
    `Bearer lcs_ ${SECRET}`,
    `Bearer lcs_${SECRET}, Bearer lcs_${SECRET}`,
    `Bearer lcs_${SECRET.slice(1)}=`,
  ])("is not %p", (header) => {
    expect(bearerSession(header)).toBeNull()
  })
})

describe("a private link's token", () => {
  it("has one form", () => {
    expect(isLinkToken(`lct_${SECRET}`)).toBe(true)
    for (const other of [`lcs_${SECRET}`, ` lct_${SECRET}`, `lct_${SECRET}\n`, `lct_${SECRET.slice(1)}+`, ""]) {
      expect(isLinkToken(other)).toBe(false)
    }
  })
})

describe("a claim to a new link", () => {
  it("is an old link, or an address with a ticket's number as people write it", () => {
    expect(readLinkClaim({ token: `lct_${SECRET}` })).toEqual({ token: `lct_${SECRET}` })
    for (const number of [1042, "1042", "#1042", " # 1042 "]) {
      expect(readLinkClaim({ email: "Ada@Example.com", number })).toEqual({
        email_key: "ada@example.com",
        number: 1042,
      })
    }
  })

  it.each([
    null,
    "text",
    [],
    {},
    { token: "lct_short" },
    { email: "ada@example.com" },
    { number: 1042 },
    { email: "ada", number: 1042 },
    { email: ["ada@example.com"], number: 1042 },
    { email: "ada@example.com", number: 0 },
    { email: "ada@example.com", number: -1 },
    { email: "ada@example.com", number: 1.5 },
    { email: "ada@example.com", number: 1e30 },
    { email: "ada@example.com", number: 2_147_483_648 },
    { email: "ada@example.com", number: { toString: null } },
    { email: "ada@example.com", number: ["1042"] },
  ])("is not %p", (body) => {
    expect(readLinkClaim(body)).toBeNull()
  })
})
