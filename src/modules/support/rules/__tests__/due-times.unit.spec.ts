import fc from "fast-check"
import { seeded } from "../../../../lib/__tests__/seeded"
import { addBusinessTime, businessMinutesBetween, DEFAULT_HOURS, type BusinessHours } from "../business-hours"
import { DEFAULT_TARGETS, dueState, dueTimes, PRIORITIES, reprioritised, resumed, type Priority } from "../due-times"

// 2026-11-23 is a Monday.
const at = (iso: string) => new Date(iso)
const MONDAY = at("2026-11-23T09:00Z")
const BERLIN: BusinessHours = { ...DEFAULT_HOURS, time_zone: "Europe/Berlin", holidays: ["2026-12-25"] }

describe("due times", () => {
  it("count business time from the opening", () => {
    expect(dueTimes(MONDAY, "urgent", DEFAULT_TARGETS, DEFAULT_HOURS)).toEqual({
      first_reply_due_at: at("2026-11-23T10:00Z"),
      resolution_due_at: at("2026-11-23T17:00Z"),
    })
    expect(dueTimes(at("2026-11-27T16:00Z"), "normal", DEFAULT_TARGETS, DEFAULT_HOURS)).toEqual({
      first_reply_due_at: at("2026-11-30T16:00Z"),
      resolution_due_at: at("2026-12-04T16:00Z"),
    })
  })

  it("come sooner with every step of priority, the reply before the solution", () => {
    const due = PRIORITIES.map((priority) => dueTimes(MONDAY, priority, DEFAULT_TARGETS, DEFAULT_HOURS))
    for (const [index, { first_reply_due_at, resolution_due_at }] of due.entries()) {
      expect(first_reply_due_at < resolution_due_at).toBe(true)
      if (index > 0) {
        expect(first_reply_due_at < due[index - 1]!.first_reply_due_at).toBe(true)
        expect(resolution_due_at < due[index - 1]!.resolution_due_at).toBe(true)
      }
    }
  })
})

describe("a clock that stood still", () => {
  const resume = (due: string, paused: string, again: string) =>
    resumed(at(due), at(paused), at(again), DEFAULT_HOURS).toISOString().slice(0, 16)

  it("has left at the resumption what it had at the pause", () => {
    expect(resume("2026-11-23T15:00Z", "2026-11-23T12:00Z", "2026-11-26T10:00Z")).toBe("2026-11-26T13:00")
    expect(resume("2026-11-23T15:00Z", "2026-11-23T12:00Z", "2026-11-28T12:00Z")).toBe("2026-11-30T12:00")
    expect(resume("2026-11-24T10:00Z", "2026-11-23T16:00Z", "2026-11-23T18:00Z")).toBe("2026-11-24T11:00")
  })

  it("does not move by a pause that took no business time", () => {
    expect(resume("2026-12-01T10:00Z", "2026-11-27T18:00Z", "2026-11-29T12:00Z")).toBe("2026-12-01T10:00")
    expect(resume("2026-11-24T10:00Z", "2026-11-23T12:00Z", "2026-11-23T12:00Z")).toBe("2026-11-24T10:00")
    expect(resume("2026-11-24T10:00Z", "2026-11-23T12:00Z", "2026-11-23T11:00Z")).toBe("2026-11-24T10:00")
  })

  it("stays as overdue as it was", () => {
    expect(resume("2026-11-23T10:00Z", "2026-11-23T12:00Z", "2026-11-26T12:00Z")).toBe("2026-11-26T10:00")
    expect(resume("2026-11-23T10:00Z", "2026-11-23T12:00Z", "2026-11-28T12:00Z")).toBe("2026-11-27T15:00")
  })
})

describe("another priority", () => {
  const opened = (priority: Priority, opened_at = MONDAY) => ({
    opened_at,
    priority,
    ...dueTimes(opened_at, priority, DEFAULT_TARGETS, DEFAULT_HOURS),
  })
  const prioritise = (ticket: Parameters<typeof reprioritised>[0], priority: Priority) =>
    reprioritised(ticket, priority, DEFAULT_TARGETS, DEFAULT_HOURS)

  it("counts from the same beginning", () => {
    expect(prioritise(opened("normal"), "urgent")).toEqual(dueTimes(MONDAY, "urgent", DEFAULT_TARGETS, DEFAULT_HOURS))
    expect(prioritise(opened("urgent"), "low")).toEqual(dueTimes(MONDAY, "low", DEFAULT_TARGETS, DEFAULT_HOURS))
  })

  it("keeps how long the ticket has waited for its customer", () => {
    const ticket = opened("normal")
    // 12:00 to 12:00 of the next day: a working day.
    const resolution_due_at = resumed(
      ticket.resolution_due_at,
      at("2026-11-23T12:00Z"),
      at("2026-11-24T12:00Z"),
      DEFAULT_HOURS
    )
    expect(prioritise({ ...ticket, resolution_due_at }, "urgent").resolution_due_at).toEqual(at("2026-11-24T17:00Z"))
  })

  it("changes no due time of a reply that was given, and gives none where there is none", () => {
    const ticket = opened("low")
    expect(prioritise({ ...ticket, first_replied_at: at("2026-11-24T10:00Z") }, "urgent")).toMatchObject({
      first_reply_due_at: ticket.first_reply_due_at,
      resolution_due_at: at("2026-11-23T17:00Z"),
    })
    expect(prioritise({ ...ticket, first_reply_due_at: null, resolution_due_at: null }, "urgent")).toEqual({
      first_reply_due_at: null,
      resolution_due_at: null,
    })
  })

  it("does not take away time when the store has shorter targets than at the opening", () => {
    const ticket = { ...opened("normal"), resolution_due_at: at("2026-11-23T11:00Z") }
    expect(prioritise(ticket, "urgent").resolution_due_at).toEqual(at("2026-11-23T17:00Z"))
  })
})

