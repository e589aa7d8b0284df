// `npm test`: everything, on an embedded PostgreSQL of its own (or on the server behind DATABASE_URL).
//
//   npm test                          all projects in order
//   npm test -- seats                 only files whose path contains "seats"; any other jest option works as well
//   npm test -- --only=unit,modules   only these projects
//   npm run test:crash                the long crash test
//
// The last line is always `N passed, N failed`.
import { installIfNeeded } from "../demo/lib/install.mjs"

try {
  await installIfNeeded()
  const { runTests } = await import("./lib/run-tests.mjs")
  process.exit(await runTests(process.argv.slice(2)))
} catch (error) {
  process.stderr.write(`${process.env.DEBUG ? error.stack : error.message}\n`)
  process.stdout.write("0 passed, 1 failed\n")
  process.exit(1)
}
