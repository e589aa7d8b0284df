import { dueFact, dueText, nextDue, timeAgo, workingTime } from "../ticket-time"
import type { DueState, Ticket } from "../ticket-types"
import { textsIn } from "./texts"

const NOW = new Date("2026-11-30T10:00:00.000Z").getTime()
const MINUTE = 60_000
const before = (minutes: number) => new Date(NOW - minutes * MINUTE).toISOString()
const after = (minutes: number) => new Date(NOW + minutes * MINUTE).toISOString()

const aTicket = (given: Partial<Ticket> = {}) => ({
  status: "open" as Ticket["status"],
  first_reply: { state: "soon", minutes: 42 } as DueState,
  resolution: { state: "later", minutes: 2_000 } as DueState,
  first_reply_due_at: after(42) as string | null,
  resolution_due_at: after(4_000) as string | null,
  ...given,
})

describe("what a ticket is due for next", () => {
  it("is its first reply", () => {
    expect(nextDue(aTicket())).toEqual({ kind: "first_reply", state: "soon", minutes: 42, at: after(42) })
  })

  it.each(["done", "missed"] as const)("is its resolution once the first reply is %s", (state) => {
    expect(nextDue(aTicket({ first_reply: { state, minutes: null } }))).toMatchObject({
      kind: "resolution",
      state: "later",
    })
  })

  it.each(["resolved", "closed", "spam", "held"] as const)("is nothing when it is %s", (status) => {
    expect(nextDue(aTicket({ status }))).toBeNull()
  })

  it.each(["resolved", "closed"] as const)("leaves a first reply that was never given out of a %s ticket", (status) => {
    expect(dueFact(status, { state: "later", minutes: 480 })).toBeNull()
    expect(dueFact(status, { state: "none", minutes: null })).toBeNull()
    expect(dueFact(status, { state: "done", minutes: null })).toEqual({ state: "done", minutes: null })
    expect(dueFact("open", { state: "later", minutes: 480 })).toEqual({ state: "later", minutes: 480 })
  })

  it("is nothing without due times", () => {
    const none: DueState = { state: "none", minutes: null }
    const without = { first_reply: none, resolution: none, first_reply_due_at: null, resolution_due_at: null }
    expect(nextDue(aTicket(without))).toBeNull()
  })
})

describe("a due time in words", () => {
  const say = async (language: "en" | "de", state: "overdue" | "soon" | "later" | "paused", minutes: number, at = 0) =>
    dueText({ state, minutes, at: after(at) }, await textsIn(language), language, NOW)

  it("counts what is near", async () => {
    expect(await say("en", "soon", 42, 42)).toBe("in 42 min")
    expect(await say("de", "soon", 130, 155)).toBe("in 2 Std.")
  })

  it("names the day of what is further away than a working day", async () => {
    expect(await say("en", "later", 700, 2 * 24 * 60)).toMatch(/^Wed,? /)
    expect(await say("en", "later", 9_000, 12 * 24 * 60)).toMatch(/^Dec 12, /)
  })

  it.each(["en", "de"] as const)("names the time when closed hours lie between (%s)", async (language) => {
    const monday = language === "en" ? /^Mon,? \d/ : /^Mo\.?,? \d/
    // Eight business hours, and the office opens in three; NOW is a Monday.
    expect(await say(language, "later", 480, 480 + 180)).toMatch(monday)
    expect(await say(language, "soon", 60, 60 + 31)).toMatch(monday)
    expect(await say(language, "soon", 60, 60 + 30)).not.toMatch(monday)
  })

  it("tells by how much something is late, and only that it is when no business time has passed", async () => {
    expect(await say("en", "overdue", 75)).toBe("overdue by 1 hr")
    expect(await say("en", "overdue", 0)).toBe("overdue")
    expect(await say("de", "overdue", 75)).toBe("1 Std. zu spät")
  })

  it("tells what is left while the clock stands still", async () => {
    expect(await say("en", "paused", 1_500)).toBe("25 hr, paused")
  })

  it("never says nought minutes", () => {
    expect(workingTime(0, "en")).toBe("1 min")
  })
})

describe("how long ago something was", () => {
  it.each([
    [0, "just now"],
    [5, "5 minutes ago"],
    [59, "59 minutes ago"],
    [60, "1 hour ago"],
    [24 * 60, "yesterday"],
    [29 * 24 * 60, "29 days ago"],
    [40 * 24 * 60, "Oct 21, 2026"],
  ])("%p minutes: %s", async (minutes, expected) => {
    expect(timeAgo(before(minutes), NOW, await textsIn("en"), "en")).toBe(expected)
  })

  it("is now for a moment that a clock that goes wrong puts into the future", async () => {
    expect(timeAgo(after(3), NOW, await textsIn("en"), "en")).toBe("just now")
  })
})
