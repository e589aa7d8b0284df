import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { sendNoticesWorkflow } from "../../../src/workflows/notices"
import type { App } from "../../setup/app"
import type { License, Order } from "../../setup/orders"

/** Who gets which key, and who is told of its end, when things change while a mail waits. */
export function keyMails(app: App): void {
  const sql = (statement: string, values: string[]) =>
    app.container.resolve(ContainerRegistrationKeys.PG_CONNECTION).raw(statement, values)

  const act = (license: License | undefined, action: "revoke" | "reinstate") =>
    app.store.admin.post(`/admin/license-center/licenses/${license!.id}/${action}`, { reason: "because" })

  /** Lets everything that waits for this order be due, and does what the job does that sends. */
  const sendDue = async ({ id }: Order) => {
    await sql("UPDATE license_center_notice SET next_attempt_at = now() WHERE order_id = ? AND status = 'pending'", [
      id,
    ])
    await sendNoticesWorkflow(app.container).run({ input: {} })
  }

  const ledger = async ({ id }: Order) => {
    const { rows } = await sql(
      "SELECT kind, status FROM license_center_notice WHERE order_id = ? ORDER BY created_at",
      [id]
    )
    return rows.map(({ kind, status }: { kind: string; status: string }) => `${kind}: ${status}`)
  }

  afterEach(() => app.mailbox.switchOn())

  it("a license that is back before its mail left comes in that mail, and in one more after it left", async () => {
    const { mailbox, orders } = app
    await mailbox.switchOff()
    const order = await orders.aPaidOrder()
    const [license] = await orders.licenses(order)
    await act(license, "revoke")
    await act(license, "reinstate")
    await mailbox.switchOn()
    await sendDue(order)
    await sendDue(order)
    expect(mailbox.mailsTo(order.email)).toHaveLength(1)
    await act(license, "revoke")
    await act(license, "reinstate")
    await sendDue(order)
    const mails = mailbox.mailsTo(order.email)
    expect(mails.map(({ keys }) => keys.length)).toEqual([1, 0, 1])
  })

  it("a key that its mail left without comes when its license is back", async () => {
    const { mailbox, orders } = app
    await mailbox.switchOff()
    const order = await orders.aPaidOrder({ basket: { solo: 2 } })
    const [first] = await orders.licenses(order)
    await act(first, "revoke")
    await mailbox.switchOn()
    await sendDue(order)
    await sendDue(order)
    expect(mailbox.mailsTo(order.email).map(({ keys }) => keys.length)).toEqual([1])
    await act(first, "reinstate")
    await sendDue(order)
    expect(new Set(mailbox.keysTo(order.email)).size).toBe(2)
    expect(mailbox.mailsTo(order.email)).toHaveLength(2)
  })

  it("who may have got the key from a sender that died is told when it ends", async () => {
    const { mailbox, orders } = app
    await mailbox.switchOff()
    const order = await orders.aPaidOrder()
    const [license] = await orders.licenses(order)
    // What a sender leaves behind that dies with the mail on its way.
    await sql(
      `UPDATE license_center_notice SET status = 'sending', claimed_until = now() + interval '1 minute',
              mailed_license_ids = license_ids WHERE order_id = ?`,
      [order.id]
    )
    await mailbox.switchOn()
    await orders.cancel(order)
    await sendDue(order)
    expect(await ledger(order)).toEqual(["license_delivered: sending", "license_revoked: pending"])
    await sql("UPDATE license_center_notice SET claimed_until = now() WHERE order_id = ? AND status = 'sending'", [
      order.id,
    ])
    await sendDue(order)
    await sendDue(order)
    expect(await ledger(order)).toEqual(["license_delivered: canceled", "license_revoked: sent"])
    const mails = mailbox.mailsTo(order.email)
    expect(mails).toHaveLength(1)
    expect(mails[0]!.text).toContain(license!.masked_key)
  })

  it("units that end together are told in one mail", async () => {
    const { mailbox, orders } = app
    const order = await orders.aPaidOrder({ basket: { solo: 3 } })
    await orders.edit(order, { set: { solo: 1 } })
    const licenses = await orders.licenses(order)
    const ended = licenses.filter(({ status }) => status === "revoked")
    const [, mail, ...more] = mailbox.mailsTo(order.email)
    expect([ended.length, more]).toEqual([2, []])
    for (const { masked_key } of ended) {
      expect(mail!.text).toContain(masked_key)
    }
  })
}
