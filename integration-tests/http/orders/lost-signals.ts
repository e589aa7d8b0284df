import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { LICENSING_MODULE } from "../../../src/modules/licensing"
import type LicensingModuleService from "../../../src/modules/licensing/service"
import { sendNoticesWorkflow } from "../../../src/workflows/notices"
import { sweepOrdersWorkflow } from "../../../src/workflows/orders/workflows/sweep-orders"
import type { App } from "../../setup/app"
import { aBuyer, type License, type Order } from "../../setup/orders"

/** What happens when events are lost or come twice, and when the mail server is down. */
export function lostSignals(app: App): void {
  const database = () => app.container.resolve(ContainerRegistrationKeys.PG_CONNECTION)

  const sweep = async () => (await sweepOrdersWorkflow(app.container).run({})).result
  /** What the job does that sends mails. */
  const send = async () => (await sendNoticesWorkflow(app.container).run({ input: {} })).result

  /** As if the order and all about its payments had last been touched a day ago, long before the sweep's mark. */
  const age = async (order: Order) => {
    await sweep()
    await touch(order, "1 day")
    expect(await sweep()).toEqual({ orders: 0, failed: [] })
  }

  const touch = async (order: Pick<Order, "id">, ago: string) => {
    const collections = "SELECT payment_collection_id FROM order_payment_collection WHERE order_id = :id"
    const payments = `SELECT id FROM payment WHERE payment_collection_id IN (${collections})`
    const rows = {
      order: "id = :id",
      payment_collection: `id IN (${collections})`,
      payment: `id IN (${payments})`,
      capture: `payment_id IN (${payments})`,
      refund: `payment_id IN (${payments})`,
    }
    for (const [table, which] of Object.entries(rows)) {
      const sql = `UPDATE "${table}" SET updated_at = now() - CAST(:ago AS interval) WHERE ${which}`
      await database().raw(sql, { id: order.id, ago })
    }
  }

  describe("with every event lost", () => {
    let dropped: ReturnType<App["events"]["drop"]>
    beforeEach(() => {
      dropped = app.events.drop()
    })
    afterEach(() => dropped.restore())

    it("the sweep alone issues and mails, and a second one finds nothing to do", async () => {
      const { orders, mailbox } = app
      const order = await orders.aPaidOrder({ basket: { solo: 2 } })
      const free = await orders.aPaidOrder({ basket: { mug: 1 } })
      expect(dropped.lost).toEqual(expect.arrayContaining(["order.placed", "payment.captured"]))
      expect(await orders.licenses(order)).toEqual([])

      expect(await sweep()).toEqual({ orders: 2, failed: [] })
      const licenses = await orders.licenses(order)
      expect(mailbox.mailsTo(order.email)).toEqual([])
      await send()
      expect(mailbox.keysTo(order.email).sort()).toEqual((await orders.revealAll(licenses)).sort())
      const mailed = await orders.licenses(order)
      expect(mailed.map(({ id }) => id)).toEqual(licenses.map(({ id }) => id))
      await sweep()
      await send()
      expect(await orders.licenses(order)).toEqual(mailed)
      expect(mailbox.mailsTo(order.email)).toHaveLength(1)
      expect(mailbox.mailsTo(free.email)).toEqual([])
    })

    const active = { status: "active" }
    const changes: [
      string,
      { given: () => Promise<Order>; change: (order: Order) => Promise<unknown>; then: object[] },
    ][] = [
      [
        "a capture",
        {
          given: () => app.orders.anOrder(),
          change: (order) => app.orders.capture(order),
          then: [{ ...active, delivery: { status: "sent" } }],
        },
      ],
      [
        "the last part of a capture",
        {
          given: async () => {
            const order = await app.orders.anOrder()
            await app.orders.capture(order, 20)
            return order
          },
          change: (order) => app.orders.capture(order, 30),
          then: [active],
        },
      ],
      [
        "a payment of a converted draft",
        {
          given: () => app.orders.aConvertedDraft({ email: aBuyer(), basket: { solo: 1 } }),
          change: (order) => app.orders.payOutstanding(order, app.store.price("solo")),
          then: [active],
        },
      ],
      [
        "a refund",
        {
          given: () => app.orders.aPaidOrder(),
          change: (order) => app.orders.refund(order, app.store.price("solo")),
          then: [{ status: "revoked", status_reason: "refunded" }],
        },
      ],
      [
        "a cancellation",
        {
          given: () => app.orders.aPaidOrder(),
          change: (order) => app.orders.cancel(order),
          then: [{ status: "revoked", status_reason: "canceled" }],
        },
      ],
      [
        "an edit",
        {
          given: () => app.orders.aPaidOrder({ basket: { solo: 2 } }),
          change: (order) => app.orders.edit(order, { set: { solo: 1 } }),
          then: [active, { status: "revoked", status_reason: "quantity_reduced" }],
        },
      ],
      [
        "a return",
        {
          given: async () => {
            const order = await app.orders.aPaidOrder({ basket: { solo: 2 } })
            await app.orders.fulfil(order, "solo", 2)
            return order
          },
          change: (order) => app.orders.giveBack(order, "solo", 1),
          then: [active, { status: "revoked", status_reason: "returned" }],
        },
      ],
      [
        "an exchange",
        {
          given: async () => {
            const order = await app.orders.aPaidOrder()
            await app.orders.fulfil(order, "solo", 1)
            return order
          },
          change: async (order) => {
            const { return_id } = await app.orders.exchange(order, "solo", "invoice")
            await app.orders.receive(return_id, [{ id: order.lines.solo!, quantity: 1 }])
          },
          then: [
            { status: "active", plan: { code: "invoice" } },
            { status: "revoked", plan: { code: "solo" } },
          ],
        },
      ],
      [
        "a corrected address",
        {
          given: () => app.orders.aPaidOrder(),
          change: (order) => app.store.admin.post(`/admin/orders/${order.id}`, { email: `x-${order.email}` }),
          then: [{ status: "active", email: expect.stringMatching(/^x-/) }],
        },
      ],
    ]

    it.each(changes)("the sweep sees %s on an old order", async (_name, { given, change, then }) => {
      const { orders } = app
      const order = await given()
      await age(order)
      await change(order)
      expect(await sweep()).toEqual({ orders: 1, failed: [] })
      await send()
      const byStatus = (a: License, b: License) =>
        a.status.localeCompare(b.status) || a.plan.code.localeCompare(b.plan.code)
      expect((await orders.licenses(order)).sort(byStatus)).toMatchObject(then)
    })

    it("an order that fails is tried again by the next sweep and holds up no other", async () => {
      const { orders, container } = app
      const [first, second] = [await orders.aPaidOrder(), await orders.aPaidOrder()]
      const licensing = container.resolve<LicensingModuleService>(LICENSING_MODULE)
      const spy = jest.spyOn(licensing, "reconcileOrder").mockRejectedValueOnce(new Error("no connection"))
      const { failed } = await sweep()
      spy.mockRestore()
      expect(failed).toHaveLength(1)
      expect([...(await orders.licenses(first)), ...(await orders.licenses(second))]).toHaveLength(1)
      // Long after the sweep has gone on, the failed one has not been forgotten.
      const [late] = failed
      await touch({ id: late! }, "1 day")
      await database().raw("UPDATE license_center_mark SET at = now() WHERE id = ?", [`order-retry:${late}`])
      expect(await sweep()).toEqual({ orders: 2, failed: [] })
      expect([...(await orders.licenses(first)), ...(await orders.licenses(second))]).toHaveLength(2)
      await touch(first, "1 day")
      await touch(second, "1 day")
      expect(await sweep()).toEqual({ orders: 0, failed: [] })
    })

    it("the sweep learns a product's new name", async () => {
      const { orders, container, store } = app
      await orders.aPaidOrder()
      await sweep()
      const licensing = container.resolve<LicensingModuleService>(LICENSING_MODULE)
      const { id, title } = store.product
      for (const name of ["Cirrus", title]) {
        await store.admin.post(`/admin/products/${id}`, { title: name })
        await sweep()
        expect(await licensing.listLicensedProducts({ id })).toMatchObject([{ title: name }])
      }
    })
  })

  it("takes an event that comes again, and five times at once, for what it is", async () => {
    const { orders, mailbox, container, events } = app
    const order = await orders.aPaidOrder()
    const [payment] = await orders.payments(order)
    const before = await orders.licenses(order)
    const bus = container.resolve(Modules.EVENT_BUS)
    await bus.emit([
      ...Array.from({ length: 5 }, () => ({ name: "order.placed", data: { id: order.id } })),
      ...Array.from({ length: 5 }, () => ({ name: "payment.captured", data: { id: payment!.id } })),
      { name: "payment.captured", data: { id: "pay_unknown" } },
      { name: "order.placed", data: { id: "order_unknown" } },
    ])
    await events.settled()
    expect(await orders.licenses(order)).toEqual(before)
    expect(mailbox.mailsTo(order.email)).toHaveLength(1)
  })

  describe("with the mail server down", () => {
    beforeEach(() => app.mailbox.switchOff())
    afterEach(() => app.mailbox.switchOn())

    it("the mail waits where an operator sees it, and goes out when the server is back", async () => {
      const { orders, mailbox, store, container } = app
      const order = await orders.aPaidOrder()
      const [license] = await orders.licenses(order)
      expect(license).toMatchObject({ status: "active", delivery: { status: "pending", attempts: 1 } })
      const { notices } = await store.admin.get(`/admin/license-center/notices?status=pending&order_id=${order.id}`)
      expect(notices).toMatchObject([
        { kind: "license_delivered", to: order.email, last_error: expect.stringContaining("ECONNREFUSED") },
      ])

      await mailbox.switchOn()
      // Not due yet: the job leaves it alone until its time has come.
      await sendNoticesWorkflow(container).run({ input: {} })
      expect(mailbox.mailsTo(order.email)).toEqual([])
      await database().raw("UPDATE license_center_notice SET next_attempt_at = now() WHERE id = ?", [notices[0].id])
      const { result } = await sendNoticesWorkflow(container).run({ input: {} })
      expect(result).toEqual({ sent: [notices[0].id], failed: [], canceled: [] })
      expect(mailbox.mailsTo(order.email)).toMatchObject([{ keys: [await orders.reveal(license!)] }])
      await sendNoticesWorkflow(container).run({ input: {} })
      expect(mailbox.mailsTo(order.email)).toHaveLength(1)
      expect(await orders.licenses(order)).toMatchObject([
        { delivery: { status: "sent", attempts: 2, last_error: null } },
      ])
    })

    it("an operator's retry sends it at once, and a sent mail cannot be retried", async () => {
      const { orders, mailbox, store } = app
      const order = await orders.aPaidOrder()
      const [license] = await orders.licenses(order)
      const retry = `/admin/license-center/notices/${license!.delivery!.notice_id}/retry`
      const refused = await store.admin.post(retry)
      expect(refused.notice).toMatchObject({ status: "pending", last_error: expect.stringContaining("ECONNREFUSED") })

      await mailbox.switchOn()
      expect((await store.admin.post(retry)).notice).toMatchObject({ status: "sent", last_error: null })
      expect(mailbox.mailsTo(order.email)).toHaveLength(1)
      await store.admin.ask("post", retry).expect(400)
      await store.admin.ask("post", "/admin/license-center/notices/lcnot_unknown/retry").expect(404)
      expect(mailbox.mailsTo(order.email)).toHaveLength(1)
    })
  })

  it("keeps every key out of the database, the ledger of mails and the notifications included", async () => {
    const { orders, mailbox } = app
    const order = await orders.aPaidOrder({ basket: { solo: 1, team: 1 } })
    const keys = mailbox.keysTo(order.email)
    expect(keys).toHaveLength(2)
    const { rows: tables } = await database().raw(
      "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'"
    )
    const found: string[] = []
    for (const { table_name } of tables as { table_name: string }[]) {
      for (const key of keys) {
        // Without its dashes as well, and without its prefix.
        const body = key.split("-").slice(1).join("")
        const { rows } = await database().raw(
          `SELECT 1 FROM "${table_name}" AS row
            WHERE replace(row_to_json(row)::text, '-', '') ILIKE ? LIMIT 1`,
          [`%${body}%`]
        )
        if (rows.length) {
          found.push(table_name)
        }
      }
    }
    expect(found).toEqual([])
  })
}
