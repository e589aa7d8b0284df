import { spawn } from "node:child_process"
import { closeSync, existsSync, openSync, readFileSync } from "node:fs"
import path from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import { endProcess, recordProcess } from "../../demo/lib/processes.mjs"
import { paths } from "./paths.mjs"

const logFile = (name) => path.join(paths.logs, `${name}.log`)

function tail(name, lines = 20) {
  const file = logFile(name)
  return existsSync(file) ? readFileSync(file, "utf8").trimEnd().split("\n").slice(-lines).join("\n") : ""
}

/**
 * Starts a Node program in a process group of its own, so that the terminal's Ctrl-C reaches only us and servers stop
 * in order. Its output goes into a log file.
 */
export function startNode({ name, args, env, cwd }) {
  const log = openSync(logFile(name), "w")
  const child = spawn(process.execPath, args, { cwd, env, detached: true, stdio: ["ignore", log, log] })
  closeSync(log)
  const ended = new Promise((resolve) => {
    child.once("error", () => resolve(1))
    child.once("exit", (code, signal) => resolve(signal ?? code))
  })
  const record = recordProcess(name, child.pid, path.basename(args[0]))
  return { name, ended, pid: child.pid, stop: () => endProcess(record) }
}

/**
 * Runs a Node program to its end.
 * @throws with the end of its log when it fails
 */
export async function runNode(options) {
  const code = await startNode(options).ended
  if (code !== 0) throw new Error(`${options.name} failed (${code}). The end of its log:\n${tail(options.name)}`)
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
  throw new Error(`${running.name} ${why}. The end of its log:\n${tail(running.name)}`)
}

/** Runs a Node program and gives back what it printed, as JSON. */
export function askNode({ args, env }) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { env, stdio: ["ignore", "pipe", "pipe"] })
    let out = ""
    let err = ""
    child.stdout.on("data", (chunk) => (out += chunk))
    child.stderr.on("data", (chunk) => (err += chunk))
    child.once("error", reject)
    child.once("close", (code) => {
      if (code !== 0) return reject(new Error(`The load generator failed (${code}).\n${err.trim()}`))
      resolve(JSON.parse(out))
    })
  })
}
