import { once } from "node:events"
import { connect, type Socket } from "node:net"
import { until } from "./until"

/** A request whose body is announced and not sent to its end. */
export class Unfinished {
  private text = ""

  private constructor(private readonly socket: Socket) {
    socket.on("data", (piece) => (this.text += piece.toString())).on("error", () => undefined)
  }

  /**
   * @param request `announced` bytes, of which `sent` come
   * @returns once they were handed to the network
   */
  static async post(
    url: string,
    path: string,
    request: { headers?: Record<string, string>; announced: number; sent: Buffer }
  ): Promise<Unfinished> {
    const { hostname, port } = new URL(url)
    const socket = connect(Number(port), hostname)
    await once(socket, "connect")
    const unfinished = new Unfinished(socket)
    const headers = { host: "x", "content-length": String(request.announced), ...request.headers }
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
    socket.write(`POST ${path} HTTP/1.1\r\n${lines.join("")}\r\n`)
    await new Promise<void>((resolve) => socket.write(request.sent, () => resolve()))
    return unfinished
  }

  /** The answer that has come so far; empty without one. */
  get answer(): string {
    return this.text
  }

  get status(): number | null {
    const [, status] = /^HTTP\/1\.1 (\d{3})/.exec(this.text) ?? []
    return status ? Number(status) : null
  }

  /** Waits for an answer although the body has no end. */
  async answered(): Promise<number> {
    return until("an answer to an unfinished request", () => this.status ?? false)
  }

  leave(): void {
    this.socket.destroy()
  }
}
