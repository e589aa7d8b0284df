import fc from "fast-check"
import { seeded } from "../../../../lib/__tests__/seeded"
import { DEFAULT_WAITING_DAYS, waitingStep, type WaitingTicket } from "../clock"
import { STATUSES } from "../ticket-status"

const START = new Date("2026-11-01T09:00:00Z")
const day = (n: number) => new Date(START.getTime() + n * 86_400_000)
const aTicket = (ticket: Partial<WaitingTicket> = {}): WaitingTicket => ({
  status: "waiting_customer",
  waiting_since: START,
  warned_at: null,
  ...ticket,
})
const step = (ticket: WaitingTicket, now: Date, days = DEFAULT_WAITING_DAYS) => waitingStep(ticket, now, days)

describe("a ticket that waits for its customer", () => {
  it("warns on day 5 and closes on day 7, not a moment earlier", () => {
    expect(step(aTicket(), day(4.999))).toBe("none")
    expect(step(aTicket(), day(5))).toBe("warn")
    const warned = aTicket({ warned_at: day(5) })
    expect(step(warned, day(5.001))).toBe("none")
    expect(step(warned, day(6.999))).toBe("none")
    expect(step(warned, day(7))).toBe("close")
    expect(step(warned, day(70))).toBe("close")
  })

  it("warns after an outage of a month, and closes two days later", () => {
    expect(step(aTicket(), day(31))).toBe("warn")
    const warned = aTicket({ warned_at: day(31) })
    expect(step(warned, day(32.999))).toBe("none")
    expect(step(warned, day(33))).toBe("close")
  })

  it("does not close by a warning of an earlier wait", () => {
    const ticket = aTicket({ waiting_since: day(20), warned_at: day(5) })
    expect(step(ticket, day(24))).toBe("none")
    expect(step(ticket, day(27))).toBe("warn")
  })

  it("waits all its days after a warning that came early, under other settings", () => {
    const ticket = aTicket({ warned_at: day(1) })
    expect(step(ticket, day(6.999))).toBe("none")
    expect(step(ticket, day(7))).toBe("close")
  })

  it("leaves alone what does not wait", () => {
    for (const status of STATUSES.filter((status) => status !== "waiting_customer")) {
      expect(step(aTicket({ status, warned_at: day(5) }), day(100))).toBe("none")
    }
    expect(step(aTicket({ waiting_since: null }), day(100))).toBe("none")
    expect(step(aTicket(), day(-3))).toBe("none")
  })

  it("gives a day even when the settings are the wrong way round", () => {
    const days = { warn: 7, close: 5 }
    expect(step(aTicket(), day(7), days)).toBe("warn")
    expect(step(aTicket({ warned_at: day(7) }), day(7.5), days)).toBe("none")
    expect(step(aTicket({ warned_at: day(7) }), day(8), days)).toBe("close")
  })

  it("never closes without enough notice, however irregularly the job runs", () => {
    const settings = fc.record({ warn: fc.integer({ min: 0, max: 30 }), close: fc.integer({ min: 0, max: 60 }) })
    const pauses = fc.array(fc.double({ min: 0.001, max: 40, noNaN: true }), { minLength: 1, maxLength: 40 })
    fc.assert(
      fc.property(settings, pauses, (days, pauses) => {
        let [ticket, at] = [aTicket(), 0]
        for (const pause of pauses) {
          at += pause
          const now = day(at)
          const next = step(ticket, now, days)
          if (next === "warn") {
            expect(ticket.warned_at).toBeNull()
            ticket = { ...ticket, warned_at: now }
          }
          if (next === "close") {
            const noticed = (now.getTime() - ticket.warned_at!.getTime()) / 86_400_000
            expect(noticed).toBeGreaterThanOrEqual(Math.max(days.close - days.warn, 0))
            expect(now.getTime()).toBeGreaterThanOrEqual(day(days.close).getTime())
            return
          }
        }
      }),
      seeded("waiting tickets")
    )
  })
})
