import { mailProps } from "../../../../emails/__fixtures__/mail"
import { TICKET_TOKEN, TICKET_URL } from "../../../../emails/__fixtures__/ticket"
import { TICKET_KINDS, type TicketKind } from "../../../../modules/notices/rules/kinds"
import { purposes } from "../../../../modules/notices/rules/purposes"
import type { LinkMail } from "../../../../modules/support/types"
import { composeTicketMail } from "../compose-ticket-mail"

const TYPED = { subject: "My cat Schnurri", name: "Eve Typed", message: "Buy pills" }

const aLinkMail = (more: Partial<LinkMail> = {}): LinkMail => ({
  link_id: "lclnk_1",
  kind: "opened",
  to: "ada@example.com",
  participant_id: "lcpar_1",
  locale: null,
  token: TICKET_TOKEN,
  ticket: { id: "lctkt_1", number: 1001, subject: TYPED.subject, status: "new" },
  message: {
    id: "lcmsg_1",
    body: "Please update.",
    created_at: new Date("2026-11-24T12:00:00.000Z"),
    attachments: [{ id: "lcatt_1", filename: "fix.zip", mime_type: "application/zip", size: 7 }],
  },
  closes_at: new Date("2026-12-01T09:00:00.000Z"),
  expires_at: new Date("2027-02-22T12:00:00.000Z"),
  opened_by_store: false,
  proven: true,
  message_ids: [],
  message_id: "<lc.this@store.example.com>",
  reply_to: "help+lc.1@in.example.com",
  ...more,
})

async function compose(kind: TicketKind, mail: LinkMail | null, more: { locale?: string; data?: object | null } = {}) {
  const readLinkMail = jest.fn(async (_link_id: string, _now: Date) => mail)
  const notice = {
    id: "lcnot_1",
    kind,
    purpose_key: purposes.ticketLink("lclnk_1"),
    locale: null,
    order_id: null,
    license_ids: [],
    data: { link_id: "lclnk_1" },
    ...more,
  }
  return { composed: await composeTicketMail({ readLinkMail }, notice as never, mailProps().store), readLinkMail }
}

const contentOf = async (...asked: Parameters<typeof compose>) => (await compose(...asked)).composed.content!

describe("a mail about a ticket", () => {
  it.each(TICKET_KINDS)("%s goes to the link's address and brings the link behind a #", async (kind) => {
    const { composed, readLinkMail } = await compose(kind, aLinkMail())
    expect(readLinkMail).toHaveBeenCalledWith("lclnk_1", expect.any(Date))
    expect(composed).toMatchObject({ to: "ada@example.com", license_ids: [] })
    expect(composed.content!.text).toContain(TICKET_URL)
    expect(composed.content!.html).toContain(`href="${TICKET_URL}"`)
  })

  it.each(TICKET_KINDS)("%s repeats nothing that was typed to an address that is not proven", async (kind) => {
    const { subject, html, text } = await contentOf(kind, aLinkMail({ proven: false }))
    for (const typed of Object.values(TYPED)) {
      expect(subject + html + text).not.toContain(typed)
    }
  })

  it("tells whoever was added neither the subject nor a word of the ticket, proven or not", async () => {
    const { subject, html, text } = await contentOf("ticket_added", aLinkMail({ kind: "added", proven: true }))
    expect(subject).toBe("Nimbus Software has added you to request #1001")
    for (const typed of [...Object.values(TYPED), "Please update.", "fix.zip"]) {
      expect(subject + html + text).not.toContain(typed)
    }
  })

  it("brings the answer with the names of its files, under the ticket's subject once the address is proven", async () => {
    const { subject, text } = await contentOf("ticket_reply", aLinkMail())
    expect(subject).toBe("Re: My cat Schnurri [#1001]")
    expect(text).toContain("Please update.")
    expect(text).toContain("fix.zip")
  })

  it("repeats the store's own subject to whom the store wrote first, proven or not", async () => {
    const ticket = { ...aLinkMail().ticket, subject: "After our call" }
    const mail = (more: Partial<LinkMail> = {}) =>
      contentOf("ticket_reply", aLinkMail({ ticket, proven: false, opened_by_store: true, ...more }))
    const first = await mail()
    expect(first.subject).toBe("After our call [#1001]")
    expect(first.text).toContain("wrote to this address")
    const second = await mail({ message_ids: ["<first@s.eu>"] })
    expect(second.subject).toBe("Re: After our call [#1001]")
    expect(second.text).not.toContain("wrote to this address")
    expect((await mail({ opened_by_store: false })).subject).toBe("[#1001] An answer to your request")
  })

  it.each([null, undefined, {}, { link_id: 7 }])("is dropped when its link is %j", async (data) => {
    const { composed, readLinkMail } = await compose("ticket_opened", aLinkMail(), { data: data as never })
    expect(composed.cancel).toContain("revoked or its ticket is gone")
    expect(readLinkMail).not.toHaveBeenCalled()
  })

  it("is dropped when there is nothing to tell any more, and says why", async () => {
    for (const kind of ["ticket_opened", "ticket_reply", "ticket_link", "ticket_added"] as const) {
      expect((await compose(kind, null)).composed.cancel).toContain("revoked or its ticket is gone")
    }
    expect((await compose("ticket_reply", aLinkMail({ message: null }))).composed.cancel).toContain("is gone")
    for (const mail of [null, aLinkMail({ closes_at: null })]) {
      expect((await compose("ticket_closing", mail)).composed.cancel).toContain("no longer waits for its customer")
    }
  })

  it("is written in the notice's language, else in the ticket's", async () => {
    expect((await contentOf("ticket_link", aLinkMail({ locale: "de-AT" }))).subject).toContain("Ihr neuer Link")
    const { subject } = await contentOf("ticket_link", aLinkMail({ locale: "de-AT" }), { locale: "en" })
    expect(subject).toBe("Your new link to request #1001")
  })

  it("carries the Message-ID that it was given, and where answers go", async () => {
    expect((await contentOf("ticket_opened", aLinkMail())).headers).toEqual({
      message_id: "<lc.this@store.example.com>",
      reply_to: "help+lc.1@in.example.com",
      auto_submitted: true,
    })
  })

  it("follows the mails before it", async () => {
    const message_ids = ["<first@s.eu>", "<second@s.eu>"]
    expect((await contentOf("ticket_closing", aLinkMail({ message_ids }))).headers).toMatchObject({
      in_reply_to: "<second@s.eu>",
      references: message_ids,
    })
  })

  it("asks for no answer by mail when the store takes none in", async () => {
    const { headers, text } = await contentOf("ticket_reply", aLinkMail({ reply_to: null }))
    expect(headers).not.toHaveProperty("reply_to")
    expect(text).toContain("Please do not reply to this mail")
  })

  it("is a machine's, but for the answer, which is a person's", async () => {
    const marked = await Promise.all(
      TICKET_KINDS.map(async (kind) => [kind, (await contentOf(kind, aLinkMail())).headers!.auto_submitted])
    )
    expect(Object.fromEntries(marked)).toEqual({
      ticket_opened: true,
      ticket_reply: false,
      ticket_closing: true,
      ticket_link: true,
      ticket_added: true,
    })
  })
})
