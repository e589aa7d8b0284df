import { Modules } from "@medusajs/framework/utils"
import { LICENSING_MODULE } from "../../../src/modules/licensing"
import type LicensingModuleService from "../../../src/modules/licensing/service"
import { sendNoticesWorkflow } from "../../../src/workflows/notices/workflows/send-notices"
import { sweepOrdersWorkflow } from "../../../src/workflows/orders/workflows/sweep-orders"
import type { App } from "../../setup/app"

const LICENSES = "/admin/license-center/licenses"

/** What an operator does when a key has leaked. */
export function keyReissue(app: App): void {
  const aLicense = async () => {
    const order = await app.orders.aPaidOrder()
    const [license] = await app.orders.licenses(order)
    return { order, license: license!, path: `${LICENSES}/${license!.id}` }
  }

  it("replaces the key, mails the new one, and shows no other from then on", async () => {
    const { orders, store, mailbox, events } = app
    const { order, license, path } = await aLicense()
    const key = await orders.reveal(license)
    await orders.activate(key, "studio mac")
    const bus = jest.spyOn(app.container.resolve(Modules.EVENT_BUS), "emit")
    const { license: after } = await store.admin.post(`${path}/reissue-key`, { reason: "posted in a forum" })
    await events.settled()
    expect(after).toMatchObject({ id: license.id, status: "active", seats: { limit: 1, used: 1 } })
    expect(after.masked_key).not.toBe(license.masked_key)
    expect(after.delivery).toMatchObject({ status: "sent", to: order.email })

    const [, mail, ...more] = mailbox.mailsTo(order.email)
    expect(more).toEqual([])
    expect(mail!.text).toContain("The old key no longer works.")
    const fresh = await orders.reveal(license)
    expect(mail!.keys).toEqual([fresh])
    expect(fresh).not.toBe(key)
    await orders.activate(fresh, "studio mac")
    const product = store.product.handle
    const asked = { key, product, fingerprint: "studio mac" }
    expect((await store.anyone.ask("post", "/license-center/v1/validate", asked)).body.code).toBe("NOT_FOUND")
    await store.admin.post(`${path}/resend`, {})
    expect(mailbox.mailsTo(order.email)[2]!.keys).toEqual([fresh])

    const { user } = await store.admin.get("/admin/users/me")
    const { events: trail } = await store.admin.get(`${path}/events`)
    const replaced = trail.filter(({ name }: { name: string }) => name === "license.key_reissued")
    expect(replaced).toMatchObject([{ actor_id: user.id, reason: "posted in a forum" }])
    const emitted = bus.mock.calls.flatMap(([given]) => [given].flat()) as { name: string; data: unknown }[]
    expect(emitted.filter(({ name }) => name === "license.key_reissued").map(({ data }) => data)).toEqual([
      { id: license.id, order_id: order.id },
    ])
    bus.mockRestore()
  })

  it("mails the new key by the sweep when the process died right after writing it, and only once", async () => {
    const { container, mailbox } = app
    const { order, license } = await aLicense()
    const licensing = container.resolve<LicensingModuleService>(LICENSING_MODULE)
    await licensing.reissueKey({ id: license.id, actor: { type: "operator", id: "user_1" } })
    for (let run = 0; run < 2; run++) {
      await sweepOrdersWorkflow(container).run({})
      await sendNoticesWorkflow(container).run({ input: {} })
    }
    const [, mail, ...more] = mailbox.mailsTo(order.email)
    expect(mail!.keys).toEqual([await app.orders.reveal(license)])
    expect(more).toEqual([])
  })

  it("replaces no key of a revoked license, and takes no nonsense", async () => {
    const { store } = app
    const { path } = await aLicense()
    await store.admin.ask("post", `${path}/reissue-key`, { key: "TEST" }).expect(400)
    await store.admin.ask("post", `${LICENSES}/lic_unknown/reissue-key`, {}).expect(404)
    await store.admin.post(`${path}/revoke`, {})
    const { body } = await store.admin.ask("post", `${path}/reissue-key`, {}).expect(400)
    expect(body.message).toBe("A revoked license gets no new key. Reinstate it first")
  })
}
