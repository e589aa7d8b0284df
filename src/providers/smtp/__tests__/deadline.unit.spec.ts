import { once } from "node:events"
import { createServer, type AddressInfo, type Server, type Socket } from "node:net"
import { DEADLINE_MS, type SmtpOptions } from "../options"
import { SmtpNotificationService } from "../service"

/** The provider with a deadline that a test can wait for. */
class Hurried extends SmtpNotificationService {
  protected override readonly deadline_: number = 400
}

const logger = { debug: jest.fn(), info: jest.fn(), warn: jest.fn(), error: jest.fn() }

const aNotification = {
  to: "ada@example.com",
  channel: "email",
  template: "license_delivered",
  content: { subject: "Your license", html: "<p>key</p>", text: "key" },
}

describe("the deadline of one mail", () => {
  let server: Server
  let sockets: Socket[]
  let timers: NodeJS.Timeout[]

  const listen = async (onConnection: (socket: Socket) => void, url: string): Promise<SmtpOptions> => {
    sockets = []
    timers = []
    server = createServer((socket) => {
      sockets.push(socket)
      socket.on("error", () => undefined)
      onConnection(socket)
    })
    server.listen(0, "127.0.0.1")
    await once(server, "listening")
    const { port } = server.address() as AddressInfo
    return { url: `smtp://127.0.0.1:${port}${url}`, from: "licenses@nimbus.example", timeout_ms: 20_000 }
  }

  /** A word every 50 ms: the server is never silent for long. */
  const trickle = (socket: Socket, line: string) => {
    timers.push(setInterval(() => socket.writable && socket.write(line), 50))
  }

  afterEach(async () => {
    timers.forEach((timer) => clearInterval(timer))
    sockets.forEach((socket) => socket.destroy())
    await new Promise((resolve) => server.close(resolve))
  })

  /** Answers every command but `stuckAt`, which it draws out. */
  const stuckAt = (command: string) => (socket: Socket) => {
    socket.write("220 mail.example.com ESMTP\r\n")
    let stuck = false
    let last = ""
    socket.on("data", (data) => {
      if (stuck) {
        return
      }
      const said = last === "DATA" ? "the mail" : data.toString().slice(0, 4)
      stuck = said === command
      last = said
      if (stuck) {
        trickle(socket, "250-wait\r\n")
      } else {
        socket.write(said === "DATA" ? "354 go on\r\n" : "250 OK\r\n")
      }
    })
  }

  const cases: [string, (socket: Socket) => void, string][] = [
    ["accepts and stays silent", () => undefined, ""],
    ["greets a word at a time", (socket) => trickle(socket, "220-wait\r\n"), ""],
    ["draws out its answer to EHLO", stuckAt("EHLO"), ""],
    ["draws out its answer to RCPT", stuckAt("RCPT"), ""],
    ["draws out its answer to the mail itself", stuckAt("the mail"), ""],
    ["draws it out in a pool", stuckAt("RCPT"), "?pool=true"],
  ]

  it.each(cases)("ends the connection to a server that %s", async (_what, onConnection, url) => {
    const options = await listen(onConnection, url)
    const start = Date.now()
    await expect(new Hurried({ logger: logger as never }, options).send(aNotification)).rejects.toMatchObject({
      type: "unexpected_state",
      message: "The mail server did not take the mail (too slow): it was not done after 0.4 seconds",
    })
    expect(Date.now() - start).toBeLessThan(2_000)
    const [socket] = sockets
    if (!socket!.closed) {
      await once(socket!, "close")
    }
    expect(Date.now() - start).toBeLessThan(3_000)
  })

  it("is over before another sender may take up the mail, the time to close the connection included", () => {
    expect(DEADLINE_MS + 10_000).toBeLessThan(2 * 60_000)
  })
})
