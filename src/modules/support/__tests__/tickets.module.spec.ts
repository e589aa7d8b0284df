import { aRequest, DAY, OPERATOR, withSupport } from "./with-support"

withSupport(({ service, sql, otherProcess, visit, write, reply, age, eventsOf }) => {
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
      const { rows } = await sql(
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
      await sql(
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

  it("has an audit trail that nobody can change", async () => {
    const ticket = await service.openTicket(aRequest())
    await service.updateTicket(ticket.id, { priority: "urgent", subject: "New words", assignee_id: "user_2" }, OPERATOR)
    await service.changeTicket(ticket.id, "marked_spam", OPERATOR, "a robot")
    expect(await eventsOf(ticket.id)).toEqual(["ticket.opened", "ticket.updated", "ticket.marked_spam"])
    const [, updated] = await service.listSupportEvents({ ticket_id: ticket.id }, { order: { created_at: "ASC" } })
    expect(updated!.data).toMatchObject({ priority: "urgent", assignee_id: "user_2" })
    expect(JSON.stringify(updated!.data)).not.toContain("New words")
    await expect(sql("DELETE FROM license_center_ticket_event")).rejects.toThrow("append-only")
    await expect(service.changeTicket(ticket.id, "resolved", OPERATOR)).rejects.toMatchObject({ type: "not_allowed" })
  })
})
