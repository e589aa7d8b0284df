import { linkState, sessionEnd } from "../link-life"

const now = new Date("2027-03-01T12:00:00Z")
const later = new Date("2027-03-08T12:00:00Z")

describe("a link to the portal", () => {
  it.each([
    ["before its end", { expires_at: later, revoked_at: null }, "valid"],
    ["at its end", { expires_at: now, revoked_at: null }, "expired"],
    ["without an end", { expires_at: null, revoked_at: null }, "expired"],
    ["that was revoked", { expires_at: later, revoked_at: now }, "revoked"],
    ["that was revoked and has ended", { expires_at: now, revoked_at: now }, "revoked"],
  ] as const)("%s is judged", (_when, facts, state) => {
    expect(linkState(facts, now)).toBe(state)
  })

  it("opens a session of two hours, or until its own end", () => {
    expect(sessionEnd(now, later)).toEqual(new Date("2027-03-01T14:00:00Z"))
    const soon = new Date("2027-03-01T12:20:00Z")
    expect(sessionEnd(now, soon)).toEqual(soon)
  })
})
