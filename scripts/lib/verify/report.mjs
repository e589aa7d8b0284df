import { table } from "../table.mjs"

const shown = 20

/** @param {import("./verify-database.mjs").CheckResult[]} results */
export function printReport(results) {
  const print = (text) => process.stdout.write(`${text}\n`)
  print(
    table(
      ["rule", "looks for", "found"],
      results.map(({ rule, title, violations }) => [rule, title, violations.length])
    )
  )
  for (const { title, violations } of results.filter((result) => result.violations.length > 0)) {
    print(`\n${title}:`)
    const columns = Object.keys(violations[0])
    print(
      table(
        columns,
        violations.slice(0, shown).map((row) => columns.map((column) => text(row[column])))
      )
    )
    if (violations.length > shown) print(`… and ${violations.length - shown} more (--json lists all)`)
  }
  const broken = results.filter(({ violations }) => violations.length > 0).length
  print(broken === 0 ? "\nEverything holds." : `\n${broken} of ${results.length} checks found something.`)
}

function text(value) {
  if (value === null || value === undefined) return "-"
  if (value instanceof Date) return value.toISOString()
  return typeof value === "object" ? JSON.stringify(value) : String(value)
}
