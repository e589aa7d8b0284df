import fc from "fast-check"

/**
 * fast-check names its seed when a property fails; this prints it for every run, so that a log of a green run can be
 * repeated too. `SEED=… npx jest …` repeats one.
 */
const seed = Number(process.env.SEED ?? Date.now() % 2 ** 31)

export function seeded(what: string, runs = 200): fc.Parameters<unknown> {
  process.stdout.write(`${what}: seed ${seed}\n`)
  return { seed, numRuns: runs }
}
