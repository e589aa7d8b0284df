import { aRequest, DAY, OPERATOR, OPTIONS, withSupport } from "./with-support"

withSupport(({ service, sql, otherProcess, visit, age, eventsOf }) => {
  describe("private links", () => {
    it("keeps tokens and sessions as hashes only", async () => {
      const { token, session } = await visit(await service.openTicket(aRequest()))
      for (const table of ["private_link", "ticket_visit", "ticket_event", "ticket_message", "ticket"]) {
        const { rows } = await sql(`SELECT * FROM license_center_${table}`)
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

  it("tells a form of ours from any other, and when it was opened", async () => {
    const now = new Date()
    const seal = service.forms.seal(now)
    expect(otherProcess().forms.open(seal)?.opened_at).toEqual(now)
    expect(service.forms.open(seal.replace(/.$/, (end) => (end === "0" ? "1" : "0")))).toBeNull()
    expect(service.forms.isToken("lcvis_1", service.forms.token("lcvis_1"))).toBe(true)
    expect(service.forms.isToken("lcvis_2", service.forms.token("lcvis_1"))).toBe(false)
  })
})
