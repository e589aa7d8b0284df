import type { App } from "../../setup/app"
import { Desk, type Ticket } from "./world"

/** What stands beside a ticket: who writes, what they bought, where it runs. */
export function context(app: App): void {
  const desk = new Desk(app)
  const contextOf = async (ticket: Ticket) => (await desk.admin.get(`${ticket.path}/context`)).context

  it("shows a customer's orders, licenses and devices, and the facts about a refund", async () => {
    const { orders, store } = app
    const order = await orders.aPaidOrder({ basket: { team: 1, solo: 1 } })
    const licenses = await orders.licenses(order)
    const team = licenses.find(({ plan }) => plan.code === "team")!
    const key = await orders.reveal(team)
    await orders.activate(key, "Studio Mac")
    await orders.activate(key, "Laptop")
    const ticket = await desk.aTicket({ email: order.email, license_key: key })
    const found = await contextOf(ticket)
    expect(found.customer).toMatchObject({ email: order.email, has_account: false })
    expect(found.orders).toEqual([
      {
        id: order.id,
        display_id: order.display_id,
        created_at: expect.any(String),
        status: expect.any(String),
        payment_status: "captured",
        total: store.price("team") + store.price("solo"),
        refunded: 0,
        currency_code: "eur",
      },
    ])
    expect(found.licenses).toHaveLength(2)
    expect(found.licenses[0]).toMatchObject({ id: team.id, masked_key: team.masked_key, seats: { limit: 5, used: 2 } })
    expect(found.licenses[0].activations).toHaveLength(2)
    expect(found.licenses[0].activations[0]).toMatchObject({ environment: "production", deactivated_at: null })
    expect(found.licenses[0].devices_left_out).toBe(0)
    expect(found.claims).toBeNull()
    expect(found.refund).toMatchObject({
      order_id: order.id,
      paid: 250,
      refunded: 0,
      currency_code: "eur",
      days_since_payment: 0,
      active_devices: 2,
      downloads: 0,
    })
    expect(JSON.stringify(found)).not.toContain(key)

    await orders.refund(order, 50)
    const after = await contextOf(ticket)
    expect(after.refund).toMatchObject({ paid: 250, refunded: 50 })
    expect(after.orders[0]).toMatchObject({ refunded: 50, payment_status: "partially_refunded" })
  })

  it("shows what the sender named and what is not theirs, for the operator alone", async () => {
    const order = await app.orders.aPaidOrder()
    const [license] = await app.orders.licenses(order)
    const key = await app.orders.reveal(license!)
    const ticket = await desk.aTicket({ license_key: key, order_number: String(order.display_id) })
    expect(await contextOf(ticket)).toEqual({
      customer: null,
      orders: [],
      licenses: [],
      claims: {
        license: { id: license!.id, masked_key: license!.masked_key, email: order.email },
        order: { id: order.id, display_id: order.display_id, email: order.email },
        unknown_key: null,
        order_number: String(order.display_id),
      },
      refund: null,
    })
    const visit = await desk.visit(ticket.email)
    expect(JSON.stringify(await visit.read())).not.toContain(order.email)

    // The operator has seen a proof, and links it.
    await desk.admin.post(ticket.path, { license_id: license!.id })
    const linked = await contextOf(ticket)
    expect(linked.licenses).toMatchObject([{ id: license!.id, activations: [] }])
    expect(linked.refund).toMatchObject({ order_id: order.id, paid: 50, active_devices: 0 })
  })

  it("shows the devices that hold a seat before those that were freed, and says how many it leaves out", async () => {
    const { orders } = app
    const order = await orders.aPaidOrder({ basket: { team: 1, solo: 1 } })
    const [first, second] = await orders.licenses(order)
    const key = await orders.reveal(second!)
    await orders.activate(key, "Alone")
    // As moves over years leave them: the live ones are the oldest.
    await desk.sql(
      `INSERT INTO license_center_activation
         (id, license_id, fingerprint_hash, name, activated_at, last_seen_at, deactivated_at, deactivated_reason)
       SELECT 'lcact_test_' || g, ?, 'hash ' || g, 'Device ' || g, now() - (61 - g) * interval '1 day', now(),
              CASE WHEN g > 2 THEN now() END, CASE WHEN g > 2 THEN 'rebound' END
         FROM generate_series(1, 60) g`,
      [first!.id]
    )
    const ticket = await desk.aTicket({ email: order.email })
    const { licenses } = await contextOf(ticket)
    const of = (id: string) => licenses.find((license: { id: string }) => license.id === id)
    const names = of(first!.id).activations.map(({ name }: { name: string }) => name)
    expect(names).toHaveLength(50)
    expect(names.slice(0, 4)).toEqual(["Device 2", "Device 1", "Device 60", "Device 59"])
    expect(of(first!.id).devices_left_out).toBe(10)
    expect(of(second!.id)).toMatchObject({ activations: [{ deactivated_at: null }], devices_left_out: 0 })
  })

  it("has little to show of who bought nothing", async () => {
    const ticket = await desk.aTicket()
    expect(await contextOf(ticket)).toEqual({ customer: null, orders: [], licenses: [], claims: null, refund: null })
  })
}
