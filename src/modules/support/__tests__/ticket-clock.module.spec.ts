import { aRequest, DAY, OPERATOR, withSupport } from "./with-support"

withSupport(({ service, otherProcess, mailOf, reply, age }) => {
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
})
