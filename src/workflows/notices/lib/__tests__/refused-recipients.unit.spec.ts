import { once } from "node:events"
import type { AddressInfo } from "node:net"
import { SMTPServer, type SMTPServerOptions } from "smtp-server"
import { SmtpNotificationService } from "../../../../providers/smtp/service"
import { aNotice, aStore, deliverable } from "../__fixtures__/a-store"
import { deliverNotices } from "../deliver-notices"

/** A server that takes mail for everybody, but for some. */
describe("a mail server that refuses", () => {
  let server: SMTPServer
  let sent: string[]

  async function aServer(options: SMTPServerOptions): Promise<SmtpNotificationService> {
    sent = []
    server = new SMTPServer({
      authOptional: true,
      disabledCommands: ["STARTTLS"],
      onData(stream, session, done) {
        sent.push(...session.envelope.rcptTo.map(({ address }) => address))
        stream.resume().on("end", () => done())
      },
      ...options,
    })
    server.on("error", () => undefined)
    server.listen(0, "127.0.0.1")
    await once(server.server, "listening")
    const url = `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`
    const logger = { debug: () => undefined }
    return new SmtpNotificationService({ logger: logger as never }, { url, from: "licenses@nimbus.example" })
  }
  afterEach(() => new Promise<void>((resolve) => server.close(() => resolve())))

  async function deliver(provider: SmtpNotificationService, addresses: string[]) {
    const due = addresses.map((to, at) => aNotice(`n${at}`, { to, license_ids: [`lic_${at}`] }))
    const licenses = addresses.map((email, at) => deliverable(undefined, { id: `lic_${at}`, email }))
    const { container, sendMail } = aStore({ due, licenses })
    sendMail.mockImplementation((mail) => provider.send(mail as never))
    return deliverNotices(container, {})
  }

  const strangers = Array.from({ length: 8 }, (_, at) => `bad-${at}@nowhere.example`)

  it.each([550, 551, 553, 450])("some recipients with %i delays nobody else", async (responseCode) => {
    const provider = await aServer({
      onRcptTo: ({ address }, _session, done) =>
        address.startsWith("bad-") ? done(Object.assign(new Error("No such mailbox"), { responseCode })) : done(),
    })
    const result = await deliver(provider, [...strangers, "ada@example.com"])
    expect(sent).toEqual(["ada@example.com"])
    expect([result.sent, result.failed.length]).toEqual([["n8"], 8])
  })

  it.each<[string, SMTPServerOptions]>([
    ["the sender", { onMailFrom: (_from, _session, done) => done(refusal(550, "Sender rejected")) }],
    ["everybody for now", { onRcptTo: (_to, _session, done) => done(refusal(451, "Try later")) }],
    ["to talk", { onConnect: (_session, done) => done(refusal(554, "You are on a list")) }],
  ])("%s is down, and the rest keeps its attempts", async (_what, options) => {
    const result = await deliver(await aServer(options), [...strangers, "ada@example.com"])
    expect([result.sent, result.failed]).toEqual([[], ["n0", "n1", "n2"]])
  })
})

const refusal = (responseCode: number, message: string) => Object.assign(new Error(message), { responseCode })
