import { mkdirSync } from "node:fs"
import path from "node:path"

export const root = path.resolve(__dirname, "../../..")

/** In the repository, so that packages can be linked to it without a copy, and ignored by git and by Medusa. */
export const workshop = path.join(root, ".demo", "package-test")

/** Logs stay here: the test that looks for leaked secrets reads them afterwards. */
export function logFile(name: string): string {
  const folder = process.env.TEST_LOGS ?? path.join(root, ".demo", "test-logs")
  mkdirSync(folder, { recursive: true })
  return path.join(folder, `package-${name}.log`)
}
