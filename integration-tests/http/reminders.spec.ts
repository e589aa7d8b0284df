import { LICENSING_MODULE } from "../../src/modules/licensing"
import type LicensingModuleService from "../../src/modules/licensing/service"
import { sendRemindersWorkflow } from "../../src/workflows/reminders/workflows/send-reminders"
import { aCaller } from "../setup/http"
import { withApp } from "../setup/app"
import type { Mail } from "../setup/mailbox"
import { signIn } from "./portal/sign-in"
import { Portal } from "./portal/world"
import type { Order } from "../setup/orders"

const DAY = 86_400_000

const FORM = "application/x-www-form-urlencoded"

/** Whatever the clock says where the tests run. */
beforeAll(() => {
  process.env.LICENSE_CENTER_REMINDER_HOURS = "00:00-24:00"
})
afterAll(() => {
  delete process.env.LICENSE_CENTER_REMINDER_HOURS
})

withApp((app) => {
  const run = async () => (await sendRemindersWorkflow(app.container).run({})).result

  /** A paid order whose licenses end so many days from now; an hour ago the reminder for that was due. */
  async function endsIn(days: number, units = 1, more: { invoice?: number } = {}): Promise<Order> {
    const order = await app.orders.aPaidOrder({ basket: { team: units, ...more } })
    const licensing = app.container.resolve<LicensingModuleService>(LICENSING_MODULE)
    const ends_at = new Date(Date.now() + days * DAY - 3_600_000)
    for (const { id } of await app.orders.licenses(order)) {
      const [term] = await licensing.listLicenseTerms({ license_id: id })
      await licensing.updateLicenseTerms({ id: term!.id, starts_at: new Date(ends_at.getTime() - 365 * DAY), ends_at })
    }
    return order
  }

  const mailTo = async (order: Order, kind: RegExp): Promise<Mail> =>
    (await app.mailbox.waitFor(order.email, 1, kind))[0]!
  const reminders = async (order: Order) => {
    const [license] = await app.orders.licenses(order)
    return app.store.admin.get(`/admin/license-center/licenses/${license!.id}/reminders`)
  }
  const post = (path: string, body: Record<string, string>, headers: Record<string, string> = {}) =>
    aCaller(app.url, headers).ask("post", path).type(FORM).send(new URLSearchParams(body).toString())
  const get = (path: string) => aCaller(app.url).ask("get", path)

  const unsubscribeOf = (mail: Mail) => {
    const address = /List-Unsubscribe: <([^>]+)>/i.exec(mail.raw_headers.replace(/\r?\n\s+/g, " "))![1]!
    const { pathname, search } = new URL(address.replace(/\s/g, ""))
    return pathname + search
  }
  const tokenOf = (mail: Mail) => /license-center\/renew\?lang=en#(lcr_[\w.-]+)/.exec(mail.text)![1]!

  it("mails once before the end, with the license masked and a header to unsubscribe by one click", async () => {
    const order = await endsIn(7)
    await run()
    const mail = await mailTo(order, /renew by/)
    expect(mail.raw_headers).toMatch(/List-Unsubscribe-Post: List-Unsubscribe=One-Click/i)
    expect(mail.keys).toEqual([])
    const [license] = await app.orders.licenses(order)
    expect(mail.text).toContain(license!.masked_key)
    expect(mail.text).toContain("€200.00")
    expect((await reminders(order)).reminders).toMatchObject([
      { offset_days: 14, status: "planned" },
      { offset_days: 1, status: "planned" },
      { offset_days: -1, status: "planned" },
      { offset_days: -7, status: "sent", notice_id: expect.stringContaining("lcnot_") },
    ])
    expect(await run()).toMatchObject({ due: 0, notices: [] })
    expect(app.mailbox.mailsTo(order.email, /renew by/)).toHaveLength(1)
  })

  it("says after the end what has stopped, and two weeks later that a renewal brings it back", async () => {
    const [expired, lost] = [await endsIn(-1), await endsIn(-14)]
    await run()
    expect((await mailTo(expired, /has run out/)).text).toContain("the software stops working on")
    expect((await mailTo(lost, /go on using/)).text).toContain("a renewal brings it back with the same key")
  })

  it("is ended by one click and not by opening the link, and can be had again", async () => {
    const order = await endsIn(7)
    await run()
    const link = unsubscribeOf(await mailTo(order, /renew by/))
    const page = await get(link)
    expect(page.status).toBe(200)
    expect(page.text).toContain("No more reminders")
    expect(await reminders(order)).toMatchObject({ unsubscribed: false })

    const clicked = await post(link, { "List-Unsubscribe": "One-Click" }, { origin: "https://mail.example" })
    expect([clicked.status, clicked.text]).toEqual([200, "Unsubscribed.\n"])
    expect((await post(link, { "List-Unsubscribe": "One-Click" })).status).toBe(200)
    expect(await reminders(order)).toMatchObject({ unsubscribed: true })
    expect((await get(link)).text).toContain("Send reminders again")

    const [license] = await app.orders.licenses(order)
    const events = async () =>
      (await app.store.admin.get(`/admin/license-center/licenses/${license!.id}/events?limit=50`)).events.flatMap(
        ({ name }: { name: string }) => (name.includes("reminders") ? [name] : [])
      )
    expect(await events()).toEqual(["license.reminders_ended"])
    const token = new URL(link, app.url).searchParams.get("token")!
    const again = await post("/license-center/unsubscribe", { token, wanted: "1" })
    expect([again.status, again.text.includes("You will get reminders again")]).toEqual([200, true])
    expect(await reminders(order)).toMatchObject({ unsubscribed: false })
    expect(await events()).toEqual(["license.reminders_resumed", "license.reminders_ended"])
  })

  it("is ended and had again by the owner of a license, whose trail says who it was", async () => {
    const portal = new Portal(app)
    const order = await endsIn(7)
    const [license] = await app.orders.licenses(order)
    const path = `/licenses/${license!.id}/reminders`
    const session = await portal.visit(order.email)
    for (const enabled of [false, false, true]) {
      const { body } = await portal.ask("post", path, { enabled }, session).expect(200)
      expect(body).toEqual({ reminders: { enabled } })
      expect(await reminders(order)).toMatchObject({ unsubscribed: !enabled })
    }
    for (const wrong of [{}, { enabled: "false" }, { enabled: false, email: "bo@example.com" }]) {
      await portal.ask("post", path, wrong, session).expect(400)
    }
    const [visit] = await portal.sql("SELECT id FROM license_center_portal_session ORDER BY created_at DESC LIMIT 1")
    const by = { actor_type: "customer", actor_id: visit!.id }
    expect(await portal.eventsOf(license!.id, "license.reminders_ended")).toMatchObject([by])
    expect(await portal.eventsOf(license!.id, "license.reminders_resumed")).toMatchObject([by])

    const account = await portal.account(order.email)
    await account.ask("post", `/store/license-center${path}`, { enabled: false }).expect(404)
    await portal.sql("UPDATE license_center_license SET customer_id = ? WHERE id = ?", [account.id, license!.id])
    const refused = await account.ask("post", `/store/license-center${path}`, { enabled: false })
    expect([refused.status, refused.body.code]).toEqual([403, "ADDRESS_UNPROVED"])
    await account.post("/store/license-center/portal/session", { token: await portal.tokenFor(order.email) })
    await account.ask("post", `/store/license-center${path}`, { enabled: false }).expect(200)
    expect(await portal.eventsOf(license!.id, "license.reminders_ended")).toMatchObject(
      expect.arrayContaining([expect.objectContaining({ actor_id: account.id })])
    )
  })

  it("is nobody else's to end: neither with a session for other licenses, nor signed in elsewhere, nor with neither", async () => {
    const portal = new Portal(app)
    const [mine, theirs] = [await endsIn(7), await endsIn(7)]
    const [license] = await app.orders.licenses(theirs)
    const session = await portal.visit(mine.email)
    const account = await portal.account(theirs.email)
    const wish = { enabled: false }
    const at = (id: string) => `/licenses/${id}/reminders`
    const [foreign, unknown] = [license!.id, "lic_unknown"].map((id) => portal.ask("post", at(id), wish, session))
    const [refused, never] = [await foreign!, await unknown!]
    expect([refused.status, refused.body]).toEqual([404, never.body])
    await account.ask("post", `/store/license-center${at(license!.id)}`, wish).expect(404)
    for (const none of [undefined, `lcv_${"A".repeat(43)}`]) {
      await portal.ask("post", at(license!.id), wish, none).expect(401)
    }
    for (const order of [mine, theirs]) {
      expect(await reminders(order)).toMatchObject({ unsubscribed: false })
    }
    expect(await portal.eventsOf(license!.id, "license.reminders_ended")).toEqual([])
    await run()
    await mailTo(theirs, /renew by/)
  })

  it("is had again 20 times an hour at most, and can always be ended", async () => {
    const order = await endsIn(7)
    await run()
    const link = unsubscribeOf(await mailTo(order, /renew by/))
    const token = new URL(link, app.url).searchParams.get("token")!
    const portal = new Portal(app)
    const [license] = await app.orders.licenses(order)
    const { surfer, list } = await signIn(portal, order.email)
    const session = await portal.visit(order.email)
    const set = (enabled: boolean) => portal.ask("post", `/licenses/${license!.id}/reminders`, { enabled }, session)
    const oneClick = () => post(link, { "List-Unsubscribe": "One-Click" })
    const ended = () => portal.eventsOf(license!.id, "license.reminders_ended")
    const { options } = app.container.resolve<LicensingModuleService>(LICENSING_MODULE)
    const limits = jest.replaceProperty(options, "rate_limit", "on")
    try {
      for (let time = 0; time < 20; time++) {
        await set(true).expect(200)
      }
      expect((await oneClick()).status).toBe(200)
      const refused = await set(true)
      expect([refused.status, refused.body.code]).toEqual([429, "RATE_LIMITED"])
      const page = await post("/license-center/unsubscribe", { token, wanted: "1" })
      expect([page.status, page.text]).toEqual([429, expect.stringContaining("You have changed this often")])
      const hosted = await surfer.send(list.form("/license-center/portal/reminders"), { wanted: "yes" })
      expect([hosted.status, hosted.text]).toEqual([429, expect.stringContaining("You have changed this often")])
      for (const { headers } of [refused, page]) {
        expect(Number(headers["retry-after"])).toBeGreaterThan(0)
      }
      expect(await reminders(order)).toMatchObject({ unsubscribed: true })
      for (let time = 0; time < 3; time++) {
        expect([(await oneClick()).status, (await set(false)).status]).toEqual([200, 200])
      }
      expect(await ended()).toHaveLength(1)
      const other = await portal.sold()
      const theirs = `/licenses/${other.licenses[0]!.id}/reminders`
      await portal.ask("post", theirs, { enabled: true }, await portal.visit(other.email)).expect(200)
    } finally {
      limits.restore()
    }
  })

  it("is not sent to who unsubscribed", async () => {
    const order = await endsIn(7)
    await run()
    await post(unsubscribeOf(await mailTo(order, /renew by/)), {})
    const other = await app.orders.aPaidOrder({ email: order.email, basket: { team: 1 } })
    const licensing = app.container.resolve<LicensingModuleService>(LICENSING_MODULE)
    const [license] = await app.orders.licenses(other)
    const [term] = await licensing.listLicenseTerms({ license_id: license!.id })
    const ends_at = new Date(Date.now() + DAY - 3_600_000)
    await licensing.updateLicenseTerms({ id: term!.id, starts_at: new Date(ends_at.getTime() - 365 * DAY), ends_at })
    await run()
    expect((await reminders(other)).reminders).toMatchObject([
      { status: "planned" },
      { status: "planned" },
      { offset_days: -1, status: "skipped", reason: "unsubscribed" },
    ])
  })

  it("leads to a page that shows its licenses and makes a cart of them", async () => {
    const order = await endsIn(7, 2)
    await run()
    const token = tokenOf(await mailTo(order, /renew by/))
    expect((await get("/license-center/renew")).text).toContain("data-fragment")
    const shown = await post("/license-center/renew/open", { token: `see https://x.example/renew#${token} .` })
    expect(shown.status).toBe(200)
    for (const { masked_key } of await app.orders.licenses(order)) {
      expect(shown.text).toContain(masked_key)
    }
    expect(shown.text).toContain("€400.00")
    const { status, text } = await post("/license-center/renew/open?lang=de", { token })
    expect([status, text]).toEqual([200, expect.stringContaining("Lizenz")])
    const ready = await post("/license-center/renew/cart", { token })
    expect(ready.status).toBe(200)
    expect(ready.text).toContain("€400.00")
    const cart_id = /cart_\w+/.exec(ready.text)![0]
    const { cart } = await app.store.shop.get(`/store/carts/${cart_id}`)
    expect(cart).toMatchObject({ email: order.email, items: [{ variant_id: app.store.variants.team }] })
  })

  it("renews what was chosen of several licenses, and nothing for who chose none", async () => {
    const order = await endsIn(7, 1, { invoice: 1 })
    await run()
    const token = tokenOf(await mailTo(order, /renew by/))
    const none = await post("/license-center/renew/cart", { token, choose: "1" })
    expect([none.status, none.text]).toEqual([400, expect.stringContaining("Choose at least one license")])
    const license = (await app.orders.licenses(order)).find(({ plan }) => plan.code === "team")
    const ready = await post("/license-center/renew/cart", { token, choose: "1", [`license-${license!.id}`]: "1" })
    expect([ready.status, ready.text]).toEqual([200, expect.stringContaining("€200.00")])
  })

  it("leads to the store's checkout where the store has named it", async () => {
    const order = await endsIn(7)
    await run()
    const token = tokenOf(await mailTo(order, /renew by/))
    const { options } = app.container.resolve<LicensingModuleService>(LICENSING_MODULE)
    const checkout = jest.replaceProperty(options, "checkout_url", "https://shop.example/checkout?cart={cart_id}")
    try {
      const led = await post("/license-center/renew/cart", { token }).redirects(0)
      expect([led.status, led.headers["cache-control"]]).toEqual([303, expect.stringContaining("no-store")])
      const [, cart_id] = /^https:\/\/shop\.example\/checkout\?cart=(cart_\w+)$/.exec(led.headers.location!)!
      const { cart } = await app.store.shop.get(`/store/carts/${cart_id}`)
      expect(cart).toMatchObject({ email: order.email, items: [{ variant_id: app.store.variants.team }] })
    } finally {
      checkout.restore()
    }
  })

  it("tells nothing by a link that was made up, cut off, of another kind, or sent from elsewhere", async () => {
    const order = await endsIn(7)
    await run()
    const mail = await mailTo(order, /renew by/)
    const renew = tokenOf(mail)
    const unsubscribe = new URL(unsubscribeOf(mail), app.url).searchParams.get("token")!
    for (const token of ["", "lcu_made-up", unsubscribe.slice(0, -4), renew]) {
      const path = `/license-center/unsubscribe?token=${encodeURIComponent(token)}`
      expect([(await get(path)).status, (await post(path, {})).status]).toEqual([404, 404])
    }
    for (const token of ["lcr_made-up", renew.slice(0, -4), unsubscribe]) {
      expect((await post("/license-center/renew/open", { token })).status).toBe(401)
      expect((await post("/license-center/renew/cart", { token })).status).toBe(401)
    }
    const elsewhere = { "sec-fetch-site": "cross-site" }
    expect((await post("/license-center/renew/cart", { token: renew }, elsewhere)).status).toBe(403)
    expect(await reminders(order)).toMatchObject({ unsubscribed: false })
  })
})
