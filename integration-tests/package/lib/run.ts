import { execFile } from "node:child_process"
import { appendFileSync } from "node:fs"

type Options = {
  cwd: string
  env: NodeJS.ProcessEnv
  /** What the program says is appended here; the end of it is in the error when it fails. */
  log?: string
  /** Milliseconds. */
  timeout?: number
}

/**
 * Runs a program to its end.
 * @returns what it wrote to its standard output
 * @throws Error with the end of its output when it fails or takes too long
 */
export function run(program: string, args: string[], { cwd, env, log, timeout = 120_000 }: Options): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(program, args, { cwd, env, timeout, maxBuffer: 64 << 20 }, (error, stdout, stderr) => {
      if (log) {
        appendFileSync(log, stdout + stderr)
      }
      if (error) {
        const end = `${stdout}\n${stderr}`.trim().split("\n").slice(-25).join("\n")
        reject(new Error(`${[program, ...args].join(" ")} failed (${error.signal ?? error.code}):\n${end}`))
      } else {
        resolve(stdout)
      }
    })
  })
}
