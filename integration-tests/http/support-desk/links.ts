import type { App } from "../../setup/app"
import { aBuyer } from "../../setup/orders"
import { Desk } from "./world"

/** Private links as operators see and end them. */
export function links(app: App): void {
  const desk = new Desk(app)

  it("mails a new link to who takes part, and shows it without its token", async () => {
    const ticket = await desk.aTicket()
    const [participant] = (await desk.thread(ticket)).participants
    const { link } = await desk.admin.post(`${ticket.path}/links`, { participant_id: participant.id })
    expect(link).toMatchObject({ kind: "requested", email: ticket.email, participant_id: participant.id })
    await app.mailbox.waitFor(ticket.email, 2)
    await app.events.settled()
    const token = desk.token(ticket.email)
    const thread = await desk.thread(ticket)
    expect(thread.links).toMatchObject([
      { id: link.id, state: "valid" },
      { kind: "opened", state: "valid" },
    ])
    expect(JSON.stringify(thread)).not.toContain(token)
    await desk.visit(ticket.email)
    expect((await desk.thread(ticket)).links[0].last_used_at).toEqual(expect.any(String))
  })

  it("ends a link with the visits that it opened, and leaves the others", async () => {
    const ticket = await desk.aTicket()
    const first = await desk.visit(ticket.email)
    await desk.reply(ticket, "See the new link.")
    const second = await desk.visit(ticket.email)
    const [, opened] = (await desk.thread(ticket)).links
    expect(await desk.admin.post(`${ticket.path}/links/revoke`, { link_id: opened.id })).toEqual({ revoked: 1 })
    await first.ask("get").expect(401)
    await second.ask("get").expect(200)
    expect(await desk.admin.post(`${ticket.path}/links/revoke`, { link_id: opened.id })).toEqual({ revoked: 0 })
  })

  it("lets an address take part that an operator names, until it is taken out", async () => {
    const ticket = await desk.aTicket()
    const email = aBuyer()
    const { ticket: thread } = await desk.admin.post(`${ticket.path}/participants`, { email })
    const added = thread.participants.find((participant: { email: string }) => participant.email === email)
    await app.mailbox.waitFor(email, 1)
    await app.events.settled()
    const visit = await desk.visit(email)
    await visit.ask("get").expect(200)
    const remove = `${ticket.path}/participants/${added.id}/remove`
    const { ticket: without } = await desk.admin.post(remove)
    expect(without.participants.find(({ id }: { id: string }) => id === added.id).removed_at).not.toBeNull()
    await visit.ask("get").expect(401)
    await desk.admin.post(remove)
    await desk.admin.ask("post", `${ticket.path}/participants`, { email: "nobody" }).expect(400)
  })

  it("ends all of a ticket's links at once, and writes down who did", async () => {
    const ticket = await desk.aTicket()
    const token = desk.token(ticket.email)
    const visit = await desk.visit(ticket.email)
    const reason = "the mail was forwarded"
    expect(await desk.admin.post(`${ticket.path}/links/revoke`, { reason })).toEqual({ revoked: 1 })
    await visit.ask("get").expect(401)
    const refused = await app.store.shop.ask("post", "/store/license-center/tickets/session", { token }).expect(401)
    expect(refused.body.code).toBe("LINK_REVOKED")
    expect((await desk.thread(ticket)).links).toMatchObject([{ state: "revoked" }])
    const [event] = await desk.eventsOf(ticket)
    expect(event).toMatchObject({ name: "ticket.links_revoked", reason, actor_email: "operator@example.com" })
  })

  it("mails no link to who takes no part", async () => {
    const [ticket, other] = [await desk.aTicket(), await desk.aTicket()]
    const [stranger] = (await desk.thread(other)).participants
    await desk.admin.ask("post", `${ticket.path}/links`, { participant_id: stranger.id }).expect(400)
    await app.events.settled()
    expect(app.mailbox.mailsTo(other.email)).toHaveLength(1)
  })
}
