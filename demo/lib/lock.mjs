import { rmSync, writeFileSync } from "node:fs"
import path from "node:path"
import { readJson } from "./files.mjs"
import { isAlive, recordProcess } from "./processes.mjs"

/**
 * Claims the demo for this process, so that two of them never share one data folder.
 * @returns {{ claimed: true, release: () => void } | { claimed: false, holder: import("./processes.mjs").ProcessRecord }}
 */
export function claimDemo(file) {
  const record = recordProcess("demo", process.pid, path.basename(process.argv[1]))
  for (;;) {
    try {
      writeFileSync(file, JSON.stringify(record), { flag: "wx" })
      return { claimed: true, release: () => rmSync(file, { force: true }) }
    } catch (error) {
      if (error.code !== "EEXIST") throw error
    }
    const holder = readJson(file)
    if (holder && isAlive(holder)) return { claimed: false, holder }
    // Its owner was killed, or was killed while writing it.
    rmSync(file, { force: true })
  }
}

/** @returns {import("./processes.mjs").ProcessRecord | null} the process that runs the demo now */
export function demoHolder(file) {
  const holder = readJson(file)
  return holder && isAlive(holder) ? holder : null
}
