import { moduleIntegrationTestRunner } from "@medusajs/test-utils"
import { ModulesSdkUtils } from "@medusajs/framework/utils"
import { SUPPORT_MODULE } from ".."
import SupportModuleService from "../service"
import type { OpenTicketInput, OpenedTicket, Visitor } from "../types"

jest.setTimeout(120_000)

const OPERATOR = { type: "operator", id: "user_1" } as const
const OPTIONS = { secret: Buffer.alloc(32, 7).toString("base64"), support: { inbound_address: "help@in.example" } }
const DAY = 86_400_000

const aRequest = (more: Partial<OpenTicketInput> = {}): OpenTicketInput => ({
  source: "hosted",
  email: "Ada@Example.com",
  subject: "It does not start",
  body: "After the update it does not start.",
  category: "activation",
  ...more,
})

moduleIntegrationTestRunner<SupportModuleService>({
  moduleName: SUPPORT_MODULE,
  resolve: "./src/modules/support",
  moduleOptions: OPTIONS,
  pathToMigrations: "./src/modules/support/migrations",
  testSuite: ({ service, MikroOrmWrapper }) => {
    let pool: ReturnType<typeof ModulesSdkUtils.createPgConnection>
    beforeEach(() => {
      pool = ModulesSdkUtils.createPgConnection({ clientUrl: MikroOrmWrapper.clientUrl })
    })
    afterEach(() => pool.destroy())

    /** The same module in another process, or under other secrets. */
    const otherProcess = (options: object = OPTIONS) =>
      new SupportModuleService({ __pg_connection__: pool, baseRepository: {} } as never, options)

    const mailOf = async (ticket_id: string, kind: "opened" | "closing" = "opened") => {
      const [link] = await service.listSupportLinks({ ticket_id, kind }, { order: { created_at: "DESC" } })
      return (await service.readLinkMail(link!.id, new Date()))!
    }
    const visit = async (ticket: { id: string }): Promise<Visitor & { session: string; token: string }> => {
      const { token } = await mailOf(ticket.id)
      const exchanged = await service.exchangeLink(token, new Date())
      if (!exchanged.ok) {
        throw new Error(exchanged.reason)
      }
      return { ...exchanged.visitor, session: exchanged.session, token }
    }
    const write = ({ ticket_id, participant_id, visit_id }: Visitor, body: string, more: object = {}) =>
      service.writeAsVisitor({ ticket_id, participant_id, visit_id, channel: "link", body, ...more })
    const reply = (ticket: { id: string }, body: string, kind: "public" | "note" = "public") =>
      service.writeAsOperator({ ticket_id: ticket.id, kind, body, actor: OPERATOR })
    const age = (ticket: OpenedTicket, column: string, days: number) =>
      pool.raw(`UPDATE license_center_ticket SET ${column} = ${column} - make_interval(days => ?) WHERE id = ?`, [
        days,
        ticket.id,
      ])
    const eventsOf = async (ticket_id: string) =>
      (await service.listSupportEvents({ ticket_id }, { order: { created_at: "ASC" } })).map(({ name }) => name)

    describe("opening", () => {
      it("gives 200 requests at once a number each, a message each and one owed mail each", async () => {
        const processes = [service, otherProcess()]
        const addresses = Array.from({ length: 200 }, (_, n) => `ada${n}@example.com`)
        const opened = await Promise.all(addresses.map((email, n) => processes[n % 2]!.openTicket(aRequest({ email }))))
        expect(new Set(opened.map(({ number }) => number)).size).toBe(200)
        expect((await service.listOwedLinks(500)).map(({ to }) => to).sort()).toEqual(addresses.sort())
        expect(await service.listSupportMessages({}, { take: 500 })).toHaveLength(200)
      })

      it("hides a key that the end of a subject would cut", async () => {
        for (let before = 110; before < 150; before += 3) {
          const card = await service.openTicket(aRequest({ subject: `${"x".repeat(before)} 4111 1111 1111 1111` }))
          expect((await service.retrieveSupportTicket(card.id)).subject).not.toMatch(/4111 1111/)
          await service.updateTicket(card.id, { subject: `${"y".repeat(before)} 4111 1111 1111 1111` }, OPERATOR)
          expect((await service.retrieveSupportTicket(card.id)).subject).not.toMatch(/4111 1111/)
        }
      })

      it("makes one ticket of one submission, however often and wherever it comes", async () => {
        const processes = [service, otherProcess(), otherProcess()]
        const made = await Promise.all(
          processes.flatMap((one) => [1, 2, 3].map(() => one.openTicket(aRequest({ submission: "form-1" }))))
        )
        expect(new Set(made.map(({ id }) => id)).size).toBe(1)
        expect(made.filter(({ created }) => created)).toHaveLength(1)
        expect(await service.listOwedLinks(10)).toHaveLength(1)
      })

      it("stores no card, key or secret, even when its caller forgot to hide them", async () => {
        const ticket = await service.openTicket(
          aRequest({
            subject: "Card 4111 1111 1111 1111",
            body: "My card is 4111111111111111, password: hunter2secret",
          })
        )
        await write(await visit(ticket), "And again 4111-1111-1111-1111")
        const { rows } = await pool.raw(
          `SELECT t.subject, m.body, m.redactions FROM license_center_ticket t
             JOIN license_center_ticket_message m ON m.ticket_id = t.id ORDER BY m.created_at`
        )
        expect(JSON.stringify(rows)).not.toMatch(/4111|hunter2/)
        expect(rows[1].redactions).toMatchObject({ cards: 1 })
      })

      it("mails nobody about what is held, until it is let through", async () => {
        const ticket = await service.openTicket(aRequest({ source: "email", hold_reason: "no_tag" }))
        expect(await service.listOwedLinks(10)).toEqual([])
        expect(await service.retrieveSupportTicket(ticket.id)).toMatchObject({
          status: "held",
          resolution_due_at: null,
        })
        expect(await service.changeTicket(ticket.id, "released", OPERATOR)).toEqual({ changed: true, status: "new" })
        expect(await service.listOwedLinks(10)).toHaveLength(1)
        const { status, resolution_due_at } = await service.retrieveSupportTicket(ticket.id)
        expect(status).toBe("new")
        expect(resolution_due_at).not.toBeNull()
      })
    })

    describe("private links", () => {
      it("keeps tokens and sessions as hashes only", async () => {
        const { token, session } = await visit(await service.openTicket(aRequest()))
        for (const table of ["private_link", "ticket_visit", "ticket_event", "ticket_message", "ticket"]) {
          const { rows } = await pool.raw(`SELECT * FROM license_center_${table}`)
          expect(JSON.stringify(rows)).not.toContain(token.slice(4, 20))
          expect(JSON.stringify(rows)).not.toContain(session.slice(4, 20))
        }
      })

      it("writes the same mail again after a crash, with the same token, end and Message-ID", async () => {
        const ticket = await service.openTicket(aRequest())
        const [link] = await service.listOwedLinks(1)
        const first = await service.readLinkMail(link!.id, new Date())
        const again = await otherProcess().readLinkMail(link!.id, new Date(Date.now() + DAY))
        expect(again).toEqual(first)
        expect(first!.message_id).toMatch(/^<lc\.[0-9a-z.]+@localhost>$/)
        expect(first!.reply_to).toMatch(/^help\+lc\.[0-9a-z.]+@in\.example$/)
        expect(first).toMatchObject({ proven: false, ticket: { number: ticket.number } })
      })

      it.each([
        ["cut", (token: string) => token.slice(0, -1)],
        ["padded", (token: string) => `${token}A`],
        ["followed by a blank", (token: string) => `${token} `],
        ["followed by NUL", (token: string) => `${token}\0`],
        ["in other case", (token: string) => token.toUpperCase()],
        ["without its prefix", (token: string) => token.slice(4)],
        ["called a session", (token: string) => token.replace("lct_", "lcs_")],
        ["with another end", (token: string) => token.slice(0, -2) + (token.endsWith("AA") ? "BB" : "AA")],
        ["empty", () => ""],
      ])("does not open by a token that is %s", async (_how, change) => {
        const { token } = await visit(await service.openTicket(aRequest()))
        expect(await service.exchangeLink(change(token), new Date())).toEqual({ ok: false, reason: "unknown" })
      })

      it("ends after 90 days, 30 days after the ticket was closed, and when it is revoked, with its visits", async () => {
        const ticket = await service.openTicket(aRequest())
        const visitor = await visit(ticket)
        const at = (days: number) => new Date(Date.now() + days * DAY)
        expect(await service.exchangeLink(visitor.token, at(89))).toMatchObject({ ok: true })
        expect(await service.exchangeLink(visitor.token, at(91))).toEqual({ ok: false, reason: "expired" })
        await service.changeTicket(ticket.id, "closed_by_customer", { type: "customer", id: visitor.participant_id })
        expect(await service.exchangeLink(visitor.token, at(29))).toMatchObject({ ok: true })
        expect(await service.exchangeLink(visitor.token, at(31))).toEqual({ ok: false, reason: "expired" })
        expect(await service.findVisitor(visitor.session, new Date())).toMatchObject({ ticket_id: ticket.id })
        expect(await service.revokeLinks(ticket.id, null, OPERATOR)).toBe(1)
        expect(await service.exchangeLink(visitor.token, new Date())).toEqual({ ok: false, reason: "revoked" })
        expect(await service.findVisitor(visitor.session, new Date())).toBeNull()
      })

      it("goes on under a new secret while the old one is still given", async () => {
        const ticket = await service.openTicket(aRequest())
        const { token, session } = await visit(ticket)
        const secret = Buffer.alloc(32, 8).toString("base64")
        const rotated = otherProcess({ ...OPTIONS, secret, previous_secret: OPTIONS.secret })
        expect(await rotated.exchangeLink(token, new Date())).toMatchObject({ ok: true })
        expect(await rotated.findVisitor(session, new Date())).toMatchObject({ ticket_id: ticket.id })
      })

      it("is good for 30 days when it is asked for long after the ticket was closed", async () => {
        const ticket = await service.openTicket(aRequest())
        await service.changeTicket(ticket.id, "closed_by_operator", OPERATOR)
        await age(ticket, "closed_at", 40)
        await service.markLinksNoticed((await service.listOwedLinks(10)).map(({ id }) => id))
        const requested = await service.requestLink({ email_key: "ada@example.com", number: ticket.number }, new Date())
        const { token, expires_at } = (await service.readLinkMail(requested!.link_id, new Date()))!
        expect(expires_at.getTime()).toBeGreaterThan(Date.now() + 29 * DAY)
        expect(await service.exchangeLink(token, new Date())).toMatchObject({ ok: true })
      })

      it("leaves one trace a day of being opened", async () => {
        const ticket = await service.openTicket(aRequest())
        const { token } = await visit(ticket)
        await service.exchangeLink(token, new Date())
        await service.exchangeLink(token, new Date(Date.now() + DAY))
        expect((await eventsOf(ticket.id)).filter((name) => name === "ticket.link_opened")).toHaveLength(2)
      })

      it("owes one new link for many requests at once, to the address of the ticket, and none to a stranger", async () => {
        const ticket = await service.openTicket(aRequest())
        await visit(ticket)
        await service.markLinksNoticed((await service.listOwedLinks(10)).map(({ id }) => id))
        await service.requestLink({ email_key: "eve@example.com", number: ticket.number }, new Date())
        await service.requestLink({ email_key: "ada@example.com", number: ticket.number + 1 }, new Date())
        expect(await service.listOwedLinks(10)).toEqual([])
        const claim = { email_key: "ada@example.com", number: ticket.number }
        await Promise.all([1, 2, 3, 4].map(() => otherProcess().requestLink(claim, new Date())))
        expect(await service.listOwedLinks(10)).toMatchObject([{ kind: "requested", to: "Ada@example.com" }])
      })
    })

    describe("the thread", () => {
      it("shows its customer no note, no operator and no other ticket", async () => {
        const ticket = await service.openTicket(aRequest())
        const other = await service.openTicket(aRequest({ body: "Another question." }))
        const visitor = await visit(ticket)
        await reply(ticket, "A difficult one.", "note")
        await reply(ticket, "Hello Ada.")
        const seen = (await service.readAsVisitor(visitor))!
        expect(seen.messages.map(({ author, body }) => `${author}: ${body}`)).toEqual([
          "customer: After the update it does not start.",
          "store: Hello Ada.",
        ])
        expect(JSON.stringify(seen)).not.toMatch(/difficult|user_1/)
        expect(JSON.stringify(seen)).not.toContain(other.id)
      })

      it("shows the end of a thread that is very long, and says how much came before", async () => {
        const ticket = await service.openTicket(aRequest())
        await pool.raw(
          `INSERT INTO license_center_ticket_message (id, ticket_id, kind, author_type, body, channel, created_at)
             SELECT 'lcmsg_' || n, ?, 'public', 'customer', 'Message ' || n, 'link', now() + n * interval '1 second'
               FROM generate_series(1, 600) AS n`,
          [ticket.id]
        )
        const seen = (await service.readAsVisitor(await visit(ticket)))!
        expect(seen.messages.map(({ body }) => body).slice(-1)).toEqual(["Message 600"])
        expect([seen.messages.length, seen.earlier_messages]).toEqual([200, 401])
        const thread = await service.readThread(ticket.id, "user_1", new Date())
        expect([thread.messages.length, thread.earlier_messages]).toEqual([500, 101])
      })

      it("waits for the customer after a reply, with the clock stopped, and goes on when they answer", async () => {
        const ticket = await service.openTicket(aRequest())
        const before = await service.retrieveSupportTicket(ticket.id)
        await reply(ticket, "Which version?")
        const waiting = await service.retrieveSupportTicket(ticket.id)
        expect(waiting).toMatchObject({ status: "waiting_customer", assignee_id: "user_1" })
        expect(waiting.first_replied_at).not.toBeNull()
        await age(ticket, "waiting_since", 7)
        await write(await visit(ticket), "Version 2.")
        const open = await service.retrieveSupportTicket(ticket.id)
        expect(open).toMatchObject({ status: "open", waiting_since: null, message_count: 3 })
        expect(open.resolution_due_at!.getTime()).toBeGreaterThan(before.resolution_due_at!.getTime())
      })

      it("opens again within 14 days, and goes on in one new ticket after them, however many write at once", async () => {
        const ticket = await service.openTicket(aRequest())
        const visitor = await visit(ticket)
        await service.changeTicket(ticket.id, "closed_by_operator", OPERATOR)
        await age(ticket, "closed_at", 13)
        expect(await write(visitor, "It is back.")).toMatchObject({ ticket_id: ticket.id, follow_up: false })
        expect(await service.retrieveSupportTicket(ticket.id)).toMatchObject({ status: "open", closed_at: null })
        await service.changeTicket(ticket.id, "closed_by_operator", OPERATOR)
        await age(ticket, "closed_at", 15)
        const written = await Promise.all(["One", "Two", "Three"].map((text) => write(visitor, text)))
        expect(new Set(written.map(({ ticket_id }) => ticket_id)).size).toBe(1)
        const [next] = await service.listSupportTickets({ follow_up_of_id: ticket.id })
        expect(next).toMatchObject({ status: "new", subject: "It does not start", message_count: 3 })
        expect(await service.retrieveSupportTicket(ticket.id)).toMatchObject({ status: "closed" })
        expect(await write(visitor, "Four", { submission: "s" })).toMatchObject({ follow_up: true })
        expect(await write(visitor, "Four", { submission: "s" })).toMatchObject({ follow_up: true, created: false })
        // The visit opens its own ticket and nothing else: the new one is opened by the link in its mail.
        expect((await service.readAsVisitor(visitor))!.messages.map(({ body }) => body)).not.toContain("One")
      })

      it("goes on for a colleague without what belongs to who asked", async () => {
        const ticket = await service.openTicket(
          aRequest({ license_id: "lic_1", order_id: "order_1", customer_id: "cus_1" })
        )
        const id = await service.addParticipant(ticket.id, "bo@example.com", OPERATOR)
        await service.changeTicket(ticket.id, "closed_by_operator", OPERATOR)
        await age(ticket, "closed_at", 15)
        const { ticket_id } = await service.writeAsVisitor({
          ticket_id: ticket.id,
          participant_id: id,
          channel: "email",
          body: "And for me?",
        })
        expect(await service.retrieveSupportTicket(ticket_id)).toMatchObject({
          email: "bo@example.com",
          license_id: null,
          order_id: null,
          customer_id: null,
        })
      })

      it("becomes what an operator chose with the reply, also when it was resolved", async () => {
        const ticket = await service.openTicket(aRequest())
        const answer = (status: "waiting_customer" | "resolved" | "open") =>
          service.writeAsOperator({ ticket_id: ticket.id, kind: "public", body: "So.", actor: OPERATOR, status })
        for (const status of ["resolved", "waiting_customer", "open", "resolved", "open"] as const) {
          await answer(status)
          expect(await service.retrieveSupportTicket(ticket.id)).toMatchObject({ status })
        }
      })

      it("sends a message once, also when the form is sent four times at once", async () => {
        const visitor = await visit(await service.openTicket(aRequest()))
        const written = await Promise.all([1, 2, 3, 4].map(() => write(visitor, "Hello?", { submission: "form-7" })))
        expect(new Set(written.map(({ message_id }) => message_id)).size).toBe(1)
      })

      it("takes files of the visit that uploaded them, once, and of nobody else", async () => {
        const ticket = await service.openTicket(aRequest())
        const [mine, theirs] = [await visit(ticket), await visit(ticket)]
        const file = { filename: "log.txt", mime_type: "text/plain", size: 3, sha256: "00", file_id: "f1" }
        const { id } = await service.addAttachment(ticket.id, { visit_id: mine.visit_id }, file)
        await expect(write(theirs, "Look", { attachment_ids: [id] })).rejects.toMatchObject({ type: "invalid_data" })
        expect(await service.findAttachmentForVisitor(theirs, id)).toBeNull()
        await write(mine, "Look", { attachment_ids: [id] })
        await expect(write(mine, "Look", { attachment_ids: [id] })).rejects.toMatchObject({ type: "invalid_data" })
        expect(await service.findAttachmentForVisitor(theirs, id)).toMatchObject({ filename: "log.txt" })
        const other = await visit(await service.openTicket(aRequest()))
        expect(await service.findAttachmentForVisitor(other, id)).toBeNull()
      })

      it("keeps five uploads waiting at most, and forgets them after a day", async () => {
        const ticket = await service.openTicket(aRequest())
        const { visit_id } = await visit(ticket)
        const tries = [1, 2, 3, 4, 5, 6, 7].map((n) => {
          const file = { filename: "a.txt", mime_type: "text/plain", size: 1, sha256: "00", file_id: `f${n}` }
          return service.addAttachment(ticket.id, { visit_id }, file)
        })
        const kept = (await Promise.allSettled(tries)).filter(({ status }) => status === "fulfilled")
        expect(kept).toHaveLength(5)
        expect(await service.forgetUnusedAttachments(new Date(), 10)).toEqual([])
        expect(await service.forgetUnusedAttachments(new Date(Date.now() + DAY + 1000), 10)).toHaveLength(5)
      })
    })

    describe("taking part", () => {
      it("lets an address that an operator adds read and write, until it is removed", async () => {
        const ticket = await service.openTicket(aRequest())
        await visit(ticket)
        const added = await Promise.all(
          [1, 2, 3].map(() => otherProcess().addParticipant(ticket.id, "bo@example.com", OPERATOR))
        )
        expect(new Set(added).size).toBe(1)
        const [link] = await service.listSupportLinks({ ticket_id: ticket.id, participant_id: added[0] })
        const { token, to } = (await service.readLinkMail(link!.id, new Date()))!
        expect(to).toBe("bo@example.com")
        const exchanged = await service.exchangeLink(token, new Date())
        expect(exchanged.ok && (await write(exchanged.visitor, "Me too."))).toMatchObject({ ticket_id: ticket.id })
        expect(await service.removeParticipant(ticket.id, added[0]!, OPERATOR)).toBe(true)
        expect(await service.exchangeLink(token, new Date())).toEqual({ ok: false, reason: "revoked" })
        expect(exchanged.ok && (await service.findVisitor(exchanged.session, new Date()))).toBeNull()
        await expect(exchanged.ok && write(exchanged.visitor, "Still here")).rejects.toMatchObject({
          type: "not_allowed",
        })
        await reply(ticket, "Hello both.")
        expect((await service.listOwedLinks(10)).filter(({ kind }) => kind === "reply")).toMatchObject([
          { to: "Ada@example.com" },
        ])
      })

      it("keeps whoever asked, and takes no more than ten", async () => {
        const ticket = await service.openTicket(aRequest())
        const [asked] = await service.listSupportParticipants({ ticket_id: ticket.id })
        await expect(service.removeParticipant(ticket.id, asked!.id, OPERATOR)).rejects.toMatchObject({
          type: "not_allowed",
        })
        const more = Array.from({ length: 12 }, (_, n) =>
          service.addParticipant(ticket.id, `p${n}@example.com`, OPERATOR)
        )
        const added = (await Promise.allSettled(more)).filter(({ status }) => status === "fulfilled")
        expect(added).toHaveLength(9)
      })
    })

    describe("merging", () => {
      it("moves words, files and links into the other ticket, whose thread the old link opens", async () => {
        const source = await service.openTicket(aRequest())
        const target = await service.openTicket(aRequest({ body: "More of it." }))
        const visitor = await visit(source)
        await service.mergeTickets(source.id, target.id, OPERATOR)
        const moved = (await service.findVisitor(visitor.session, new Date()))!
        expect(moved.ticket_id).toBe(target.id)
        expect((await service.readAsVisitor(moved))!.number).toBe(target.number)
        expect(await service.exchangeLink(visitor.token, new Date())).toMatchObject({
          visitor: { ticket_id: target.id },
        })
        // A page that was open before the merge still says the old ticket.
        expect(await write(visitor, "Still there?")).toMatchObject({ ticket_id: target.id })
        expect(await service.retrieveSupportTicket(target.id)).toMatchObject({ message_count: 3 })
        expect(await service.retrieveSupportTicket(source.id)).toMatchObject({
          status: "closed",
          merged_into_id: target.id,
        })
        expect(await eventsOf(source.id)).toContain("ticket.merged_away")
      })

      it("refuses tickets of two addresses, and a ticket into itself", async () => {
        const mine = await service.openTicket(aRequest())
        const theirs = await service.openTicket(aRequest({ email: "eve@example.com" }))
        await expect(service.mergeTickets(theirs.id, mine.id, OPERATOR)).rejects.toMatchObject({ type: "not_allowed" })
        await expect(service.mergeTickets(mine.id, mine.id, OPERATOR)).rejects.toMatchObject({ type: "not_allowed" })
      })

      it("ends well when two merge the same pair both ways at once", async () => {
        const [a, b] = [await service.openTicket(aRequest()), await service.openTicket(aRequest())]
        const done = await Promise.allSettled([
          service.mergeTickets(a.id, b.id, OPERATOR),
          otherProcess().mergeTickets(b.id, a.id, OPERATOR),
        ])
        expect(done.filter(({ status }) => status === "fulfilled")).toHaveLength(1)
      })
    })

    it("takes along who asked, and refuses tickets in which not the same people take part", async () => {
      const [a, b] = [await service.openTicket(aRequest()), await service.openTicket(aRequest({ body: "A secret." }))]
      const colleague = await service.addParticipant(a.id, "bo@example.com", OPERATOR)
      await expect(service.mergeTickets(a.id, b.id, OPERATOR)).rejects.toMatchObject({ type: "not_allowed" })
      await expect(service.mergeTickets(b.id, a.id, OPERATOR)).rejects.toMatchObject({ type: "not_allowed" })
      await service.removeParticipant(a.id, colleague, OPERATOR)
      expect(await service.mergeTickets(a.id, b.id, OPERATOR)).toEqual([{ id: a.id, status: "closed" }])
      expect(await service.listSupportParticipants({ ticket_id: b.id })).toHaveLength(1)
    })

    it("leads an old number to the end of several merges", async () => {
      const [a, b, c] = [1, 2, 3].map(() => service.openTicket(aRequest()))
      await service.mergeTickets((await a!).id, (await b!).id, OPERATOR)
      await service.mergeTickets((await b!).id, (await c!).id, OPERATOR)
      await service.markLinksNoticed((await service.listOwedLinks(10)).map(({ id }) => id))
      const claim = { email_key: "ada@example.com", number: (await a!).number }
      expect(await service.requestLink(claim, new Date())).toMatchObject({ ticket_id: (await c!).id })
    })

    it("ends well when people write, ask for links and open them while tickets are merged", async () => {
      for (let round = 0; round < 8; round++) {
        const [a, b] = [await service.openTicket(aRequest()), await service.openTicket(aRequest())]
        const visitor = await visit(a)
        await service.mergeTickets(a.id, b.id, OPERATOR)
        const c = await service.openTicket(aRequest())
        const work = [
          otherProcess().mergeTickets(b.id, c.id, OPERATOR),
          service.mergeTickets(a.id, b.id, OPERATOR),
          write(visitor, "One"),
          write(visitor, "Two"),
          otherProcess().exchangeLink(visitor.token, new Date()),
          otherProcess().requestLink({ email_key: "ada@example.com", number: a.number }, new Date()),
        ]
        const failed = (await Promise.allSettled(work)).flatMap((one) =>
          one.status === "rejected" ? [one.reason] : []
        )
        // The repeated press, and nothing else: no deadlock.
        expect(failed.map(({ type }) => type)).toEqual(["not_allowed"])
        const { rows } = await pool.raw(
          `SELECT v.id FROM license_center_ticket_visit v JOIN license_center_private_link l ON l.id = v.link_id
            WHERE v.ticket_id <> l.ticket_id OR l.ticket_id <> ?`,
          [c.id]
        )
        expect(rows).toEqual([])
        expect(await service.retrieveSupportTicket(c.id)).toMatchObject({ message_count: 5 })
        await pool.raw("UPDATE license_center_ticket SET deleted_at = now(), email_key = id")
        await pool.raw("DELETE FROM license_center_ticket_visit")
        await pool.raw("DELETE FROM license_center_private_link")
      }
    })

    it("refuses to merge into a ticket that was merged itself, also the other way round", async () => {
      const [a, b] = [await service.openTicket(aRequest()), await service.openTicket(aRequest())]
      await service.mergeTickets(a.id, b.id, OPERATOR)
      await service.changeTicket(b.id, "resolved", OPERATOR)
      await expect(service.mergeTickets(b.id, a.id, OPERATOR)).rejects.toMatchObject({ type: "not_allowed" })
    })

    describe("the clock", () => {
      const at = (days: number) => new Date(Date.now() + days * DAY + 60_000)
      const aWaitingTicket = async () => {
        const ticket = await service.openTicket(aRequest())
        await reply(ticket, "Which version?")
        return ticket
      }

      it("warns once on day 5, whoever runs it, and is due to close two days after the warning left", async () => {
        const ticket = await aWaitingTicket()
        expect(await service.listTicketsToWarn(at(4), 10)).toEqual([])
        expect(await service.listTicketsToWarn(at(5), 10)).toEqual([ticket.id])
        const processes = [service, otherProcess(), otherProcess()]
        const warned = await Promise.all(processes.map((one) => one.warnOfClosing(ticket.id, at(5))))
        expect(warned.filter(Boolean)).toHaveLength(1)
        expect(await service.listTicketsToWarn(at(5), 10)).toEqual([])
        expect((await mailOf(ticket.id, "closing")).closes_at!.getTime()).toBeGreaterThan(at(6).getTime())
        expect(await service.listTicketsToClose(at(6.9), 10, null)).toEqual([])
        const [due] = await service.listTicketsToClose(at(7.1), 10, null)
        expect(due).toMatchObject({ id: ticket.id, link_ids: [expect.any(String)] })
        // The mail server was away for a day: the customer keeps the two days that the mail promised.
        expect(await service.closeWaiting(ticket.id, at(6), at(7.1))).toBe(false)
        expect(await service.closeWaiting(ticket.id, at(5), at(7.1))).toBe(true)
        expect(await service.retrieveSupportTicket(ticket.id)).toMatchObject({ status: "closed" })
      })

      it("warns first after an outage of a month", async () => {
        const ticket = await aWaitingTicket()
        expect(await service.listTicketsToClose(at(30), 10, null)).toEqual([])
        expect(await service.warnOfClosing(ticket.id, at(30))).toBe(true)
        expect(await service.closeWaiting(ticket.id, at(30), at(31))).toBe(false)
        expect(await service.closeWaiting(ticket.id, at(30), at(32.1))).toBe(true)
      })

      it("begins anew when the store writes again", async () => {
        const ticket = await aWaitingTicket()
        await age(ticket, "waiting_since", 6)
        await service.warnOfClosing(ticket.id, new Date())
        await reply(ticket, "Please try 2.2, too.")
        const { waiting_since, warned_at } = await service.retrieveSupportTicket(ticket.id)
        expect(warned_at).toBeNull()
        expect(Date.now() - waiting_since!.getTime()).toBeLessThan(60_000)
        // What was said of the end is not true any more.
        const [closing] = await service.listSupportLinks({ ticket_id: ticket.id, kind: "closing" })
        expect(await service.readLinkMail(closing!.id, new Date())).toBeNull()
      })

      it("does not run for spam, and begins anew when the mark is taken off", async () => {
        const ticket = await service.openTicket(aRequest())
        await service.changeTicket(ticket.id, "closed_by_operator", OPERATOR)
        await age(ticket, "resolution_due_at", 400)
        await service.changeTicket(ticket.id, "marked_spam", OPERATOR)
        expect(await service.retrieveSupportTicket(ticket.id)).toMatchObject({ resolution_due_at: null })
        expect(await service.changeTicket(ticket.id, "marked_ham", OPERATOR)).toEqual({ changed: true, status: "open" })
        const { resolution_due_at, closed_at } = await service.retrieveSupportTicket(ticket.id)
        expect(resolution_due_at!.getTime()).toBeGreaterThan(Date.now())
        expect(closed_at).toBeNull()
      })

      it("lets nothing through that was held, by taking the mark of spam off", async () => {
        const ticket = await service.openTicket(aRequest({ source: "email", hold_reason: "no_tag" }))
        await service.changeTicket(ticket.id, "marked_spam", OPERATOR)
        expect(await service.changeTicket(ticket.id, "marked_ham", OPERATOR)).toEqual({ changed: true, status: "held" })
        expect(await service.listOwedLinks(10)).toEqual([])
        await service.changeTicket(ticket.id, "released", OPERATOR)
        await service.changeTicket(ticket.id, "marked_spam", OPERATOR)
        expect(await service.changeTicket(ticket.id, "marked_ham", OPERATOR)).toMatchObject({ status: "open" })
      })

      it("keeps the due times of what is done, whatever its priority becomes", async () => {
        const ticket = await service.openTicket(aRequest())
        await service.changeTicket(ticket.id, "resolved", OPERATOR)
        const before = await service.retrieveSupportTicket(ticket.id)
        await service.updateTicket(ticket.id, { priority: "urgent" }, OPERATOR)
        const { resolution_due_at, first_reply_due_at } = await service.retrieveSupportTicket(ticket.id)
        expect([resolution_due_at, first_reply_due_at]).toEqual([before.resolution_due_at, before.first_reply_due_at])
      })
    })

    it("has an audit trail that nobody can change", async () => {
      const ticket = await service.openTicket(aRequest())
      await service.updateTicket(
        ticket.id,
        { priority: "urgent", subject: "New words", assignee_id: "user_2" },
        OPERATOR
      )
      await service.changeTicket(ticket.id, "marked_spam", OPERATOR, "a robot")
      expect(await eventsOf(ticket.id)).toEqual(["ticket.opened", "ticket.updated", "ticket.marked_spam"])
      const [, updated] = await service.listSupportEvents({ ticket_id: ticket.id }, { order: { created_at: "ASC" } })
      expect(updated!.data).toMatchObject({ priority: "urgent", assignee_id: "user_2" })
      expect(JSON.stringify(updated!.data)).not.toContain("New words")
      await expect(pool.raw("DELETE FROM license_center_ticket_event")).rejects.toThrow("append-only")
      await expect(service.changeTicket(ticket.id, "resolved", OPERATOR)).rejects.toMatchObject({ type: "not_allowed" })
    })

    it("tells a form of ours from any other, and when it was opened", async () => {
      const now = new Date()
      const seal = service.forms.seal(now)
      expect(otherProcess().forms.open(seal)?.opened_at).toEqual(now)
      expect(service.forms.open(seal.replace(/.$/, (end) => (end === "0" ? "1" : "0")))).toBeNull()
      expect(service.forms.isToken("lcvis_1", service.forms.token("lcvis_1"))).toBe(true)
      expect(service.forms.isToken("lcvis_2", service.forms.token("lcvis_1"))).toBe(false)
    })
  },
})
