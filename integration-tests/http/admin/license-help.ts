import { Modules } from "@medusajs/framework/utils"
import type { App } from "../../setup/app"
import { LICENSING_MODULE } from "../../../src/modules/licensing"
import type LicensingModuleService from "../../../src/modules/licensing/service"

const LICENSES = "/admin/license-center/licenses"
const DAY = 86_400_000

type Event = { name: string; actor_type: string; actor_id: string; reason: string | null; data: object | null }

/** What an operator gives a customer who asks for help: more time, and one more move to another device. */
export function licenseHelp(app: App): void {
  const aLicense = async () => {
    const order = await app.orders.aPaidOrder()
    const [license] = await app.orders.licenses(order)
    return { license: license!, path: `${LICENSES}/${license!.id}` }
  }
  const eventsOf = async (path: string): Promise<Event[]> => (await app.store.admin.get(`${path}/events`)).events
  const ask = async (call: string, body: object) => {
    const product = app.store.product.handle
    return (await app.store.anyone.ask("post", `/license-center/v1/${call}`, { product, ...body })).body
  }

  it("extends a license that ended, which running software learns by its next validation", async () => {
    const { orders, store, events } = app
    const order = await orders.aPaidOrder({ basket: { team: 1 } })
    const [license] = await orders.licenses(order)
    const path = `${LICENSES}/${license!.id}`
    const key = await orders.reveal(license!)
    const bus = jest.spyOn(app.container.resolve(Modules.EVENT_BUS), "emit")
    await orders.activate(key, "studio mac")
    const licensing = app.container.resolve<LicensingModuleService>(LICENSING_MODULE)
    const { license: before } = await store.admin.get(path)
    const over = new Date(Date.now() - 60 * DAY)
    await licensing.updateLicenseTerms({ id: before.terms[0].id, starts_at: new Date(0), ends_at: over })
    expect((await ask("validate", { key, fingerprint: "studio mac" })).code).toBe("EXPIRED")

    const asked = { by: "P30D", reason: "was ill" }
    const { license: once } = await store.admin.post(`${path}/extend`, asked)
    const { license: twice } = await store.admin.post(`${path}/extend`, asked)
    await events.settled()
    expect(once.state).toBe("active")
    expect(Date.parse(once.expires_at) - Date.now()).toBeGreaterThan(29 * DAY)
    // Two presses are two extensions: the second goes on where the first one ends.
    expect(Date.parse(twice.expires_at)).toBe(Date.parse(once.expires_at) + 30 * DAY)
    expect(twice.updates_until).toBe(twice.expires_at)
    expect(twice.terms.map(({ kind }: { kind: string }) => kind)).toEqual(["initial", "extension", "extension"])
    expect(await ask("validate", { key, fingerprint: "studio mac" })).toMatchObject({
      code: "VALID",
      license: { expires_at: twice.expires_at },
    })

    const { user } = await store.admin.get("/admin/users/me")
    const [last] = await eventsOf(path)
    expect(last).toMatchObject({ name: "license.extended", reason: "was ill", actor_id: user.id })
    expect(last!.data).toEqual({
      by: "P30D",
      expires_at: twice.expires_at,
      updates_until: twice.updates_until,
      term_id: twice.terms[2].id,
    })
    const emitted = bus.mock.calls.flatMap(([given]) => [given].flat()) as { name: string; data: unknown }[]
    const told = { id: license!.id, order_id: order.id }
    expect(emitted.filter(({ name }) => name === "license.extended").map(({ data }) => data)).toEqual([told, told])
    bus.mockRestore()
  })

  it("extends only the updates of a license that never ends", async () => {
    const { path } = await aLicense()
    const { license: before } = await app.store.admin.get(path)
    const { license: after } = await app.store.admin.post(`${path}/extend`, { by: "P10D" })
    expect(after.expires_at).toBeNull()
    expect(Date.parse(after.updates_until)).toBe(Date.parse(before.updates_until) + 10 * DAY)
  })

  it("extends by no nonsense, and nothing that is revoked or never ends", async () => {
    const { store, container } = app
    const { path } = await aLicense()
    const refused = (body: object, status = 400) => store.admin.ask("post", `${path}/extend`, body).expect(status)
    for (const by of [undefined, null, 30, "30", "P0D", "-P1D", "P1.5D", "P101Y", "P1H", "forever"]) {
      await refused({ by })
    }
    await refused({ by: "P1D", reason: "x".repeat(501) })
    await refused({ by: "P1D", until: "2030-01-01" })
    await store.admin.ask("post", `${LICENSES}/lic_unknown/extend`, { by: "P1D" }).expect(404)
    const { license } = await store.admin.get(path)
    const licensing = container.resolve<LicensingModuleService>(LICENSING_MODULE)
    await licensing.updateLicenseTerms({ id: license.terms[0].id, updates_until: null })
    expect((await refused({ by: "P1D" })).body.message).toBe(
      "This license and its updates never end: there is nothing to extend"
    )
    await store.admin.post(`${path}/revoke`, {})
    expect((await refused({ by: "P1D" })).body.message).toMatch(/^A revoked license cannot be extended/)
    expect((await store.admin.get(path)).license.terms).toHaveLength(1)
    expect((await eventsOf(path)).map(({ name }) => name)).toEqual(["license.revoked", "license.issued"])
  })

  it("lets a seat be moved once more when the moves are used up", async () => {
    const { orders, store } = app
    const { license, path } = await aLicense()
    const key = await orders.reveal(license)
    await orders.activate(key, "mac-0")
    const move = async (n: number) => (await ask("rebind", { key, from: `mac-${n - 1}`, fingerprint: `mac-${n}` })).code
    const allow = async (body: object = {}) => (await store.admin.post(`${path}/allow-rebind`, body)).license.rebinds
    const left = { limit: 3, window: "P30D", next_at: null }
    expect(await allow()).toEqual({ ...left, used: 0 })
    expect([await move(1), await move(2), await move(3)]).toEqual(["VALID", "VALID", "VALID"])
    expect(await move(4)).toBe("REBIND_LIMIT_REACHED")
    const { license: full } = await store.admin.get(path)
    expect(full.rebinds).toMatchObject({ limit: 3, used: 3 })
    expect(Date.parse(full.rebinds.next_at)).toBeGreaterThan(Date.now() + 29 * DAY)

    expect(await allow({ reason: "two repairs" })).toEqual({ ...left, used: 2 })
    expect(await allow({ reason: "said twice" })).toEqual({ ...left, used: 2 })
    expect([await move(4), await move(5)]).toEqual(["VALID", "REBIND_LIMIT_REACHED"])
    const allowed = (await eventsOf(path)).filter(({ name }) => name === "license.rebind_allowed")
    expect(allowed).toMatchObject([{ actor_type: "operator", reason: "two repairs" }])
    await store.admin.ask("post", `${LICENSES}/lic_unknown/allow-rebind`, {}).expect(404)
    await store.admin.ask("post", `${path}/allow-rebind`, { times: 2 }).expect(400)
  })
}
