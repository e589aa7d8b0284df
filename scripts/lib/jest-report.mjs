/**
 * @typedef {{ name: string, passed: number, failed: number, other: number, files: number, ms: number }} ProjectResult
 * `other` counts skipped and todo tests
 */

/**
 * Sums up what jest's `--json` wrote. A file that does not even load holds tests that nobody ran: it counts as one
 * failure, and so does a jest that ended badly without a report or without naming a failure.
 * @param {string} name
 * @param {{ numPassedTests: number, numFailedTests: number, numPendingTests: number, numTodoTests: number,
 *   numRuntimeErrorTestSuites: number, numTotalTestSuites: number } | null} report
 * @param {{ code: number | null, ms: number }} ended how the jest process ended
 * @returns {ProjectResult}
 */
export function summarize(name, report, { code, ms }) {
  if (!report) return { name, passed: 0, failed: 1, other: 0, files: 0, ms }
  const failed = report.numFailedTests + report.numRuntimeErrorTestSuites
  return {
    name,
    passed: report.numPassedTests,
    failed: failed === 0 && code !== 0 ? 1 : failed,
    other: report.numPendingTests + report.numTodoTests,
    files: report.numTotalTestSuites,
    ms,
  }
}

/** @param {ProjectResult[]} results */
export function totals(results) {
  const sum = (field) => results.reduce((total, result) => total + result[field], 0)
  return { passed: sum("passed"), failed: sum("failed"), other: sum("other") }
}
