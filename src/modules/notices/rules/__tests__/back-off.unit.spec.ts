import { BACK_OFF_MS, MAX_ATTEMPTS, pauseAfter } from "../back-off"

const minutes = (attempts: number) => pauseAfter(attempts)! / 60_000

describe("back-off", () => {
  it("tries again after 30 seconds, a minute, then ever later up to a day", () => {
    expect([1, 2, 3, 4, 5, 6, 7, 8, 9].map(minutes)).toEqual([0.5, 1, 5, 15, 60, 180, 360, 720, 1440])
  })

  it("gives up after the tenth attempt", () => {
    expect(MAX_ATTEMPTS).toBe(10)
    expect(pauseAfter(10)).toBeNull()
    expect(pauseAfter(11)).toBeNull()
  })

  it("never shortens a pause", () => {
    expect([...BACK_OFF_MS].sort((a, b) => a - b)).toEqual([...BACK_OFF_MS])
  })

  it("takes a count that was never raised for the first attempt", () => {
    expect(minutes(0)).toBe(0.5)
  })
})
