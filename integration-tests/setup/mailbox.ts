import type { AddressInfo, Socket } from "node:net"
import { simpleParser, type AddressObject, type ParsedMail } from "mailparser"
import { SMTPServer } from "smtp-server"
import { until } from "./until"

export type Mail = {
  to: string[]
  subject: string
  text: string
  html: string
  message_id: string
  keys: string[]
  raw_headers: string
}

/** A key as it stands in a mail. */
export const KEY = /\b[A-Z0-9]{2,8}(?:-[0-9A-Z]{5}){5}\b/g

/** A real SMTP server within the test's process. It keeps what it gets and can be switched off and on again. */
export class Mailbox {
  private server: SMTPServer | null = null
  private sockets = new Set<Socket>()
  private port = 0
  private readonly received: Mail[] = []

  get url(): string {
    return `smtp://localhost:${this.port}`
  }

  /** Listens; on the port that it had before, when it was switched off. */
  async switchOn(): Promise<void> {
    if (this.server) {
      return
    }
    const server = new SMTPServer({
      authOptional: true,
      disabledCommands: ["STARTTLS", "AUTH"],
      logger: false,
      onData: (stream, _session, done) => {
        simpleParser(stream).then(
          (parsed) => {
            this.received.push(toMail(parsed))
            done()
          },
          (error) => done(error)
        )
      },
    })
    server.server.on("connection", (socket: Socket) => {
      this.sockets.add(socket)
      socket.once("close", () => this.sockets.delete(socket))
    })
    // A connection that ends in the middle of a session is normal when the server is switched off.
    server.on("error", () => undefined)
    await new Promise<void>((resolve) => server.listen(this.port, "localhost", resolve))
    this.port = (server.server.address() as AddressInfo).port
    this.server = server
  }

  /** From now on connections are refused, as when the mail server is down. */
  async switchOff(): Promise<void> {
    const server = this.server
    this.server = null
    if (server) {
      await new Promise<void>((resolve) => {
        server.close(() => resolve())
        this.sockets.forEach((socket) => socket.destroy())
      })
    }
  }

  /** Mails to an address so far, oldest first; of one subject, when given. */
  mailsTo(address: string, subject?: RegExp): Mail[] {
    return this.received.filter((mail) => mail.to.includes(address) && (!subject || subject.test(mail.subject)))
  }

  /** Waits until so many mails to the address are there. It does not wait for more: see `mailsTo` for that. */
  waitFor(address: string, count = 1, subject?: RegExp): Promise<Mail[]> {
    return until(`${count} mail(s) to ${address}`, () => {
      const mails = this.mailsTo(address, subject)
      return mails.length >= count && mails
    })
  }

  /** Every key that was ever mailed to the address, each once. */
  keysTo(address: string): string[] {
    return [...new Set(this.mailsTo(address).flatMap((mail) => mail.keys))]
  }
}

function toMail(parsed: ParsedMail): Mail {
  const text = parsed.text ?? ""
  return {
    to: addresses(parsed.to),
    subject: parsed.subject ?? "",
    text,
    html: parsed.html || "",
    message_id: parsed.messageId ?? "",
    keys: [...new Set(text.match(KEY) ?? [])],
    raw_headers: parsed.headerLines.map(({ line }) => line).join("\n"),
  }
}

function addresses(to: AddressObject | AddressObject[] | undefined): string[] {
  return [to ?? []].flat().flatMap((list) => list.value.flatMap((entry) => entry.address ?? []))
}
