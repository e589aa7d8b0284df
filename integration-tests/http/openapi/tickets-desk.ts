import { Modules } from "@medusajs/framework/utils"
import { anOperator } from "../../setup/store"
import type { Tools } from "./answers"
import { TYPED, type Help } from "./help"

const UPLOAD = "/admin/license-center/tickets/{id}/attachments/upload"

/** Answers to operators about tickets and saved replies, held against the file. */
export function ticketDeskAnswers({ api, world, judge, admin }: Tools, help: Help): void {
  const read = async (id: string) => (await admin("get", "/tickets/{id}", { id })).body.ticket
  async function upload(id: string, filename: string, content: string) {
    const response = await world()
      .operator.ask("post", `${UPLOAD.replace("{id}", id)}?filename=${filename}`)
      .type("application/octet-stream")
      .send(Buffer.from(content))
    judge("post", UPLOAD, response)
    return response
  }

  it("answers operators as the file says: lists of tickets", async () => {
    const { desk, operator } = world()
    const { id, number, email } = await help.aTicket()
    await desk.sql("UPDATE license_center_ticket SET resolution_due_at = now() - interval '9 days' WHERE id = ?", [id])
    const other = await help.aTicket({ category: "refund" })
    const list = await admin("get", "/tickets", {}, undefined, "?status=new&status=open&priority=normal&order=number")
    expect(list.body.tickets).toMatchObject([{ id, resolution: { state: "overdue" } }, { id: other.id }])
    const page = ["components", "responses", "TicketPage", "content", "application/json", "schema"]
    const unnamed = { ...list.body, tickets: list.body.tickets.map((ticket: object) => ({ ...ticket, token: "lct_" })) }
    expect(api.validate(page, list.body)).toEqual([])
    expect(api.validate(page, unnamed)).toHaveLength(2)
    const search = { q: email, status: ["new", "open"], category: "other", limit: 5, order: "-created_at" }
    expect((await admin("post", "/tickets/search", {}, search)).body.tickets).toMatchObject([{ number, unread: true }])
    for (const view of api.document.components.schemas.TicketView.enum as string[]) {
      await admin("get", "/tickets", {}, undefined, `?view=${view}&order=first_reply_due_at`)
    }
    await help.support.countRefusal("honeypot", new Date())
    const counted = await admin("get", "/tickets/counts")
    expect(counted.body).toMatchObject({ counts: { inbox: 2, overdue: 1, unread: 2 }, refused: { honeypot: 1 } })

    const { user } = await operator.get("/admin/users/me")
    const ids = [id, "nothing_here"]
    const assigned = await admin("post", "/tickets/bulk", {}, { ids, action: "assign", assignee_id: user.id })
    expect(assigned.body.results).toMatchObject([{ changed: true, error: null }, { error: expect.any(String) }])
    const mine = await admin("get", "/tickets", {}, undefined, "?assignee_id=me")
    expect(mine.body.tickets).toMatchObject([{ id, assignee: { email: user.email } }])
    await admin("post", "/tickets/bulk", {}, { ids: [id, other.id], action: "spam", reason: "advertising" })
    expect((await admin("get", "/tickets", {}, undefined, "?view=spam")).body.count).toBe(2)
  })

  it("answers operators as the file says: a ticket from its beginning to its end", async () => {
    const { desk } = world()
    const email = "customer@example.com"
    const opened = await admin("post", "/tickets", {}, { email, ...TYPED, priority: "high", submission: "12345678" })
    const id: string = opened.body.ticket.id
    await admin("post", "/tickets/{id}", { id }, { subject: "It starts slowly", category: "activation" })
    expect((await admin("post", "/tickets/{id}", { id }, { assignee_id: "nobody" })).status).toBe(400)

    const second = await anOperator(desk.url, desk.container, { email: "second@example.com", password: "only a test" })
    const seen_message_id: string = opened.body.ticket.messages[0].id
    await admin("post", "/tickets/{id}/presence", { id }, { writing: true, seen_message_id })
    const at = "/admin/license-center/tickets/{id}/presence"
    const there = await second.ask("post", at.replace("{id}", id), {})
    judge("post", at, there)
    expect(there.body.others).toMatchObject([{ state: "writing" }])

    const file = await upload(id, "steps.txt", "Start it twice.")
    expect((await upload(id, "page.html", "<html>")).body.code).toBe("type_not_allowed")
    const attachment_id: string = file.body.attachment.id
    const note = await admin("post", "/tickets/{id}/note", { id }, { message: "Password: hunter2hunter2" })
    expect(note.body.hidden).toEqual({ cards: 0, license_keys: 0, secrets: 1 })
    const reply = { message: "See the steps.", attachments: [attachment_id], status: "open", submission: "87654321" }
    await admin("post", "/tickets/{id}/reply", { id }, reply)
    await admin("get", "/tickets/{id}/attachments/{attachment_id}", { id, attachment_id })
    const spare = { id, attachment_id: (await upload(id, "spare.txt", "Nothing.")).body.attachment.id as string }
    await admin("delete", "/tickets/{id}/attachments/{attachment_id}", spare)

    const { participants } = await read(id)
    const participant_id: string = participants[0].id
    const { link } = (await admin("post", "/tickets/{id}/links", { id }, { participant_id })).body
    expect((await admin("post", "/tickets/{id}/links", { id }, { participant_id: "nobody" })).status).toBe(400)
    const colleague = await admin("post", "/tickets/{id}/participants", { id }, { email: "colleague@example.com" })
    expect(colleague.body.ticket.participants).toHaveLength(2)
    const added = { id, participant_id: colleague.body.ticket.participants[1].id as string }
    const removed = await admin("post", "/tickets/{id}/participants/{participant_id}/remove", added)
    expect(removed.body.ticket.participants[1].removed_at).toEqual(expect.any(String))
    const asker = { id, participant_id }
    expect((await admin("post", "/tickets/{id}/participants/{participant_id}/remove", asker)).status).toBe(400)
    await help.visit(id)
    await admin("post", "/tickets/{id}/links/revoke", { id }, { link_id: link.id, reason: "forwarded" })
    const states = (await read(id)).links.map(({ state }: { state: string }) => state)
    expect(new Set(states)).toContain("revoked")

    await admin("post", "/tickets/{id}/status", { id }, { action: "close", reason: "done" })
    expect((await admin("post", "/tickets/{id}/reply", { id }, { message: "One more" })).status).toBe(400)
    await admin("post", "/tickets/{id}/status", { id }, { action: "reopen" })
    const twin = await admin("post", "/tickets", {}, { email, ...TYPED, subject: "" })
    const into_id: string = twin.body.ticket.id
    const merged = await admin("post", "/tickets/{id}/merge", { id }, { into_id, reason: "the same" })
    expect(merged.body.ticket.merged_from).toMatchObject([{ id }])
    expect(await read(id)).toMatchObject({ merged_into: { id: into_id }, status: "closed" })
    expect((await admin("post", "/tickets/{id}/merge", { id }, { into_id })).status).toBe(400)
    const { events } = (await admin("get", "/tickets/{id}/events", { id }, undefined, "?limit=200")).body
    const names = events.map(({ name }: { name: string }) => name)
    expect(names).toEqual(expect.arrayContaining(["ticket.opened", "ticket.links_revoked", "ticket.merged_away"]))
  })

  it("answers operators as the file says: what stands beside a ticket", async () => {
    const { desk } = world()
    const [owned, foreign] = [await desk.anActivation("mac-1"), await desk.anActivation("mac-2")]
    const { id, email } = await help.aTicket({ license_key: foreign.key, order_number: "99999" })
    const order = await desk.container
      .resolve(Modules.ORDER)
      .createOrders({ currency_code: "eur", email, items: [{ title: "Team", quantity: 1, unit_price: 10 }] })
    await desk.container.resolve(Modules.CUSTOMER).createCustomers({ email, first_name: "Ada" })
    await admin("post", "/tickets/{id}", { id }, { license_id: owned.id, order_id: order.id })
    const { context } = (await admin("get", "/tickets/{id}/context", { id })).body
    expect(context).toMatchObject({
      customer: { first_name: "Ada" },
      orders: [{ id: order.id }],
      licenses: [{ id: owned.id, activations: [{ id: owned.activation_id }] }],
      claims: { license: { id: foreign.id }, order: null, order_number: "99999" },
      refund: { order_id: order.id, paid: 0, paid_at: null },
    })
    const bare = await help.aTicket()
    const nothing = { customer: null, orders: [], licenses: [], claims: null, refund: null }
    expect((await admin("get", "/tickets/{id}/context", { id: bare.id })).body.context).toEqual(nothing)
  })

  it("answers operators as the file says: saved replies", async () => {
    const ticket = await help.aTicket()
    const body = "Hello {{customer.first_name|there}}, about #{{ticket.number}} of {{product.title}}"
    const saved = await admin("post", "/saved-replies", {}, { title: "Hello", body, category: "license" })
    const id: string = saved.body.saved_reply.id
    expect((await admin("get", "/saved-replies", {}, undefined, "?q=hello&category=license")).body.count).toBe(1)
    await admin("get", "/saved-replies/{id}", { id })
    await admin("post", "/saved-replies/{id}", { id }, { title: "Welcome", category: null })
    const filled = await admin("post", "/saved-replies/{id}/fill", { id }, { ticket_id: ticket.id })
    expect(filled.body).toEqual({
      text: `Hello there, about #${ticket.number} of {{product.title}}`,
      missing: ["product.title"],
    })
    await admin("delete", "/saved-replies/{id}", { id })
  })
}