describe("whatever happens to a ticket", () => {
  const priority = fc.constantFrom(...PRIORITIES)
  const hours = fc.constantFrom(DEFAULT_HOURS, BERLIN)
  /** Minutes of real time: work, then a wait for the customer. */
  const turns = fc.array(fc.tuple(fc.nat(5000), fc.nat(8000)), { maxLength: 5 })
  const start = fc.date({ min: at("2026-01-01T00:00Z"), max: at("2026-12-31T00:00Z"), noInvalidDate: true })
  const later = (moment: Date, minutes: number) => new Date(moment.getTime() + minutes * 60_000)

  it("is due when its clock has run for the target, without the waits, whenever its priority changed", () => {
    fc.assert(
      fc.property(start, turns, priority, priority, fc.nat(5), hours, (opened_at, turns, first, then, turn, hours) => {
        const ticket = { opened_at, priority: first, ...dueTimes(opened_at, first, DEFAULT_TARGETS, hours) }
        const prioritise = () =>
          Object.assign(ticket, reprioritised(ticket, then, DEFAULT_TARGETS, hours), { priority: then })
        let [now, waited] = [opened_at, 0]
        for (const [index, [work, wait]] of turns.entries()) {
          const paused = later(now, work)
          now = later(paused, wait)
          if (index === turn) {
            prioritise()
          }
          waited += businessMinutesBetween(paused, now, hours)
          ticket.resolution_due_at = resumed(ticket.resolution_due_at, paused, now, hours)
          ticket.first_reply_due_at = resumed(ticket.first_reply_due_at, paused, now, hours)
        }
        if (turns.length <= turn) {
          prioritise()
        }
        const due = addBusinessTime(opened_at, DEFAULT_TARGETS[then].resolution + waited, hours)
        // The end of a day and the beginning of the next one are the same business time.
        expect(businessMinutesBetween(due, ticket.resolution_due_at, hours)).toBeCloseTo(0, 3)
        const reply = addBusinessTime(opened_at, DEFAULT_TARGETS[then].first_reply + waited, hours)
        expect(businessMinutesBetween(reply, ticket.first_reply_due_at, hours)).toBeCloseTo(0, 3)
      }),
      seeded("due times of a life")
    )
  })

  it("is neither rescued nor made late by a pause", () => {
    fc.assert(
      fc.property(start, start, fc.nat(20_000), hours, (due_at, paused_at, wait, hours) => {
        const resumed_at = later(paused_at, wait)
        const due = resumed(due_at, paused_at, resumed_at, hours)
        expect(businessMinutesBetween(resumed_at, due, hours)).toBeCloseTo(
          businessMinutesBetween(paused_at, due_at, hours),
          3
        )
        if (due_at <= paused_at) {
          expect(due.getTime()).toBeLessThanOrEqual(resumed_at.getTime())
        }
      }),
      seeded("pauses")
    )
  })
})

describe("how a due time stands", () => {
  const DUE = at("2026-11-23T15:00Z")
  const state = (now: string, done: string | null = null, paused: string | null = null) =>
    dueState(DUE, done === null ? null : at(done), at(now), DEFAULT_HOURS, paused === null ? null : at(paused))

  it("is done in time or missed by so much, whatever time it is", () => {
    const now = "2026-12-24T12:00Z"
    expect(state(now, "2026-11-23T14:00Z")).toEqual({ state: "done", minutes: null })
    expect(state(now, "2026-11-23T15:00Z")).toEqual({ state: "done", minutes: null })
    expect(state(now, "2026-11-24T10:30Z")).toEqual({ state: "missed", minutes: 210 })
    expect(state(now, "2026-11-24T10:30Z", "2026-11-23T10:00Z")).toEqual({ state: "missed", minutes: 210 })
  })

  it("comes later, soon, and is overdue", () => {
    expect(state("2026-11-23T09:00Z")).toEqual({ state: "later", minutes: 360 })
    expect(state("2026-11-23T12:59:59Z")).toEqual({ state: "later", minutes: 120 })
    expect(state("2026-11-23T13:00Z")).toEqual({ state: "soon", minutes: 120 })
    expect(state("2026-11-23T15:00Z")).toEqual({ state: "soon", minutes: 0 })
    expect(state("2026-11-23T15:00:01Z")).toEqual({ state: "overdue", minutes: 0 })
    expect(state("2026-11-24T09:30Z")).toEqual({ state: "overdue", minutes: 150 })
  })

  it("is overdue by nothing on the weekend after a Friday on which it was due", () => {
    const stand = dueState(at("2026-11-27T17:00Z"), null, at("2026-11-28T12:00Z"), DEFAULT_HOURS)
    expect(stand).toEqual({ state: "overdue", minutes: 0 })
    expect(Object.is(stand.minutes, 0)).toBe(true)
  })

  it("is as at the pause while the ticket waits", () => {
    expect(state("2026-12-24T12:00Z", null, "2026-11-23T12:00Z")).toEqual({ state: "paused", minutes: 180 })
    expect(state("2026-12-24T12:00Z", null, "2026-11-23T16:00Z")).toEqual({ state: "overdue", minutes: 60 })
  })

  it("is nothing without a due time", () => {
    const none = { state: "none", minutes: null }
    expect(dueState(null, null, MONDAY, DEFAULT_HOURS)).toEqual(none)
    expect(dueState(null, MONDAY, MONDAY, DEFAULT_HOURS)).toEqual(none)
  })
})
