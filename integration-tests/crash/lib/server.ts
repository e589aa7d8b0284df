import { spawn, type ChildProcess } from "node:child_process"
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, writeSync } from "node:fs"
import { createServer, type AddressInfo } from "node:net"
import path from "node:path"
import { sleep } from "./wait"

export const root = path.resolve(__dirname, "../../..")
const logs = process.env.TEST_LOGS ?? path.join(root, ".demo", "test-logs")
const medusa = path.join(path.dirname(require.resolve("@medusajs/cli/package.json")), "cli.js")

/** Only what these tests started themselves is in here, and only that is ever ended. */
const running = new Set<ChildProcess>()
process.on("exit", () => running.forEach((child) => child.kill("SIGKILL")))

/** A program's output, of all its runs one after the other. */
export class Log {
  readonly file: string

  constructor(name: string) {
    mkdirSync(logs, { recursive: true })
    this.file = path.join(logs, `${name}.log`)
  }

  /** From here on: what is written later is read with `since`. */
  mark(): number {
    return existsSync(this.file) ? readFileSync(this.file).length : 0
  }

  since(mark = 0): string {
    return existsSync(this.file) ? readFileSync(this.file).subarray(mark).toString("utf8") : ""
  }

  /** Without colours, empty lines left out. */
  linesSince(mark = 0): string[] {
    return (
      this.since(mark)
        // eslint-disable-next-line no-control-regex -- colours are control characters
        .replace(/\u001b\[[0-9;]*m/g, "")
        .split("\n")
        .filter((line) => line.trim())
    )
  }
}

type Run = { child: ChildProcess; ended: Promise<number | string> }

/** Runs a Node program in the repository, with its output in the log. */
export function run(args: string[], env: Record<string, string>, log: Log): Run {
  const file = openSync(log.file, "a")
  writeSync(file, `\n=== ${new Date().toISOString()} ${args.map((arg) => path.basename(arg)).join(" ")}\n`)
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: { ...inherited(), ...env },
    stdio: ["ignore", file, file],
  })
  closeSync(file)
  running.add(child)
  const ended = new Promise<number | string>((resolve) => {
    child.once("error", () => resolve("could not be started"))
    child.once("exit", (code, signal) => resolve(code ?? signal!))
  })
  void ended.then(() => running.delete(child))
  return { child, ended }
}

/** Jest's own variables and flags would change how a server behaves. */
function inherited(): Record<string, string> {
  const { NODE_OPTIONS: _options, JEST_WORKER_ID: _worker, LICENSE_CENTER_SECRET: _secret, ...rest } = process.env
  return rest as Record<string, string>
}

/** Runs `medusa <args>` to its end. */
export async function runMedusa(args: string[], env: Record<string, string>, log: Log): Promise<number | string> {
  return run([medusa, ...args], env, log).ended
}

export async function freePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>((resolve) => probe.listen(0, resolve))
  const { port } = probe.address() as AddressInfo
  await new Promise((resolve) => probe.close(resolve))
  return port
}

/** A Medusa server as a process of its own, on one port over all its lives. */
export class Server {
  private current: Run | null = null

  constructor(
    readonly port: number,
    private readonly env: Record<string, string>,
    readonly log: Log,
    /** A file that Node loads before Medusa. */
    private readonly preload?: string
  ) {}

  get url(): string {
    return `http://localhost:${this.port}`
  }

  /** Starts the process and does not wait for it. */
  launch(): void {
    const flags = this.preload ? ["--require", this.preload] : []
    this.current = run([...flags, medusa, "start", "--port", String(this.port)], this.env, this.log)
  }

  /** @throws Error when the server ends before it answers, or does not answer within two minutes */
  async untilReady(): Promise<void> {
    const { ended } = this.current!
    let code: number | string | undefined
    void ended.then((value) => (code = value))
    for (const end = Date.now() + 120_000; Date.now() < end && code === undefined; await sleep(50)) {
      const answer = await fetch(`${this.url}/health`, { headers: { connection: "close" } }).catch(() => null)
      await answer?.body?.cancel()
      if (answer?.ok) {
        return
      }
    }
    throw new Error(`The server ${code === undefined ? "does not answer" : `ended (${code})`}: see ${this.log.file}`)
  }

  async start(): Promise<void> {
    this.launch()
    await this.untilReady()
  }

  /** What no process can prepare for. */
  async kill(): Promise<void> {
    this.current?.child.kill("SIGKILL")
    await this.current?.ended
    this.current = null
  }

  /** Sent at once; the end is awaited by {@link kill}. */
  killNow(): void {
    this.current?.child.kill("SIGKILL")
  }

  /** The way an operator stops it. */
  async stop(): Promise<void> {
    this.current?.child.kill("SIGTERM")
    await Promise.race([this.current?.ended, sleep(10_000)])
    await this.kill()
  }
}
