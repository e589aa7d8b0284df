// Runs before anything is installed: only Node's own modules here.
import { spawn } from "node:child_process"
import path from "node:path"
import { printError, phase } from "./console.mjs"
import { readJson } from "./files.mjs"
import { root } from "./paths.mjs"

/**
 * Whether this Node.js can run the project.
 * @param {string} version e.g. `v20.20.2`
 */
export function isNodeSupported(version) {
  const [major, minor] = version.replace(/^v/, "").split(".").map(Number)
  if (major === 20) return minor >= 19
  return major > 22 || (major === 22 && minor >= 12)
}

/**
 * Whether what is installed is not what the lockfile asks for. npm notes what it installed in
 * `node_modules/.package-lock.json`, so comparing the two needs no stamp of our own and also sees a manual `npm ci`.
 * @param {{ packages: Record<string, { version?: string, optional?: boolean, peer?: boolean }> } | null} wanted
 * @param {{ packages: Record<string, { version?: string }> } | null} installed
 */
export function isInstallStale(wanted, installed) {
  if (!installed) return true
  return Object.entries(wanted?.packages ?? {}).some(([location, entry]) => {
    if (location === "" || entry.link) return false
    const there = installed.packages?.[location]
    // Optional packages belong to other platforms when they are missing.
    return there ? there.version !== entry.version : !entry.optional
  })
}

/** Installs the dependencies when they are missing or out of date. */
export async function installIfNeeded() {
  if (!isNodeSupported(process.version)) {
    throw new Error(`Node.js ${process.version} is too old or not supported: use 20.19 or later, or 22.12 or later.`)
  }
  const wanted = readJson(path.join(root, "package-lock.json"))
  const installed = readJson(path.join(root, "node_modules", ".package-lock.json"))
  if (!isInstallStale(wanted, installed)) return false
  await phase("Install dependencies (npm ci, a few minutes the first time)", npmCi)
  return true
}

function npmCi() {
  return new Promise((resolve, reject) => {
    const npm = process.platform === "win32" ? "npm.cmd" : "npm"
    // Only what went wrong: which packages want another Node.js is no news to whoever waits for the demo.
    const child = spawn(npm, ["ci", "--no-audit", "--no-fund", "--loglevel=error"], {
      cwd: root,
      stdio: "inherit",
      shell: process.platform === "win32",
      env: { ...process.env, MEDUSA_DISABLE_TELEMETRY: "1" },
    })
    child.on("error", (error) => reject(new Error("npm cannot be run. Is it installed?", { cause: error })))
    child.on("close", (code) => (code === 0 ? resolve() : reject(new Error(`npm ci ended with ${code}.`))))
  })
}

/** Says in one line what is wrong, without a stack that would hide it. Set DEBUG to see the stack. */
export function fail(error) {
  printError(`\n${error.message}`)
  if (process.env.DEBUG) printError(error.stack)
}
