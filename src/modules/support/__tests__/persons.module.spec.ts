import { tombstoneOf } from "../../../lib/tombstone"
import { aRequest, OPERATOR, withSupport } from "./with-support"

const ADA = "ada@example.com"
const BEA = "bea@example.com"
const HOW = { tombstone: tombstoneOf("0".repeat(64)), actor: OPERATOR, reason: "asked by letter" }

withSupport(({ service, sql, visit, write }) => {
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
})
