import { spawn } from "node:child_process"
import { closeSync, existsSync, openSync, readFileSync } from "node:fs"
import { createRequire } from "node:module"
import path from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import { paths, root } from "./paths.mjs"
import { recordProcess } from "./processes.mjs"

/** The program behind `npx medusa`, run directly so that the pid we hold is Medusa's own. */
export function medusaProgram() {
  const require = createRequire(import.meta.url)
  return path.join(path.dirname(require.resolve("@medusajs/cli/package.json")), "cli.js")
}

export const logFile = (name) => path.join(paths.logs, `${name}.log`)

/** The last lines of a log, for an error message. */
export function tail(file, lines = 25) {
  return existsSync(file) ? readFileSync(file, "utf8").trimEnd().split("\n").slice(-lines).join("\n") : ""
}

/**
 * Starts a Node program in a process group of its own, so that the terminal's Ctrl-C reaches only us and we can stop
 * servers in order; its output goes into a log file.
 * @param {{ name: string, args: string[], env: Record<string, string>, marker: string }} options
 */
export function startNode({ name, args, env, marker }) {
  const log = openSync(logFile(name), "w")
  const child = spawn(process.execPath, args, { cwd: root, env, detached: true, stdio: ["ignore", log, log] })
  closeSync(log)
  const ended = new Promise((resolve) => {
    child.once("error", () => resolve(1))
    child.once("exit", (code, signal) => resolve(signal ?? code))
  })
  return { name, child, ended, record: recordProcess(name, child.pid, marker) }
}

/**
 * Runs a Node program to its end.
 * @throws with the end of its log when it fails
 */
export async function runNode(options) {
  const running = startNode(options)
  options.onStart?.(running.record)
  const code = await running.ended
  if (code !== 0)
    throw new Error(
      `${options.name} failed (${code}). The end of ${logFile(options.name)}:\n${tail(logFile(options.name))}`
    )
}

/**
 * Waits until a URL answers 200.
 * @throws with the end of its log when the process ends first, or after two minutes
 */
export async function untilAnswers(url, running) {
  let code
  void running.ended.then((value) => (code = value))
  const end = Date.now() + 120_000
  while (Date.now() < end && code === undefined) {
    const answer = await fetch(url, { signal: AbortSignal.timeout(5_000) }).catch(() => null)
    await answer?.body?.cancel()
    if (answer?.ok) return
    await sleep(100)
  }
  const why = code === undefined ? "does not answer" : `ended (${code})`
  throw new Error(`${running.name} ${why}. The end of ${logFile(running.name)}:\n${tail(logFile(running.name))}`)
}
