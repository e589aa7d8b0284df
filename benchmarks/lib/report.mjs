import { bold, green, print, red } from "../../demo/lib/console.mjs"
import { median, medianRatio } from "./statistics.mjs"

/** What is promised. */
const AIMS = { minimum: 0.95, list: 2.5, p99: 20, updates: 0.5 }

/** One line a target: medians of its rounds, and its requests per second against the bare route's and the minimum's. */
export function printTable(targets, rounds) {
  const line = (cells) =>
    `  ${cells[0].padEnd(34)}${cells
      .slice(1)
      .map((cell) => cell.padStart(12))
      .join("")}`
  print()
  print(bold(line(["", "requests/s", "p50 ms", "p99 ms", "of bare", "of minimum"])))
  for (const { id, label } of targets) {
    const own = rounds[id]
    const against = (other) => (rounds[other] ? medianRatio(own, rounds[other]).toFixed(2) : "–")
    const numbers = [
      median(own.map((round) => round.rps)).toFixed(0),
      median(own.map((round) => round.p50)).toFixed(0),
      median(own.map((round) => round.p99)).toFixed(0),
    ]
    print(line([label, ...numbers, against("bare"), against("minimum")]))
  }
}

/**
 * Says of each aim whether it was met.
 * @returns {boolean} whether all that were measured were
 */
export function printAims(rounds, steady) {
  const checks = []
  const spread = (ours, theirs) => {
    const ratios = ours.map((round, i) => round.rps / theirs[i].rps)
    return `rounds from ${Math.min(...ratios).toFixed(2)} to ${Math.max(...ratios).toFixed(2)}`
  }
  if (rounds.validate && rounds.minimum) {
    const ratio = medianRatio(rounds.validate, rounds.minimum)
    const text = `validate is ${ratio.toFixed(3)} of the hand-written minimum (aim: at least ${AIMS.minimum})`
    checks.push([ratio >= AIMS.minimum, `${text}; ${spread(rounds.validate, rounds.minimum)}`])
  }
  if (rounds.validate && rounds.list) {
    const ratio = medianRatio(rounds.validate, rounds.list)
    // Says how far anybody could come: the list call does less than a verdict needs.
    const limit = rounds.minimum
      ? `, the minimum is ${medianRatio(rounds.minimum, rounds.list).toFixed(2)} times it`
      : ""
    const text = `validate is ${ratio.toFixed(2)} times a MedusaService list call of one row (aim: at least ${AIMS.list}${limit})`
    checks.push([ratio >= AIMS.list, `${text}; ${spread(rounds.validate, rounds.list)}`])
  }
  if (rounds.validate && rounds.list_full) {
    const ratio = medianRatio(rounds.validate, rounds.list_full)
    const text = `validate is ${ratio.toFixed(2)} times the list call that reads what it reads (aim: at least ${AIMS.list})`
    checks.push([ratio >= AIMS.list, `${text}; ${spread(rounds.validate, rounds.list_full)}`])
  }
  for (const id of ["updates", "feed"]) {
    if (rounds[id] && rounds.bare) {
      const ratio = medianRatio(rounds[id], rounds.bare)
      const text = `${id} is ${ratio.toFixed(2)} of the bare route (aim: at least ${AIMS.updates})`
      checks.push([ratio >= AIMS.updates, `${text}; ${spread(rounds[id], rounds.bare)}`])
    }
  }
  if (steady) {
    const { rate, p50, p99, max } = steady
    const times = `p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms, slowest ${max.toFixed(0)} ms`
    checks.push([p99 < AIMS.p99, `validate at a steady ${rate} requests/s: ${times} (aim: p99 under ${AIMS.p99} ms)`])
  }
  print()
  for (const [met, text] of checks) print(`  ${met ? green("met   ") : red("missed")} ${text}`)
  return checks.every(([met]) => met)
}
