import { readFileSync, renameSync, writeFileSync } from "node:fs"

/**
 * Reads a JSON file.
 * @returns {any} its value, or `fallback` when the file is missing or was cut short
 */
export function readJson(file, fallback = null) {
  try {
    return JSON.parse(readFileSync(file, "utf8"))
  } catch (error) {
    if (error instanceof SyntaxError || error.code === "ENOENT") return fallback
    throw error
  }
}

/** Writes a JSON file whole or not at all, so that a kill in the middle never leaves half a file behind. */
export function writeJson(file, value, { mode } = {}) {
  const draft = `${file}.${process.pid}.tmp`
  writeFileSync(draft, `${JSON.stringify(value, null, 2)}\n`, { mode })
  renameSync(draft, file)
}
