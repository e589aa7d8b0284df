import { deviceLabel, moveOf, standingOf, type MoveFacts } from "../rebind-request"

const full: MoveFacts = { state: "active", seats: 1, seats_used: 1, holds: false, source: true, exhausted: false }

describe("a request to move a seat", () => {
  it.each<[string, Partial<MoveFacts>, string]>([
    ["lets the named device give way", {}, "move"],
    ["in the grace time too", { state: "grace" }, "move"],
    ["also while a seat is free, for it was named", { seats: 2 }, "move"],
    ["not beyond the quota", { exhausted: true }, "over_quota"],
    ["takes a free seat without any quota", { source: false, seats: 2, exhausted: true }, "allow"],
    ["and one of unlimited seats", { source: false, seats: null }, "allow"],
    ["asks anew when nobody is left who could give way", { source: false }, "choose"],
    ["changes nothing for a device that has its seat", { holds: true, exhausted: true }, "held"],
    ["nor for a license that was suspended", { state: "suspended", holds: true }, "invalid"],
    ["was revoked", { state: "revoked" }, "invalid"],
    ["or has expired", { state: "expired" }, "invalid"],
  ])("%s", (_what, given, move) => {
    expect(moveOf({ ...full, ...given })).toBe(move)
  })

  it("ends by itself when its owner does not decide, and not when an operator has to", () => {
    const now = new Date("2026-12-01T10:00:00.000Z")
    const at = (ms: number) => new Date(now.getTime() + ms)
    expect(standingOf({ status: "asked", expires_at: at(1) }, now)).toBe("asked")
    expect(standingOf({ status: "asked", expires_at: at(0) }, now)).toBe("expired")
    expect(standingOf({ status: "escalated", expires_at: at(-1) }, now)).toBe("escalated")
    expect(standingOf({ status: "done", expires_at: at(-1) }, now)).toBe("done")
  })
})

describe("what a device is called in a mail", () => {
  it.each([
    ["Ada's Mac Studio", "Ada's Mac Studio"],
    ["Adas-MacBook.local", "Adas-MacBook local"],
    ["Pay at https://evil.example/now", "Pay at https evil example now"],
    ["ada@evil.example", "ada evil example"],
    ["two\r\nlines\u202e and\u0000 controls", "two lines and controls"],
    ["macOS 14.5", "macOS 14.5"],
    ["{{store}} {Mac}", "store Mac"],
    ["   ", null],
    ["\u200b", null],
    [null, null],
  ])("%j is %j", (name, label) => {
    expect(deviceLabel(name)).toBe(label)
  })

  it("is short, and no sign of it is halved", () => {
    expect(deviceLabel("x".repeat(41))).toBe(`${"x".repeat(40)}…`)
    expect(deviceLabel("😀".repeat(60))).toBe(`${"😀".repeat(40)}…`)
  })
})
