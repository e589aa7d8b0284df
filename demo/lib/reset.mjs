import { rmSync } from "node:fs"
import { paths } from "./paths.mjs"
import { removePostgres } from "../postgres.mjs"
import { removePlace } from "./postgres-place.mjs"

/**
 * Forgets everything the demo made: database, mails, secrets, logs.
 * @throws when DATABASE_URL is set: emptying a database that the demo did not make is its owner's decision
 */
export async function resetDemo() {
  if (process.env.DATABASE_URL) {
    throw new Error(
      "--reset empties only the demo's own PostgreSQL. Empty the database behind DATABASE_URL yourself, then start again."
    )
  }
  await removePostgres(paths.postgres)
  removePlace()
  const { mail, logs, migrated, secrets, demoFile } = paths
  for (const place of [mail, logs, migrated, secrets, demoFile]) rmSync(place, { recursive: true, force: true })
}
