import type { AuthContext } from "@medusajs/framework/http"
import { signedIn } from "../owner-route"

const context = (more: Partial<AuthContext> = {}): AuthContext => ({
  actor_id: "cus_1",
  actor_type: "customer",
  auth_identity_id: "authid_1",
  app_metadata: {},
  user_metadata: {},
  ...more,
})

describe("who is signed in", () => {
  it("is the customer whom Medusa says", () => {
    expect(signedIn(context())).toEqual({ kind: "customer", customer_id: "cus_1" })
    expect(signedIn(context({ mfa_enabled: true, mfa_challenge_completed_at: "2027-03-01T12:00:00Z" }))).toEqual({
      kind: "customer",
      customer_id: "cus_1",
    })
  })

  it.each([
    ["nobody", undefined],
    ["an operator", context({ actor_type: "user" })],
    ["who has not registered yet", context({ actor_id: "" })],
    ["who owes the second factor", context({ mfa_enabled: true })],
  ])("is not %s", (_who, given) => {
    expect(signedIn(given)).toBeNull()
  })
})
