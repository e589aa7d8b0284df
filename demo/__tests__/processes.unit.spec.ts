import { spawn } from "node:child_process"
import { once } from "node:events"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"
import {
  endProcess,
  isAlive,
  isSameProcess,
  observeProcess,
  parseStat,
  processBook,
  recordProcess,
} from "../lib/processes.mjs"

const recorded = { name: "medusa", pid: 4711, started: "boot-a:100", marker: "/repo/node_modules/cli.js" }

describe("telling our own process from a stranger with the same pid", () => {
  it("recognises the process that was recorded", () => {
    const observed = { started: "boot-a:100", command: "node /repo/node_modules/cli.js start", parent: 1 }
    expect(isSameProcess(recorded, observed)).toBe(true)
  })

  it.each([
    ["nothing runs under the pid", null],
    [
      "the process began at another time",
      { started: "boot-a:101", command: "node /repo/node_modules/cli.js start", parent: 1 },
    ],
    [
      "the computer was restarted",
      { started: "boot-b:100", command: "node /repo/node_modules/cli.js start", parent: 1 },
    ],
    ["another program runs", { started: "boot-a:100", command: "vim notes.txt", parent: 1 }],
  ])("says no when %s", (_why, observed) => {
    expect(isSameProcess(recorded, observed)).toBe(false)
  })

  it("reads the state and start time behind a program name with spaces and parentheses", () => {
    const rest = Array.from({ length: 50 }, (_, index) => String(index + 4))
    expect(parseStat(`17 (a (strange) name) S ${rest.join(" ")}`)).toEqual({ state: "S", parent: 4, started: "22" })
  })

  it("observes no process under a pid that cannot be one", () => {
    for (const pid of [0, 1, -5, Number.NaN]) expect(observeProcess(pid)).toBeNull()
  })
})

describe("ending a recorded process", () => {
  const start = (code: string) => spawn(process.execPath, ["-e", code], { stdio: ["ignore", "pipe", "ignore"] })

  it("ends one that listens to the signal", async () => {
    const child = start("setInterval(() => {}, 1000)")
    const record = recordProcess("sleeper", child.pid!, "setInterval")
    expect(isAlive(record)).toBe(true)
    expect(await endProcess(record)).toBe(true)
    expect(isAlive(record)).toBe(false)
  })

  it("ends by force one that does not", async () => {
    const child = start("process.on('SIGTERM', () => {}); console.log('deaf'); setInterval(() => {}, 1000)")
    await once(child.stdout!, "data")
    const record = recordProcess("deaf", child.pid!, "setInterval")
    expect(await endProcess(record, { patience: 200 })).toBe(true)
    expect(child.signalCode ?? (await once(child, "exit"))[1]).toBe("SIGKILL")
  })

  it("leaves a stranger alone", async () => {
    const child = start("setInterval(() => {}, 1000)")
    const record = { ...recordProcess("ours", child.pid!, "setInterval"), started: "another time" }
    expect(await endProcess(record)).toBe(false)
    expect(child.kill(0)).toBe(true)
    child.kill("SIGKILL")
  })
})

describe("the process book", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "process-book-"))
  afterAll(() => rmSync(folder, { recursive: true }))

  it("holds the latest record of each name", () => {
    const book = processBook(path.join(folder, "processes.json"))
    expect(book.read()).toEqual([])
    book.add(recorded)
    book.add({ ...recorded, name: "mailbox" })
    book.add({ ...recorded, pid: 4712 })
    expect(book.read().map(({ name, pid }: { name: string; pid: number }) => [name, pid])).toEqual([
      ["mailbox", 4711],
      ["medusa", 4712],
    ])
    book.remove("mailbox")
    expect(book.read()).toHaveLength(1)
  })
})
