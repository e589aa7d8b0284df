import { actorOf, licensesOf } from "../owner"
import { bearerPortalSession } from "../session"

it("looks for licenses of an account by its id, and of a visitor by their address", () => {
  expect(licensesOf({ kind: "customer", customer_id: "cus_1" })).toEqual({ customer_id: "cus_1" })
  expect(licensesOf({ kind: "portal", email: "ada@example.com", session_id: "lcpse_1" })).toEqual({
    email: "ada@example.com",
  })
})

it("keeps the address out of the audit trail", () => {
  expect(actorOf({ kind: "customer", customer_id: "cus_1" })).toEqual({ type: "customer", id: "cus_1" })
  expect(actorOf({ kind: "portal", email: "ada@example.com", session_id: "lcpse_1" })).toEqual({
    type: "customer",
    id: "lcpse_1",
  })
})

it.each([
  ["Bearer lcv_abc", "lcv_abc"],
  ["bearer   lcv_abc", "lcv_abc"],
  ["Bearer lcv_", "lcv_"],
  ["Bearer eyJhbGciOi", null],
  ["Bearer lcs_abc", null],
  ["lcv_abc", null],
  [undefined, null],
])("takes a session out of %s", (header, session) => {
  expect(bearerPortalSession(header)).toBe(session)
})
