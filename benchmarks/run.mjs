// `npm run bench`: how many validations a second, against what is possible at all.
//
//   npm run bench                       everything; about six minutes after the first run has filled the database
//   npm run bench -- --quick            a small database and short rounds: does it work, not how fast is it
//   npm run bench -- --only validate,minimum --rounds 9 --seconds 5 --seed 42
//   npm run bench -- --only reminders   the reminders among a million licenses, in a database of its own
//
// Only Node's own modules may be imported before the dependencies are there.
import { parseArgs } from "node:util"
import { fail, installIfNeeded } from "../demo/lib/install.mjs"

const usage = "Usage: npm run bench [-- --quick] [--rounds N] [--seconds N] [--seed N] [--only a,b,…] [--reset]\n"

function options() {
  const { values } = parseArgs({
    options: {
      quick: { type: "boolean", default: false },
      rounds: { type: "string" },
      seconds: { type: "string" },
      seed: { type: "string" },
      only: { type: "string" },
      reset: { type: "boolean", default: false },
    },
  })
  const number = (name, otherwise) => {
    const value = values[name] === undefined ? otherwise : Number(values[name])
    if (!Number.isInteger(value) || value < 1) throw new Error(`--${name} must be a whole number above 0.`)
    return value
  }
  return {
    quick: values.quick,
    licenses: values.quick ? 2_000 : 100_000,
    rounds: number("rounds", values.quick ? 2 : 7),
    seconds: number("seconds", values.quick ? 2 : 4),
    steadySeconds: values.quick ? 5 : 30,
    seed: number("seed", 1 + Math.floor(Math.random() * 1_000_000)),
    only: values.only?.split(","),
    reset: values.reset,
  }
}

let chosen
try {
  chosen = options()
} catch (error) {
  process.stderr.write(`${error.message}\n${usage}`)
  process.exit(2)
}

try {
  await installIfNeeded()
  const { main } = await import("./lib/main.mjs")
  process.exit(await main(chosen))
} catch (error) {
  fail(error)
  process.exit(1)
}
