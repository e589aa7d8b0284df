import { tombstoneOf } from "../../../lib/tombstone"
import { aRequest, OPERATOR, withSupport } from "./with-support"

const ADA = "ada@example.com"
const BEA = "bea@example.com"
const HOW = { tombstone: tombstoneOf("0".repeat(64)), actor: OPERATOR, reason: "asked by letter" }

withSupport(({ service, sql, visit, write, reply, eventsOf }) => {
  const aFile = (filename: string) => ({
    filename,
    mime_type: "image/png",
    size: 1,
    sha256: "0",
    file_id: `file-${filename}`,
  })

  /** Ada's ticket, which Bea was added to; both have written, and sent a file. */
  const aTicketOfTwo = async () => {
    const ticket = await service.openTicket(aRequest({ email: ADA, name: "Ada", files: [aFile("ada.png")] }))
    const ada = await visit(ticket)
    const participant_id = await service.addParticipant(ticket.id, BEA, OPERATOR)
    const { message_id } = await service.writeAsVisitor({
      ticket_id: ticket.id,
      participant_id,
      channel: "email",
      body: "Bea writes",
      files: [aFile("bea.png")],
    })
    return { ticket, ada, message_id, bea: participant_id }
  }

  describe("a person", () => {
    it("is given what they wrote in other people's tickets, and nothing of these people", async () => {
      const { ticket, ada } = await aTicketOfTwo()
      await write(ada, "Ada writes")
      const bea = await service.persons.read(BEA)
      expect(bea.tickets).toEqual([
        { id: ticket.id, number: ticket.number, created_at: expect.any(Date), closed_at: null },
      ])
      expect(bea.messages).toMatchObject([{ body: "Bea writes" }])
      expect(bea.attachments).toMatchObject([{ filename: "bea.png" }])
      const own = await service.persons.read(ADA)
      expect(own.tickets).toMatchObject([{ email: ADA, name: "Ada" }])
      expect(own.messages).toHaveLength(3)
      expect(own.attachments).toHaveLength(2)
    })

    it("leaves no name of a file: sent, deleted, never sent or refused", async () => {
      const { ticket, ada, message_id, bea } = await aTicketOfTwo()
      const beas = { id: "lcvis_bea", ticket_id: ticket.id, participant_id: bea, link_id: "lclnk_1", token_hash: "bea" }
      await service.createSupportVisits([{ ...beas, expires_at: new Date() }])
      const by = { visit_id: beas.id }
      await service.addAttachment(ticket.id, by, aFile("bea-waits.png"))
      const gone = await service.addAttachment(ticket.id, by, aFile("bea-gone.png"))
      await service.discardAttachment(by, gone.id)
      await service.addAttachment(ticket.id, { visit_id: ada.visit_id }, aFile("ada-waits.png"))
      const mail = { provider: "postmark", action: "thread", ticket_id: ticket.id } as const
      await service.createSupportInbounds([
        { ...mail, message_id_hash: "1", message_id, refused_files: [{ filename: "bea.exe" }] as never },
        { ...mail, message_id_hash: "2", message_id: null, refused_files: [{ filename: "ada.exe" }] as never },
      ])
      const names = async () => {
        const { rows } = await sql(
          `SELECT filename, file_id FROM license_center_ticket_attachment
            UNION ALL SELECT refused_files::text, NULL FROM license_center_inbound_mail`
        )
        return JSON.stringify(rows)
      }
      const erase = async (email: string) => {
        const files = await service.persons.filesOf(ticket.id, email)
        await service.persons.forgetFiles(files.map(({ id }) => id))
        await service.persons.erase(ticket.id, email, HOW)
        return files.map(({ file_id }) => file_id).sort()
      }
      expect(await erase(BEA)).toEqual(["file-bea-gone.png", "file-bea-waits.png", "file-bea.png"])
      expect(await names()).not.toContain("bea")
      expect(await names()).toContain("ada.exe")
      expect(await erase(ADA)).toEqual(["file-ada-waits.png", "file-ada.png"])
      expect(await names()).not.toContain("ada")
      expect(await service.persons.filesOf(ticket.id, HOW.tombstone)).toEqual([])
    })
  })

  describe("erasing a person", () => {
    const bodiesOf = async (ticket_id: string) =>
      (await service.listSupportMessages({ ticket_id }, { order: { created_at: "ASC" } })).map(({ body }) => body)

    it("empties what one wrote, ends their links, and says nothing of it twice", async () => {
      const ticket = await service.openTicket(aRequest({ name: "Ada Lovelace" }))
      const visitor = await visit(ticket)
      await reply(ticket, "Dear Ada")
      expect(await service.persons.find(ADA)).toEqual([{ id: ticket.id, own: true }])
      await service.persons.erase(ticket.id, ADA, HOW)
      expect(await bodiesOf(ticket.id)).toEqual(["", ""])
      expect(await service.retrieveSupportTicket(ticket.id)).toMatchObject({
        email: HOW.tombstone,
        name: null,
        subject: "",
        status: "closed",
      })
      expect(await service.findVisitor(visitor.session, new Date())).toBeNull()
      expect(await service.exchangeLink(visitor.token, new Date())).toMatchObject({ ok: false })
      // Who runs it again finds nothing left to erase.
      expect(await service.persons.find(ADA)).toEqual([])
      expect((await eventsOf(ticket.id)).filter((name) => name === "ticket.erased")).toHaveLength(1)
      const left = await sql("SELECT 1 FROM license_center_ticket t WHERE t::text ~* 'ada@|lovelace'")
      expect(left.rows).toEqual([])
    })

    it("finishes after a crash between two tickets", async () => {
      const tickets = [
        await service.openTicket(aRequest()),
        await service.openTicket(aRequest({ body: "More of it." })),
      ]
      const [first] = await service.persons.find(ADA)
      await service.persons.erase(first!.id, ADA, HOW)
      const left = await service.persons.find(ADA)
      expect(left.map(({ id }) => id)).toEqual(tickets.map(({ id }) => id).filter((id) => id !== first!.id))
      await service.persons.erase(left[0]!.id, ADA, HOW)
      expect(await service.persons.find(ADA)).toEqual([])
    })

    it("takes out of other people's tickets only what the person wrote", async () => {
      const ticket = await service.openTicket(aRequest({ email: BEA, body: "Bea's words" }))
      await service.addParticipant(ticket.id, ADA, OPERATOR)
      const [theirs] = await service.listSupportParticipants({ ticket_id: ticket.id, email: ADA })
      const bea = await visit(ticket)
      await write({ ...bea, participant_id: theirs!.id }, "Ada's words")
      await service.persons.erase(ticket.id, ADA, HOW)
      const bodies = await bodiesOf(ticket.id)
      expect(bodies).toContain("Bea's words")
      expect(bodies).not.toContain("Ada's words")
      expect(await service.retrieveSupportTicket(ticket.id)).toMatchObject({ email: BEA, status: "new" })
      expect(await service.findVisitor(bea.session, new Date())).toMatchObject({ email: BEA })
    })
  })
})
