import type { AddressInfo, Socket } from "node:net"
import { simpleParser } from "mailparser"
import { SMTPServer } from "smtp-server"

export type Mail = { message_id: string; to: string[]; text: string; html: string; keys: string[] }

/** A key as it stands in a mail. */
const KEY = /\b[A-Z0-9]{2,8}(?:-[0-9A-HJKMNP-TV-Z]{5}){5}\b/g

/** A real SMTP server in the test's own process, so that it outlives every server that is killed. */
export class Mailbox {
  readonly mails: Mail[] = []
  /** Asked when a mail has arrived and its sender still waits for our answer; false refuses the mail. */
  beforeAnswer: ((mail: Mail) => boolean) | null = null
  /** Told when our answer has gone out. */
  afterAnswer: ((mail: Mail) => void) | null = null

  private server: SMTPServer | null = null
  private readonly sockets = new Set<Socket>()
  private port = 0

  get url(): string {
    return `smtp://localhost:${this.port}`
  }

  async open(): Promise<void> {
    const server = new SMTPServer({
      authOptional: true,
      disabledCommands: ["STARTTLS", "AUTH"],
      logger: false,
      onData: (stream, session, answer) => {
        simpleParser(stream).then((parsed) => {
          const text = parsed.text ?? ""
          const mail: Mail = {
            message_id: parsed.messageId ?? "",
            to: session.envelope.rcptTo.map(({ address }) => address),
            text,
            html: parsed.html || "",
            keys: [...new Set(text.match(KEY) ?? [])],
          }
          if (this.beforeAnswer?.(mail) === false) {
            answer(new Error("Not now"))
            return
          }
          this.mails.push(mail)
          answer()
          this.afterAnswer?.(mail)
        }, answer)
      },
    })
    server.server.on("connection", (socket: Socket) => {
      this.sockets.add(socket)
      socket.once("close", () => this.sockets.delete(socket))
    })
    // A sender that is killed in the middle of a session is what this is about.
    server.on("error", () => undefined)
    await new Promise<void>((resolve) => server.listen(this.port, "localhost", resolve))
    this.port = (server.server.address() as AddressInfo).port
    this.server = server
  }

  /** Connections are refused until it opens again, on the same port. */
  async close(): Promise<void> {
    const { server } = this
    this.server = null
    if (server) {
      await new Promise<void>((resolve) => {
        server.close(() => resolve())
        this.sockets.forEach((socket) => socket.destroy())
      })
    }
  }

  mailsTo(address: string): Mail[] {
    return this.mails.filter((mail) => mail.to.includes(address))
  }

  /** Every key that was ever mailed. */
  keys(): string[] {
    return [...new Set(this.mails.flatMap((mail) => mail.keys))]
  }
}
