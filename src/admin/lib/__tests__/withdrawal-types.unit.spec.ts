import { lawVerdict } from "../withdrawal-types"

it.each([
  [{ applies: false, in_time: true, waiver: "none" }, "elsewhere"],
  [{ applies: true, in_time: false, waiver: "none" }, "late"],
  [{ applies: true, in_time: true, waiver: "confirmed" }, "waived"],
  [{ applies: true, in_time: true, waiver: "unconfirmed" }, "good"],
  [{ applies: true, in_time: true, waiver: "none" }, "good"],
] as const)("says of %p what the law does: %s", (law, verdict) => {
  expect(lawVerdict(law)).toBe(verdict)
})
