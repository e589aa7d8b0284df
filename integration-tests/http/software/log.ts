import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

type Winston = { on(event: "data", listener: (entry: unknown) => void): void }

/** Everything a server writes about its work: the access log, which goes to standard output, and Medusa's logger. */
export class ServerLog {
  readonly access: string[] = []
  readonly entries: string[] = []
  private restore: () => void = () => undefined

  /** Takes the access log's lines off standard output, so that thousands of them do not drown the test report. */
  start(): void {
    const { stdout } = process
    const write = stdout.write.bind(stdout)
    stdout.write = ((chunk: string | Uint8Array, ...rest: never[]) => {
      const text = chunk.toString()
      if (text.startsWith('{"level":"http"')) {
        this.access.push(text)
        return true
      }
      return write(chunk, ...rest)
    }) as typeof stdout.write
    this.restore = () => {
      stdout.write = write
    }
  }

  listen(container: MedusaContainer): void {
    const logger = container.resolve(ContainerRegistrationKeys.LOGGER) as unknown as { loggerInstance_: Winston }
    logger.loggerInstance_.on("data", (entry) => this.entries.push(JSON.stringify(entry)))
  }

  stop(): void {
    this.restore()
  }
}
