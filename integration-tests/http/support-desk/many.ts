import type { App } from "../../setup/app"
import { Desk, TICKETS } from "./world"

/** The same for many tickets, and who answers them. */
export function many(app: App): void {
  const desk = new Desk(app)
  const bulk = (body: object) => desk.admin.post(`${TICKETS}/bulk`, body)

  it("does for all what it can, and says of each what became of it", async () => {
    const [open, done, spam] = [await desk.aTicket(), await desk.aTicket(), await desk.aTicket()]
    await desk.admin.post(`${done.path}/status`, { action: "resolve" })
    await desk.admin.post(`${spam.path}/status`, { action: "spam" })
    const ids = [open.id, "lctkt_none", done.id, spam.id, open.id]
    const { results } = await bulk({ ids, action: "resolve", reason: "answered in the forum" })
    expect(results).toEqual([
      { id: open.id, changed: true, error: null },
      { id: "lctkt_none", changed: false, error: expect.stringMatching(/not found/i) },
      { id: done.id, changed: false, error: null },
      { id: spam.id, changed: false, error: "This ticket is marked as spam. Take the mark off first." },
    ])
    expect((await desk.thread(open)).status).toBe("resolved")
    const [event] = await desk.eventsOf(open)
    expect(event).toMatchObject({ reason: "answered in the forum", actor_email: "operator@example.com" })
  })

  it("goes on after one that failed for no reason of its own, and says what was done for the others", async () => {
    const tickets = [await desk.aTicket(), await desk.aTicket(), await desk.aTicket()]
    const ids = tickets.map(({ id }) => id)
    const breaks = `license_center_test_${tickets[1]!.number}`
    await desk.sql(
      `CREATE FUNCTION ${breaks}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'the disk is full'; END $$`
    )
    await desk.sql(
      `CREATE TRIGGER ${breaks} BEFORE UPDATE ON license_center_ticket FOR EACH ROW
         WHEN (OLD.number = ${tickets[1]!.number}) EXECUTE FUNCTION ${breaks}()`
    )
    expect((await bulk({ ids, action: "resolve" })).results).toEqual([
      { id: ids[0], changed: true, error: null },
      { id: ids[1], changed: false, error: "This one could not be changed: try again" },
      { id: ids[2], changed: true, error: null },
    ])
    await desk.sql(`DROP TRIGGER ${breaks} ON license_center_ticket`)
    await desk.sql(`DROP FUNCTION ${breaks}`)
    expect(
      (await bulk({ ids, action: "resolve" })).results.map(({ changed }: { changed: boolean }) => changed)
    ).toEqual([false, true, false])
  })

  it("assigns and unassigns many", async () => {
    const { id: assignee_id } = await desk.anotherOperator()
    const tickets = [await desk.aTicket(), await desk.aTicket()]
    const ids = tickets.map(({ id }) => id)
    expect((await bulk({ ids, action: "assign", assignee_id })).results).toMatchObject([
      { changed: true },
      { changed: true },
    ])
    expect((await desk.admin.get(`${TICKETS}?assignee_id=${assignee_id}`)).count).toBe(2)
    await bulk({ ids, action: "assign", assignee_id: null })
    expect((await desk.admin.get(`${TICKETS}?view=unassigned`)).count).toBe(2)
  })

  it("assigns nothing to who is no operator, and links nothing that is not there", async () => {
    const ticket = await desk.aTicket()
    const refused = (body: object) => desk.admin.ask("post", ticket.path, body).expect(400)
    expect((await refused({ assignee_id: "user_none" })).body.message).toMatch(/no user of the admin/)
    for (const body of [{ license_id: "lic_none" }, { order_id: "order_none" }, { product_id: "prod_none" }]) {
      expect((await refused(body)).body.message).toMatch(/^There is no \w+ with the id/)
    }
    await desk.admin
      .ask("post", `${TICKETS}/bulk`, { ids: [ticket.id], action: "assign", assignee_id: "user_none" })
      .expect(400)
    expect(await desk.thread(ticket)).toMatchObject({ assignee: null, license_id: null, product_id: null })
  })

  it("changes what a ticket is about, and takes it away again", async () => {
    const ticket = await desk.aTicket()
    const { ticket: changed } = await desk.admin.post(ticket.path, {
      subject: "  Sync\n\nfails ",
      category: "activation",
      priority: "urgent",
      product_id: app.store.product.id,
    })
    expect(changed).toMatchObject({
      subject: "Sync fails",
      category: "activation",
      priority: "urgent",
      product_id: app.store.product.id,
      first_reply: { state: "soon" },
    })
    expect((await desk.admin.post(ticket.path, { product_id: null })).ticket.product_id).toBeNull()
    await desk.admin.ask("post", ticket.path, { subject: " \u200b " }).expect(400)
    expect((await desk.eventsOf(ticket)).filter(({ name }) => name === "ticket.updated")).toHaveLength(2)
  })
}
