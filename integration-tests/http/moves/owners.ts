import type { App } from "../../setup/app"
import { PORTAL_MODULE } from "../../../src/modules/portal"
import type PortalModuleService from "../../../src/modules/portal/service"
import { Surfer } from "../support-pages/surfer"
import { Moves, PAGE } from "./world"

/** What the mailed link shows and lets its reader do. */
export function owners(app: App): void {
  const moves = new Moves(app)
  const portal = () => app.container.resolve<PortalModuleService>(PORTAL_MODULE)
  afterEach(() => app.events.settled())

  it("sees the devices, chooses which one gives way, and the app activates", async () => {
    const { key, license, surfer, page } = await moves.aVisit()
    expect(page.address).toBe(PAGE)
    for (const shown of ["New Mac", "Old Mac", "Nimbus Notes", license.masked_key, "1 of 1 in use"]) {
      expect(page.text).toContain(shown)
    }
    expect(page.html).not.toMatch(/lcp_[A-Za-z0-9_-]{43}/)
    await moves.activate(key, "new").expect(409)
    const moved = await surfer.send(page.form(`${PAGE}/move`), { from: await moves.deviceOf(license) })
    expect(moved.text).toContain("The device has a seat")
    const own = await moves.activate(key, "new")
    expect([own.status, own.body.activation.name]).toEqual([200, "New Mac"])
    const old = await moves.call("validate", { key, fingerprint: "old" })
    expect(old.body.code).toBe("NOT_ACTIVATED")
    const { events } = await app.store.admin.get(`/admin/license-center/licenses/${license.id}/events`)
    expect(events.map(({ name }: { name: string }) => name)).toContain("license.rebound")
  })

  it("has to choose one that still holds a seat", async () => {
    const { license, surfer, page } = await moves.aVisit()
    const other = await moves.aFullLicense()
    const form = page.form(`${PAGE}/move`)
    for (const from of ["", "lcact_nothing", "' OR 1=1", await moves.deviceOf(other.license)]) {
      const again = await surfer.send(form, { from })
      expect([again.status, again.text.includes("Choose one of the devices")]).toEqual([400, true])
    }
    expect(await moves.licensing.listLicenseRebinds({ license_id: license.id })).toEqual([])
  })

  it("hands out a seat that was freed meanwhile without anybody giving way", async () => {
    const { key, license, surfer, request } = await moves.aVisit()
    await moves.call("deactivate", { key, fingerprint: "old" }).expect(200)
    const page = await surfer.open(PAGE)
    expect(page.text).toContain("A seat is free")
    await surfer.send(page.form(`${PAGE}/move`))
    expect((await moves.activate(key, "new")).status).toBe(200)
    expect(await moves.licensing.listLicenseRebinds({ license_id: license.id })).toEqual([])
    expect((await moves.licensing.retrieveLicenseRebindRequest(request.id)).status).toBe("done")
  })

  it("declines what is not theirs", async () => {
    const { key, surfer, page } = await moves.aVisit()
    const declined = await surfer.send(page.form(`${PAGE}/decline`))
    expect(declined.text).toContain("Declined")
    expect(declined.html).not.toContain("<form")
    await moves.activate(key, "new").expect(409)
  })

  it("is told how things are when it was too late, or the license is suspended", async () => {
    const { license, surfer, page, request } = await moves.aVisit()
    const from = await moves.deviceOf(license)
    await app.store.admin.post(`/admin/license-center/licenses/${license.id}/suspend`, { reason: "a dispute" })
    const suspended = await surfer.send(page.form(`${PAGE}/move`), { from })
    expect(suspended.text).toContain("This license lets no device run now")
    await app.store.admin.post(`/admin/license-center/licenses/${license.id}/reinstate`, { reason: "it is over" })
    await moves.licensing.updateLicenseRebindRequests({ id: request.id, expires_at: new Date(Date.now() - 1) })
    const late = await surfer.send(page.form(`${PAGE}/move`), { from })
    expect(late.text).toContain("This request is over")
    expect(await moves.licensing.listLicenseRebinds({ license_id: license.id })).toEqual([])
  })

  it("reads it in German", async () => {
    const { surfer } = await moves.aVisit()
    const page = await surfer.open(`${PAGE}?lang=de`)
    expect(page.text).toContain("Welches Gerät gibt seinen Platz ab?")
    expect(page.form(`${PAGE}/move`).action).toBe(`${PAGE}/move?lang=de`)
  })

  describe("and nobody else", () => {
    const ROUTES = ["move", "decline", "escalate"]
    const untouched = async (id: string) =>
      expect((await moves.licensing.retrieveLicenseRebindRequest(id)).status).toBe("asked")

    it("gets past the link", async () => {
      const { request, page } = await moves.aVisit()
      const stranger = new Surfer(app.url)
      const made = new Surfer(app.url)
      made.cookies.set("lc_rebind", `lcv_${"A".repeat(43)}`)
      for (const route of ROUTES) {
        const form = { action: `${PAGE}/${route}`, multipart: false, fields: page.form(`${PAGE}/decline`).fields }
        for (const surfer of [stranger, made]) {
          expect([route, (await surfer.send(form)).status]).toEqual([route, 401])
        }
        expect((await stranger.open(`${PAGE}/${route}`)).address).toBe(PAGE)
      }
      await untouched(request.id)
    })

    it("uses a session of another request, or that has ended, or from another site", async () => {
      const [mine, theirs] = [await moves.aVisit(), await moves.aVisit()]
      const form = theirs.page.form(`${PAGE}/decline`)
      // My session with the form of their page: the form is tied to the visit.
      expect((await mine.surfer.send(form)).status).toBe(409)
      const elsewhere = { headers: { "sec-fetch-site": "cross-site", origin: "https://evil.example" } }
      expect((await theirs.surfer.send(form, {}, elsewhere)).status).toBe(403)
      const [link] = await portal().listPortalLinks({ subject_id: theirs.request.id })
      await portal().updatePortalSessions(
        (await portal().listPortalSessions({ link_id: link!.id })).map(({ id }) => ({
          id,
          expires_at: new Date(Date.now() - 1),
        }))
      )
      expect((await theirs.surfer.send(form)).status).toBe(401)
      await untouched(mine.request.id)
      await untouched(theirs.request.id)
    })

    it("keeps a link to a license that went to another address, nor one to all licenses of an address", async () => {
      const { license, surfer, request, email } = await moves.aVisit()
      await moves.licensing.updateLicenses({ id: license.id, email: "somebody.else@example.com" })
      expect((await surfer.open(PAGE)).status).toBe(401)
      const link_id = await portal().links.create(
        { email, locale: null, kind: "portal", subject_id: null, expires_in: "P1D" },
        new Date()
      )
      const { token } = (await portal().links.readMail(link_id, new Date()))!
      expect((await moves.follow(token)).page.text).toContain("This link does not work")
      await untouched(request.id)
    })

    it("changes anything by following a link", async () => {
      const { request, surfer } = await moves.aVisit()
      await surfer.open(PAGE)
      await surfer.open(PAGE, "HEAD")
      await untouched(request.id)
      expect((await moves.follow(`lcp_${"A".repeat(43)}`)).page.status).toBe(401)
    })
  })
}
