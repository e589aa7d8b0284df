import { dueIn } from "../dispute-due"

const NOW = new Date("2027-03-10T12:00:00Z").getTime()

it.each([
  [null, "none"],
  ["2027-03-10T12:00:00Z", "missed"],
  ["2027-03-10T12:00:01Z", "urgent"],
  ["2027-03-13T11:59:59Z", "urgent"],
  ["2027-03-13T12:00:00Z", "later"],
] as const)("a dispute that is due %s is due: %s", (at, expected) => {
  expect(dueIn(at, NOW)).toBe(expected)
})
