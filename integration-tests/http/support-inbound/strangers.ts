import { changeTicketWorkflow } from "../../../src/workflows/support/workflows/change-ticket"
import { settleTicketsWorkflow } from "../../../src/workflows/support/workflows/settle-tickets"
import type { App } from "../../setup/app"
import { aCustomer, aMessageId, byPostmark, Correspondence, OPERATOR, type Answer } from "./correspondence"

type Case = [what: string, reason: string, make: (known: { email: string; mail: { message_id: string } }) => Answer]

/** Mails that are nobody's next message: an operator sees them first, or nobody. */
export function strangers(app: App): void {
  let desk: Correspondence

  beforeAll(() => {
    desk = new Correspondence(app.url, app.container)
  })

  /** Whoever it was, the ticket is as it was, and no mail goes out. */
  async function leavesAlone(ticket_id: string, email: string, act: () => Promise<unknown>): Promise<void> {
    const before = await desk.thread(ticket_id)
    const mails = app.mailbox.mailsTo(email).length
    await act()
    await settleTicketsWorkflow(app.container).run({ input: {} })
    const after = await desk.thread(ticket_id)
    expect(after.messages).toEqual(before.messages)
    expect(after.status).toBe(before.status)
    expect(app.mailbox.mailsTo(email)).toHaveLength(mails)
  }

  it.each<Case>([
    [
      "a forged Message-ID",
      "no_tag",
      ({ email, mail }) => ({ from: email, in_reply_to: mail.message_id.replace(/.(?=@)/, flipped) }),
    ],
    [
      "a sender that is forged",
      "unauthenticated",
      ({ email, mail }) => ({ from: email, in_reply_to: mail.message_id, checks: { spf: "Fail", dkim: false } }),
    ],
    [
      "a colleague",
      "sender_mismatch",
      ({ mail }) => ({ from: aCustomer(), in_reply_to: mail.message_id, text: "I am their boss." }),
    ],
    ["spam", "spam", ({ email, mail }) => ({ from: email, in_reply_to: mail.message_id, checks: { spam: true } })],
    ["somebody new", "no_tag", () => ({ from: aCustomer(), subject: "Where is my key?" })],
  ])("%s is held, and mailed nothing", async (_what, reason, make) => {
    const known = await desk.anAnswered()
    await app.mailbox.waitFor(known.email)
    await app.events.settled()
    const answer = make(known)
    await leavesAlone(known.ticket_id, known.email, () =>
      desk.send(byPostmark(answer)).expect(200, { status: "taken" })
    )
    const [held, ...more] = await desk.held(answer.from)
    expect(more).toEqual([])
    expect(held).toMatchObject({
      source: "email",
      hold_reason: reason,
      name: "Jane Doe",
      subject: answer.subject ?? "Re: It does not start",
      follow_up_of_id: reason === "no_tag" ? null : known.ticket_id,
    })
    expect(held!.messages.map(({ body }) => body)).toEqual([answer.text ?? "Thank you."])
    expect(await desk.support.listSupportLinks({ ticket_id: held!.id })).toEqual([])
    expect(app.mailbox.mailsTo(answer.from).filter(({ to }) => !to.includes(known.email))).toEqual([])
    expect(await desk.records()).toEqual([expect.objectContaining({ action: "hold", reason, ticket_id: held!.id })])
  })

  it("somebody who takes part may answer another's mail, as far as the provider vouches for them", async () => {
    const known = await desk.anAnswered()
    const colleague = aCustomer()
    await desk.support.addParticipant(known.ticket_id, colleague, { type: "operator", id: "user_1" })
    const answer = { from: colleague, in_reply_to: known.mail.message_id, text: "It is the same for me." }
    await desk.send(byPostmark({ ...answer, checks: { spf: "None", dkim: false } })).expect(200)
    expect(await desk.said(known.ticket_id)).toEqual(["Help, please."])
    await desk.send(byPostmark({ ...answer, message_id: "<another@example.com>" })).expect(200)
    expect(await desk.said(known.ticket_id)).toEqual(["Help, please.", "It is the same for me."])
  })

  it("a tag of one ticket opens no other", async () => {
    const mine = await desk.anAnswered()
    const theirs = await desk.anAnswered()
    await desk.send(byPostmark({ from: mine.email, in_reply_to: theirs.mail.message_id })).expect(200)
    await desk.send(byPostmark({ from: mine.email, to: theirs.mail.reply_to! })).expect(200)
    const [mine_id, theirs_id] = [mine, theirs].map(({ mail }) => mail.message_id.split("."))
    const mixed = [...theirs_id!.slice(0, 4), ...mine_id!.slice(4)].join(".")
    await desk.send(byPostmark({ from: mine.email, in_reply_to: mixed })).expect(200)
    expect(await desk.said(theirs.ticket_id)).toEqual(["Help, please."])
    expect(await desk.said(mine.ticket_id)).toEqual(["Help, please."])
    expect((await desk.held(mine.email)).map(({ hold_reason }) => hold_reason)).toEqual([
      "sender_mismatch",
      "sender_mismatch",
      "no_tag",
    ])
  })

  it.each<Case>([
    [
      "an out-of-office answer",
      "auto_responder",
      ({ email, mail }) => ({
        from: email,
        in_reply_to: mail.message_id,
        headers: [["Auto-Submitted", "auto-replied"]],
      }),
    ],
    [
      "a bounce",
      "bounce",
      ({ mail }) => ({ from: "mailer-daemon@example.com", in_reply_to: mail.message_id, text: "Undelivered." }),
    ],
    ["a mail of the mailbox itself", "own_mail", ({ mail }) => ({ from: mail_of_store, in_reply_to: mail.message_id })],
    [
      "a mail of the help address",
      "own_mail",
      ({ mail }) => ({ from: "Help@shop.example", in_reply_to: mail.message_id }),
    ],
    [
      "our own mail that comes back",
      "own_mail",
      ({ mail }) => ({ from: "licenses@elsewhere.example", message_id: mail.message_id }),
    ],
    [
      "an empty answer",
      "empty",
      ({ email, mail }) => ({
        from: email,
        in_reply_to: mail.message_id,
        text: "On 1.1.2026 10:00, Support wrote:\n> Hello",
      }),
    ],
    [
      "a mail with two senders",
      "no_address",
      ({ email, mail }) => ({
        from: email,
        in_reply_to: mail.message_id,
        headers: [["From", "Eve <eve@evil.example>"]],
      }),
    ],
    [
      "a mail of nobody",
      "no_address",
      ({ mail }) => ({ from: "a@x.example>, <b@y.example", in_reply_to: mail.message_id }),
    ],
  ])("%s is remembered, and nothing of it is kept", async (_what, reason, make) => {
    const known = await desk.anAnswered()
    await app.mailbox.waitFor(known.email)
    await app.events.settled()
    const tickets = (await desk.support.listSupportTickets({})).length
    await leavesAlone(known.ticket_id, known.email, () => desk.send(byPostmark(make(known))).expect(200))
    expect(await desk.support.listSupportTickets({})).toHaveLength(tickets)
    expect(await desk.records()).toEqual([
      expect.objectContaining({ action: "drop", reason, ticket_id: null, message_id: null, refused_files: null }),
    ])
  })

  it("an answer of somebody who was removed is held", async () => {
    const { ticket_id, email, mail } = await desk.anAnswered()
    await desk.support.updateSupportParticipants({ id: mail.participant_id, removed_at: new Date() })
    await desk.send(byPostmark({ from: email, in_reply_to: mail.message_id })).expect(200)
    expect((await desk.held(email)).map(({ hold_reason }) => hold_reason)).toEqual(["unknown_sender"])
    expect(await desk.said(ticket_id)).toEqual(["Help, please."])
  })

  it("a held mail that is delivered ten times at once is one ticket, with its files", async () => {
    const from = aCustomer()
    const files = [{ filename: "start.log", content: Buffer.from("started\n") }]
    const post = byPostmark({ from, message_id: aMessageId(), files })
    await Promise.all(Array.from({ length: 10 }, () => desk.send(post).expect(200)))
    const held = await desk.held(from)
    expect(held).toHaveLength(1)
    expect(held[0]!.messages.map(({ attachments }) => attachments.map(({ filename }) => filename))).toEqual([
      ["start.log"],
    ])
    expect(await desk.records()).toHaveLength(1)
  })

  it("a held mail becomes a ticket when an operator lets it through", async () => {
    const from = aCustomer()
    await desk.send(byPostmark({ from, subject: "Where is my key?" })).expect(200)
    const [held] = await desk.held(from)
    await changeTicketWorkflow(app.container).run({
      input: { ticket_id: held!.id, happening: "released", actor: OPERATOR },
    })
    const links = await desk.support.listSupportLinks({ ticket_id: held!.id })
    expect(links.map(({ kind }) => kind)).toEqual(["opened"])
  })
}

const mail_of_store = "help@inbound.shop.example"
const flipped = (symbol: string) => (symbol === "0" ? "1" : "0")
