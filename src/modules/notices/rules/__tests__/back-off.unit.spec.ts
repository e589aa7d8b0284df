import { BACK_OFF_MS, MAX_ATTEMPTS, nextAttemptAt } from "../back-off"

const now = new Date("2026-11-24T12:00:00.000Z")
const after = (attempts: number) => nextAttemptAt(attempts, now)?.toISOString()

describe("back-off", () => {
  it("tries again after 30 seconds, a minute, then ever later up to a day", () => {
    expect(after(1)).toBe("2026-11-24T12:00:30.000Z")
    expect(after(2)).toBe("2026-11-24T12:01:00.000Z")
    expect(after(3)).toBe("2026-11-24T12:05:00.000Z")
    expect(after(4)).toBe("2026-11-24T12:15:00.000Z")
    expect(after(5)).toBe("2026-11-24T13:00:00.000Z")
    expect(after(6)).toBe("2026-11-24T15:00:00.000Z")
    expect(after(7)).toBe("2026-11-24T18:00:00.000Z")
    expect(after(8)).toBe("2026-11-25T00:00:00.000Z")
    expect(after(9)).toBe("2026-11-25T12:00:00.000Z")
  })

  it("gives up after the tenth attempt", () => {
    expect(MAX_ATTEMPTS).toBe(10)
    expect(nextAttemptAt(10, now)).toBeNull()
    expect(nextAttemptAt(11, now)).toBeNull()
  })

  it("never shortens a pause", () => {
    expect([...BACK_OFF_MS].sort((a, b) => a - b)).toEqual([...BACK_OFF_MS])
  })

  it("takes a count that was never raised for the first attempt", () => {
    expect(after(0)).toBe("2026-11-24T12:00:30.000Z")
  })
})
