import { mkdirSync } from "node:fs"
import path from "node:path"
import { fileURLToPath } from "node:url"

/** The repository's root folder. */
export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..", "..")

/** Everything the demo makes at run time lives below this folder, which Git and Medusa's file watcher ignore. */
export const home = path.join(root, ".demo")

export const paths = {
  demoFile: path.join(home, "demo.json"),
  lock: path.join(home, "demo.lock"),
  logs: path.join(home, "logs"),
  mail: path.join(home, "mail"),
  migrated: path.join(home, "migrated.json"),
  postgres: path.join(home, "postgres"),
  processes: path.join(home, "processes.json"),
  secrets: path.join(home, "secrets.json"),
}

/** Makes the folders that later steps write into. */
export function ensureFolders() {
  for (const folder of [home, paths.logs, paths.mail]) mkdirSync(folder, { recursive: true })
}
