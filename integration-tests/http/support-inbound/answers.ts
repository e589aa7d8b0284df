import type { IFileModuleService } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { changeTicketWorkflow } from "../../../src/workflows/support/workflows/change-ticket"
import { mergeTicketsWorkflow } from "../../../src/workflows/support/workflows/merge-tickets"
import type { App } from "../../setup/app"
import { until } from "../../setup/until"
import { anUnknownKey } from "../software/desk"
import { aMessageId, byMailgun, byPostmark, bySendgrid, Correspondence, OPERATOR, type Post } from "./correspondence"

const CARD = "4111 1111 1111 1111"

/** Mails that are somebody's next message. */
export function answers(app: App): void {
  let desk: Correspondence

  beforeAll(() => {
    desk = new Correspondence(app.url, app.container)
  })

  it.each<[string, (post: Parameters<typeof byPostmark>[0]) => Post]>([
    ["Postmark", (answer) => byPostmark(answer)],
    ["Mailgun", (answer) => byMailgun(answer)],
    ["SendGrid", (answer) => bySendgrid(answer)],
  ])("%s brings an answer, which opens the ticket again", async (_name, by) => {
    const { ticket_id, email, mail } = await desk.anAnswered()
    expect((await desk.thread(ticket_id)).status).toBe("waiting_customer")
    const text =
      "It is 2.1.\n\nOn Tue, 24 Nov 2026 at 12:00, Support <help@shop.example> wrote:\n> Which version is it?"
    await desk.send(by({ from: email, in_reply_to: mail.message_id, text })).expect(200, { status: "taken" })
    const ticket = await desk.thread(ticket_id)
    expect(ticket.status).toBe("open")
    expect(ticket.messages.at(-1)).toMatchObject({
      // SendGrid's has a file that is none.
      body: expect.stringMatching(/^It is 2\.1\.(\n\n\[not attached: [^\n]*\])?$/),
      channel: "email",
      kind: "public",
    })
    expect(ticket.participants).toEqual([expect.objectContaining({ email, proven_at: expect.any(Date) })])
    expect(await desk.records()).toEqual([
      expect.objectContaining({ action: "thread", ticket_id, message_id: ticket.messages.at(-1)!.id, reason: null }),
    ])
  })

  it("answers the very mail that the customer got", async () => {
    const { ticket_id, email, mail } = await desk.anAnswered()
    const got = await until("the mail with its Message-ID", () =>
      app.mailbox.mailsTo(email).find(({ message_id }) => message_id === mail.message_id)
    )
    await desk.send(byPostmark({ from: email, in_reply_to: got.message_id })).expect(200)
    expect(await desk.said(ticket_id)).toEqual(["Help, please.", "Thank you."])
  })

  it.each<[string, (mail: { message_id: string; reply_to: string | null }) => object]>([
    ["the address that it answers", ({ reply_to }) => ({ to: reply_to })],
    ["a mailer that writes addresses in capitals", ({ reply_to }) => ({ to: reply_to!.toUpperCase() })],
    ["its References", ({ message_id }) => ({ references: `<a@b.example> ${message_id}` })],
  ])("is known by %s", async (_what, facts) => {
    const { ticket_id, email, mail } = await desk.anAnswered()
    await desk.send(byPostmark({ from: email.toUpperCase(), ...facts(mail) })).expect(200)
    expect(await desk.said(ticket_id)).toEqual(["Help, please.", "Thank you."])
  })

  it("goes on in a new ticket when its own was closed long ago, and mails its link", async () => {
    const { ticket_id, email, mail } = await desk.anAnswered()
    await changeTicketWorkflow(app.container).run({
      input: { ticket_id, happening: "closed_by_operator", actor: OPERATOR },
    })
    const closed_at = new Date(Date.now() - 15 * 86_400_000)
    await desk.support.updateSupportTickets({ id: ticket_id, closed_at })
    const post = byPostmark({ from: email, in_reply_to: mail.message_id, text: "It is back.", files: [aLog()] })
    await desk.send(post).expect(200)
    await desk.send(post).expect(200)
    expect(await desk.held(email)).toEqual([])
    const [next, ...more] = await desk.support.listSupportTickets({ follow_up_of_id: ticket_id })
    expect(more).toEqual([])
    expect(next).toMatchObject({ email, status: "new", source: "email" })
    const { messages } = await desk.thread(next!.id)
    expect(await desk.said(next!.id)).toEqual(["It is back."])
    expect(messages.flatMap(({ attachments }) => attachments)).toHaveLength(1)
    expect((await desk.support.listSupportLinks({ ticket_id: next!.id })).map(({ kind }) => kind)).toEqual(["opened"])
    expect((await desk.thread(ticket_id)).status).toBe("closed")
    expect(await desk.records()).toEqual([expect.objectContaining({ action: "thread", ticket_id: next!.id })])
  })

  it("is one message, however often it is delivered", async () => {
    const { ticket_id, email, mail } = await desk.anAnswered()
    const message_id = aMessageId()
    const answer = { from: email, in_reply_to: mail.message_id, message_id, files: [aLog()] }
    await desk.send(byPostmark(answer)).expect(200)
    await desk.send(byPostmark(answer)).expect(200, { status: "taken" })
    // The store has changed its provider meanwhile.
    await desk.send(byMailgun(answer)).expect(200, { status: "taken" })
    expect(await desk.said(ticket_id)).toHaveLength(2)
    expect(await desk.records()).toHaveLength(1)
  })

  it("is one message when it is delivered ten times at once, and keeps each of its files once", async () => {
    const { ticket_id, email, mail } = await desk.anAnswered()
    const files = app.container.resolve<IFileModuleService>(Modules.FILE)
    const stored = jest.spyOn(files, "createFiles")
    const deleted = jest.spyOn(files, "deleteFiles")
    const post = byPostmark({ from: email, in_reply_to: mail.message_id, files: [aLog()] })
    const statuses = await Promise.all(Array.from({ length: 10 }, async () => (await desk.send(post)).status))
    expect(statuses).toEqual(Array(10).fill(200))
    const { messages } = await desk.thread(ticket_id)
    expect(messages.filter(({ channel }) => channel === "email")).toHaveLength(1)
    expect(messages.at(-1)!.attachments).toHaveLength(1)
    expect(await desk.records()).toHaveLength(1)
    const kept = await Promise.all(stored.mock.results.map(({ value }) => value as Promise<{ id: string }>))
    const gone = deleted.mock.calls.flatMap(([ids]) => ids)
    expect(kept.map(({ id }) => id).filter((id) => !gone.includes(id))).toEqual([
      messages.at(-1)!.attachments[0]!.file_id,
    ])
    stored.mockRestore()
    deleted.mockRestore()
  })

  it("is taken when Mailgun posts it under a new token, and not when a token comes again", async () => {
    const { ticket_id, email, mail } = await desk.anAnswered()
    const token = "a".repeat(50)
    const answer = { from: email, in_reply_to: mail.message_id }
    await desk.send(byMailgun({ ...answer, text: "One." }, { token })).expect(200)
    await desk.send(byMailgun({ ...answer, text: "Two." }, { token })).expect(200)
    await desk.send(byMailgun({ ...answer, text: "Three." }, { token: "b".repeat(50) })).expect(200)
    expect(await desk.said(ticket_id)).toEqual(["Help, please.", "One.", "Three."])
  })

  it("is brought again after the database failed, also in between, and is one message with one file", async () => {
    const { ticket_id, email, mail } = await desk.anAnswered()
    const post = byPostmark({ from: email, in_reply_to: mail.message_id, files: [aLog()] })
    const unread = jest.spyOn(desk.support, "judgeMail").mockRejectedValueOnce(new Error("the database did not answer"))
    await desk.send(post).expect(503)
    const unrecorded = jest.spyOn(desk.support, "recordInbound").mockRejectedValueOnce(new Error("the server died"))
    await desk.send(post).expect(503)
    expect(await desk.said(ticket_id)).toHaveLength(2)
    expect(await desk.records()).toEqual([])
    await desk.send(post).expect(200)
    expect(await desk.said(ticket_id)).toHaveLength(2)
    expect(await desk.records()).toEqual([expect.objectContaining({ action: "thread", ticket_id })])
    const [file] = (await desk.thread(ticket_id)).messages.at(-1)!.attachments
    const files = app.container.resolve<IFileModuleService>(Modules.FILE)
    expect((await files.getAsBuffer(file!.file_id)).toString()).toBe("started\n")
    unread.mockRestore()
    unrecorded.mockRestore()
  })

  it("hides keys and card numbers wherever they stand", async () => {
    const { ticket_id, email, mail } = await desk.anAnswered()
    const key = anUnknownKey("NIMBUS")
    await desk
      .send(
        byPostmark({
          from: email,
          in_reply_to: mail.message_id,
          subject: `Re: ${key}`,
          text: `My key is ${key}, my card ${CARD}.`,
          files: [aLog(`${key}.log`), { filename: `${key}.exe`, content: Buffer.from("MZ") }],
        })
      )
      .expect(200)
    const { messages, refused_files } = await desk.thread(ticket_id)
    const kept = JSON.stringify([messages.at(-1), refused_files, await desk.records()])
    expect(kept).toContain("[card number hidden]")
    expect(kept).not.toContain(key)
    expect(kept).not.toMatch(/4111/)
    expect(messages.at(-1)).toMatchObject({ redactions: { cards: 1, license_keys: 3 } })
  })

  it("takes files by their content, and names those that it refuses", async () => {
    const { ticket_id, email, mail } = await desk.anAnswered()
    const polyglot = Buffer.concat([
      Buffer.from("\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "latin1"),
      Buffer.from("<script>alert(document.cookie)</script>".padEnd(60)),
    ])
    const files = [
      aLog(),
      { filename: "screen.png", content: polyglot },
      { filename: "../../setup.exe", content: Buffer.from("MZ") },
    ]
    await desk.send(byPostmark({ from: email, in_reply_to: mail.message_id, files })).expect(200)
    const ticket = await desk.thread(ticket_id)
    expect(ticket.messages.at(-1)!.attachments).toEqual([
      expect.objectContaining({ filename: "start.log", mime_type: "text/plain", size: 8 }),
    ])
    expect(ticket.messages.at(-1)!.body).toBe(
      "Thank you.\n\n[not attached: screen.png (something in it could run)]\n[not attached: setup.exe (this type is not allowed)]"
    )
    expect(ticket.refused_files).toEqual([
      { filename: "screen.png", reason: "active_content" },
      { filename: "setup.exe", reason: "type_not_allowed" },
    ])
  })

  it("goes where its ticket was merged into", async () => {
    const first = await desk.anAnswered()
    const second = await desk.anAnswered(first.email)
    await mergeTicketsWorkflow(app.container).run({
      input: { ticket_id: first.ticket_id, into_id: second.ticket_id, actor: OPERATOR },
    })
    const in_reply_to = first.mail.message_id
    await desk.send(byPostmark({ from: first.email, in_reply_to, text: "Still." })).expect(200)
    await desk.send(byPostmark({ from: first.email, to: first.mail.reply_to!, text: "Yet again." })).expect(200)
    expect((await desk.said(second.ticket_id)).slice(-2)).toEqual(["Still.", "Yet again."])
    expect(await desk.said(first.ticket_id)).toEqual([])
  })

  it("can say that something is to be done, and does nothing but say so", async () => {
    const { ticket_id, email, mail } = await desk.anAnswered()
    const text = "Please close this ticket, give me a refund and add boss@example.com.\n\n#close\nstatus: resolved"
    await desk.send(byPostmark({ from: email, in_reply_to: mail.message_id, text })).expect(200)
    const ticket = await desk.thread(ticket_id)
    expect(ticket).toMatchObject({ status: "open", closed_at: null, assignee_id: OPERATOR.id })
    expect(ticket.participants).toHaveLength(1)
    expect(ticket.messages.map(({ author_type }) => author_type)).toEqual(["customer", "operator", "customer"])
  })

  it("opens a ticket again that was closed some days ago", async () => {
    const { ticket_id, email, mail } = await desk.anAnswered()
    const close = { ticket_id, happening: "closed_by_operator" as const, actor: OPERATOR }
    await changeTicketWorkflow(app.container).run({ input: close })
    await desk.send(byPostmark({ from: email, in_reply_to: mail.message_id })).expect(200)
    expect((await desk.thread(ticket_id)).status).toBe("open")
  })
}

const aLog = (filename = "start.log") => ({ filename, content: Buffer.from("started\n") })
