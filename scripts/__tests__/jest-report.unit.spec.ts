import { summarize, totals } from "../lib/jest-report.mjs"

const aReport = (part = {}) => ({
  numPassedTests: 3,
  numFailedTests: 0,
  numPendingTests: 0,
  numTodoTests: 0,
  numRuntimeErrorTestSuites: 0,
  numTotalTestSuites: 2,
  ...part,
})
const ended = (code: number | null) => ({ code, ms: 100 })

describe("summing up a project's tests", () => {
  it("takes jest's numbers", () => {
    const report = aReport({ numFailedTests: 1, numPendingTests: 1, numTodoTests: 1 })
    expect(summarize("unit", report, ended(1))).toEqual({
      name: "unit",
      passed: 3,
      failed: 1,
      other: 2,
      files: 2,
      ms: 100,
    })
  })

  it.each([
    ["a file does not load", aReport({ numRuntimeErrorTestSuites: 1 }), 1],
    ["jest ends badly without naming a failure", aReport(), 1],
    ["jest leaves no report", null, 0],
    ["jest is killed", aReport(), null],
  ])("counts a failure when %s", (_why, report, code) => {
    expect(summarize("unit", report, ended(code)).failed).toBe(1)
  })

  it("adds projects up", () => {
    const one = summarize("unit", aReport(), ended(0))
    const two = summarize("http", aReport({ numFailedTests: 2 }), ended(1))
    expect(totals([one, two])).toEqual({ passed: 6, failed: 2, other: 0 })
  })
})
