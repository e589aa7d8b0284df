import type { DecisionInput } from "../types"
import { aRequest, OPERATOR, withSupport } from "./with-support"

withSupport(({ service, otherProcess }) => {
  const told = (ticket_id: string, more: Partial<DecisionInput> = {}): DecisionInput => ({
    ...{ ticket_id, word: "refund_paid", body: "We have paid it back.", actor: OPERATOR, submission: "refund:1" },
    ...more,
  })
  const said = async (ticket_id: string) =>
    (await service.listSupportMessages({ ticket_id }, { order: { created_at: "ASC" } })).map(({ kind, body }) => [
      kind,
      body,
    ])

  describe("a decision that was mailed by itself", () => {
    it("is told once, also at the same time, and settles the ticket without another mail", async () => {
      const { id } = await service.openTicket(aRequest())
      const mails = await service.listOwedLinks(10)
      const processes = [service, otherProcess(), service]
      const ids = await Promise.all(processes.map((one) => one.tellDecision(told(id))))
      expect(new Set(ids.map((one) => one!.message_id)).size).toBe(1)
      expect((await said(id)).slice(1)).toEqual([
        ["system", "refund_paid"],
        ["public", "We have paid it back."],
      ])
      const ticket = await service.retrieveSupportTicket(id)
      expect(ticket).toMatchObject({ status: "resolved", message_count: 2, assignee_id: OPERATOR.id })
      expect([ticket.first_replied_at, ticket.closed_at]).toEqual([expect.any(Date), expect.any(Date)])
      expect(await service.listOwedLinks(10)).toEqual(mails)
    })

    it("goes where the ticket was merged to, and opens nothing that is closed", async () => {
      const [from, into] = [await service.openTicket(aRequest()), await service.openTicket(aRequest())]
      await service.mergeTickets(from.id, into.id, OPERATOR)
      await service.changeTicket(into.id, "closed_by_operator", OPERATOR)
      expect(await service.tellDecision(told(from.id, { word: null }))).toMatchObject({ ticket_id: into.id })
      expect(await said(into.id)).toContainEqual(["public", "We have paid it back."])
      expect((await service.retrieveSupportTicket(into.id)).status).toBe("closed")
      expect(await service.tellDecision(told("lctkt_none", { submission: "refund:2" }))).toBeNull()
    })
  })
})
