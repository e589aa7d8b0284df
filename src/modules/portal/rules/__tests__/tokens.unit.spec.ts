import { randomBytes } from "node:crypto"
import { isPortalSession, isPortalToken } from "../tokens"

const bytes = () => randomBytes(32).toString("base64url")

it("tells tokens, sessions and everything else apart", () => {
  expect(isPortalToken(`lcp_${bytes()}`)).toBe(true)
  expect(isPortalSession(`lcv_${bytes()}`)).toBe(true)
  for (const other of [`lct_${bytes()}`, `lcs_${bytes()}`, bytes(), "lcp_", `lcp_${bytes()}\n`, ` lcv_${bytes()}`]) {
    expect([other, isPortalToken(other), isPortalSession(other)]).toEqual([other, false, false])
  }
  expect(isPortalToken(`lcv_${bytes()}`)).toBe(false)
  expect(isPortalSession(`lcp_${bytes()}`)).toBe(false)
})
