import { LICENSING_MODULE } from "../../../../modules/licensing"
import { aLicense, OPERATOR, SYSTEM } from "../../../../modules/licensing/__tests__/fixtures"
import { withLicensing } from "../../../../modules/licensing/__tests__/with-licensing"
import { NOTICES_MODULE } from "../../../../modules/notices"
import { PORTAL_MODULE } from "../../../../modules/portal"
import { REFUNDS_MODULE } from "../../../../modules/refunds"
import { RELEASES_MODULE } from "../../../../modules/releases"
import { SUPPORT_MODULE } from "../../../../modules/support"
import { erasePerson } from "../erase-person"

jest.setTimeout(60_000)

const EMAIL = "ada@example.com"
const MODULES = ["releases", "portal", "support", "refunds", "notices"] as const
type Named = (typeof MODULES)[number]

withLicensing(({ service }) => {
  /** The other modules as far as erasing needs them: each forgets once what it has, and may die before it does. */
  function aStore() {
    const holds = new Set<Named>(MODULES)
    const dying = new Set<Named>()
    const forget = (name: Named) => async () => {
      if (dying.delete(name)) {
        throw new Error(`${name} died`)
      }
      return Number(holds.delete(name))
    }
    const modules: Record<string, object> = {
      [LICENSING_MODULE]: service,
      // By licenses, which nobody finds any more once these are erased.
      [RELEASES_MODULE]: {
        downloadTraces: { erase: async (ids: string[]) => (ids.length ? forget("releases")() : 0) },
      },
      [PORTAL_MODULE]: { persons: { erase: forget("portal") } },
      [SUPPORT_MODULE]: { persons: { find: async () => (await forget("support")(), []) } },
      [REFUNDS_MODULE]: { persons: { isOpen: async () => false, erase: forget("refunds") } },
      [NOTICES_MODULE]: { persons: { erase: forget("notices") } },
    }
    const erase = () =>
      erasePerson({ resolve: (name: string) => modules[name] } as never, {
        email: EMAIL,
        actor: OPERATOR,
        reason: "asked by letter",
      })
    return { holds, dying, erase }
  }

  const eventsOf = (license_id: string) => service.listLicenseEvents({ license_id, name: "license.erased" })

  it("twice is fine: the second time finds nothing and writes nothing", async () => {
    const { id } = await aLicense(service)
    const { erase } = aStore()
    expect(await erase()).toMatchObject({ licenses: 1, notices: 1, downloads: 1 })
    expect(await erase()).toMatchObject({ licenses: 0, notices: 0, downloads: 0 })
    expect(await eventsOf(id)).toMatchObject([{ actor_id: OPERATOR.id, reason: "asked by letter" }])
    expect(await service.persons.find(EMAIL)).toEqual([])
  })

  it.each(MODULES)("who dies before %s runs again and finishes", async (name) => {
    const { id } = await aLicense(service)
    const { holds, dying, erase } = aStore()
    dying.add(name)
    await expect(erase()).rejects.toThrow(`${name} died`)
    expect(holds.has(name)).toBe(true)
    await erase()
    expect([...holds]).toEqual([])
    expect((await service.retrieveLicenseSummary(id)).email).toBe(service.persons.tombstone(EMAIL))
    expect(await eventsOf(id)).toHaveLength(1)
  })

  it("two at once write one event a license", async () => {
    const licenses = [await aLicense(service), await aLicense(service)]
    const { erase } = aStore()
    await Promise.all([erase(), erase()])
    for (const { id } of licenses) {
      expect(await eventsOf(id)).toHaveLength(1)
    }
  })

  it("leaves a license that runs as it is: its key validates, and its device keeps its seat", async () => {
    const { id, key, product } = await aLicense(service)
    await service.activate({ key, product, fingerprint: "mac", name: "Ada's Mac" })
    await aStore().erase()
    expect(await service.validate({ key, product, fingerprint: "mac" })).toMatchObject({ code: "VALID" })
    const [device] = await service.listLicenseActivations({ license_id: id })
    expect(device).toMatchObject({ name: null, deactivated_at: null })
  })

  it("reconciling the order does not write the address back, whatever becomes of the order", async () => {
    const { id, order } = await aLicense(service)
    await aStore().erase()
    await service.reconcileOrder({ ...order, customer_id: "cus_1" }, SYSTEM)
    await service.reconcileOrder({ ...order, refunded: order.captured, refunded_at: new Date() }, SYSTEM)
    const { email, customer_id, status } = await service.retrieveLicenseSummary(id)
    expect({ email, customer_id, status }).toEqual({
      email: service.persons.tombstone(EMAIL),
      customer_id: null,
      status: "revoked",
    })
  })
})
