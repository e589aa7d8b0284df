import { execFileSync } from "node:child_process"
import { readFileSync } from "node:fs"
import { setTimeout as sleep } from "node:timers/promises"
import { readJson, writeJson } from "./files.mjs"

/**
 * @typedef {{ name: string, pid: number, started: string, marker: string }} ProcessRecord
 * `started` says when the process began, in the operating system's own words; `marker` is part of its command line.
 * @typedef {{ started: string, command: string, parent: number }} ObservedProcess
 */

/**
 * Looks at a running process.
 * @returns {ObservedProcess | null} null when there is none (a zombie counts as none)
 */
export function observeProcess(pid) {
  if (!Number.isInteger(pid) || pid <= 1) return null
  try {
    return process.platform === "linux" ? observeOnLinux(pid) : observeWithPs(pid)
  } catch {
    return null
  }
}

function observeOnLinux(pid) {
  const stat = parseStat(readFileSync(`/proc/${pid}/stat`, "utf8"))
  if (stat.state === "Z" || stat.state === "X") return null
  // Start times count from boot: without the boot's id, a pid of before a restart could look like ours.
  const boot = readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim()
  const command = readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ").trim()
  return { started: `${boot}:${stat.started}`, command, parent: stat.parent }
}

function observeWithPs(pid) {
  const ask = (field) => execFileSync("ps", ["-p", String(pid), "-o", `${field}=`], { encoding: "utf8" }).trim()
  if (ask("state").startsWith("Z")) return null
  return { started: ask("lstart"), command: ask("command"), parent: Number(ask("ppid")) }
}

/**
 * Reads the fields we need from Linux' `/proc/<pid>/stat`. The second field, the program's name, stands in
 * parentheses and may itself hold spaces and parentheses, so counting starts after the last one.
 */
export function parseStat(line) {
  const fields = line.slice(line.lastIndexOf(")") + 2).split(" ")
  return { state: fields[0], parent: Number(fields[1]), started: fields[19] }
}

/**
 * Whether what runs under a recorded pid is still the process we recorded. Systems reuse pids: ending a process by its
 * bare number could hit a stranger.
 * @param {ProcessRecord} recorded
 * @param {ObservedProcess | null} observed
 */
export function isSameProcess(recorded, observed) {
  if (!observed) return false
  return recorded.started === observed.started && observed.command.includes(recorded.marker)
}

/** @returns {boolean} whether the recorded process still runs */
export const isAlive = (record) => isSameProcess(record, observeProcess(record.pid))

/** Describes a process that runs now, so that it can be recognised later. */
export function recordProcess(name, pid, marker) {
  const observed = observeProcess(pid)
  if (!observed) throw new Error(`${name} ended before it could be recorded.`)
  return { name, pid, started: observed.started, marker }
}

/**
 * Ends a recorded process: politely first, by force after `patience` milliseconds. Does nothing when it is gone or when
 * its pid belongs to another process by now.
 * @returns {Promise<boolean>} whether there was something to end
 */
export async function endProcess(record, { signal = "SIGTERM", patience = 10_000 } = {}) {
  if (!isAlive(record)) return false
  for (const [step, wait] of [
    [signal, patience],
    ["SIGKILL", 3_000],
  ]) {
    signalProcess(record.pid, step)
    const end = Date.now() + wait
    while (Date.now() < end) {
      if (!isAlive(record)) return true
      await sleep(50)
    }
  }
  throw new Error(`${record.name} (pid ${record.pid}) does not end.`)
}

function signalProcess(pid, signal) {
  try {
    process.kill(pid, signal)
  } catch (error) {
    if (error.code !== "ESRCH") throw error
  }
}

/**
 * The npm that runs this process as a script, if one does. It stands above us directly or behind the shell it uses.
 * @returns {ProcessRecord | null}
 */
export function npmAbove() {
  const parent = observeProcess(process.ppid)
  for (const pid of [process.ppid, parent?.parent]) {
    const command = observeProcess(pid)?.command
    // npm calls itself `npm run demo` where it can, else it is `node …/npm-cli.js`.
    if (command && /^npm |npm-cli/.test(command)) return recordProcess("npm", pid, "npm")
  }
  return null
}

/** The list of processes this demo started, kept in a file so that the next run can clean up after a `kill -9`. */
export function processBook(file) {
  return {
    /** @returns {ProcessRecord[]} */
    read: () => readJson(file, []),
    add: (record) => writeJson(file, [...readJson(file, []).filter((other) => other.name !== record.name), record]),
    remove: (name) =>
      writeJson(
        file,
        readJson(file, []).filter((other) => other.name !== name)
      ),
  }
}
