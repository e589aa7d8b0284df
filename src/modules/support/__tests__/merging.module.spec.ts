import { aRequest, OPERATOR, withSupport } from "./with-support"

withSupport(({ service, sql, otherProcess, visit, write, eventsOf }) => {
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
        const { rows } = await sql(
          `SELECT v.id FROM license_center_ticket_visit v JOIN license_center_private_link l ON l.id = v.link_id
            WHERE v.ticket_id <> l.ticket_id OR l.ticket_id <> ?`,
          [c.id]
        )
        expect(rows).toEqual([])
        expect(await service.retrieveSupportTicket(c.id)).toMatchObject({ message_count: 5 })
        await sql("UPDATE license_center_ticket SET deleted_at = now(), email_key = id")
        await sql("DELETE FROM license_center_ticket_visit")
        await sql("DELETE FROM license_center_private_link")
      }
    })

    it("refuses to merge into a ticket that was merged itself, also the other way round", async () => {
      const [a, b] = [await service.openTicket(aRequest()), await service.openTicket(aRequest())]
      await service.mergeTickets(a.id, b.id, OPERATOR)
      await service.changeTicket(b.id, "resolved", OPERATOR)
      await expect(service.mergeTickets(b.id, a.id, OPERATOR)).rejects.toMatchObject({ type: "not_allowed" })
    })
  })
})
