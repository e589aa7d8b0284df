import { Modules } from "@medusajs/framework/utils"
import type { App } from "../../setup/app"

const LICENSES = "/admin/license-center/licenses"

type Event = {
  name: string
  actor_type: string
  actor_id: string | null
  actor_email: string | null
  reason: string | null
  data: object | null
}

/** What an operator sees of licenses and does to them. */
export function licenses(app: App): void {
  const aLicense = async () => {
    const order = await app.orders.aPaidOrder()
    const [license] = await app.orders.licenses(order)
    return { order, license: license!, path: `${LICENSES}/${license!.id}` }
  }
  const eventsOf = async (path: string): Promise<Event[]> => (await app.store.admin.get(`${path}/events`)).events

  it("finds a license by address, order number and key, however it is typed", async () => {
    const { orders, store } = app
    const { order, license } = await aLicense()
    await orders.aPaidOrder()
    const key = await orders.reveal(license)
    const queries = [
      order.email,
      order.email.toUpperCase(),
      order.email.split("@")[0]!,
      String(order.display_id),
      `#${order.display_id}`,
      ` ${order.display_id} `,
      license.id,
      order.id,
      key,
      key.toLowerCase(),
      key.replaceAll("-", ""),
      ` ${key.replaceAll("-", " ")} `,
      key.replaceAll("-", "–"),
    ]
    const found: Record<string, string[]> = {}
    for (const q of queries) {
      const answer = await store.admin.get(`${LICENSES}?q=${encodeURIComponent(q)}`)
      found[q] = answer.licenses.map(({ id }: { id: string }) => id)
      expect(answer.count).toBe(found[q]!.length)
    }
    expect(found).toEqual(Object.fromEntries(queries.map((q) => [q, [license.id]])))
    for (const q of ["nobody@example.com", "999999", "100%", "_", "\\", "'; --", key.replace(/.$/, "*")]) {
      expect((await store.admin.get(`${LICENSES}?q=${encodeURIComponent(q)}`)).licenses).toEqual([])
    }
  })

  it("takes a search in a body, too, with the same filters and the same answer", async () => {
    const { orders, store } = app
    const { order, license } = await aLicense()
    const key = await orders.reveal(license)
    const search = (body: object) => store.admin.post(`${LICENSES}/search`, body)
    const { licenses, count } = await search({ q: key.toLowerCase(), limit: 5 })
    expect([count, licenses[0].id]).toEqual([1, license.id])
    expect(await search({})).toEqual(await store.admin.get(LICENSES))
    const filters = { order_id: order.id, status: "active", plan_id: license.plan.id, order: "-email", offset: 0 }
    const query = new URLSearchParams(Object.entries(filters).map(([name, value]) => [name, String(value)]))
    expect(await search(filters)).toEqual(await store.admin.get(`${LICENSES}?${query}`))
    expect(await search({ product_id: "prod_unknown" })).toMatchObject({ licenses: [], count: 0 })
    expect(await search({ customer_id: "cus_unknown" })).toMatchObject({ licenses: [], count: 0 })
    for (const body of [{ q: 5 }, { status: "gone" }, { limit: 1000 }, { order: "key_hash" }, { key }]) {
      await store.admin.ask("post", `${LICENSES}/search`, body).expect(400)
    }
  })

  it("filters, sorts and pages, and never shows a key", async () => {
    const { orders, store, mailbox } = app
    const first = await orders.aPaidOrder({ email: "a@example.com", basket: { solo: 2 } })
    const second = await orders.aPaidOrder({ email: "b@example.com", basket: { team: 1 } })
    await orders.cancel(second)
    const list = async (query: string) => {
      const { status, body, text } = await store.admin.ask("get", `${LICENSES}?${query}`)
      expect(status).toBe(200)
      for (const key of [...mailbox.keysTo(first.email), ...mailbox.keysTo(second.email)]) {
        expect(text).not.toContain(key)
      }
      expect(text).not.toMatch(/key_hash|key_sealed/)
      return [body.count, ...body.licenses.map(({ email }: { email: string }) => email[0])]
    }
    expect(await list("order=email")).toEqual([3, "a", "a", "b"])
    expect(await list("order=-email&limit=1")).toEqual([3, "b"])
    expect(await list("order=-email&limit=2&offset=2")).toEqual([3, "a"])
    expect(await list("status=revoked")).toEqual([1, "b"])
    expect(await list(`plan_id=${store.plans.solo.id}`)).toEqual([2, "a", "a"])
    expect(await list(`order_id=${second.id}`)).toEqual([1, "b"])
    expect(await list(`product_id=${store.product.id}&status=active`)).toEqual([2, "a", "a"])
    expect(await list("product_id=prod_unknown")).toEqual([0])
    for (const query of ["status=gone", "order=key_hash", "limit=1000", `q=${"x".repeat(201)}`]) {
      await store.admin.ask("get", `${LICENSES}?${query}`).expect(400)
    }
  })

  it("shows one license with its devices, terms and mail", async () => {
    const { orders, store } = app
    const { license, path, order } = await aLicense()
    await orders.activate(await orders.reveal(license), "a device")
    const { license: detail } = await store.admin.get(path)
    expect(detail).toMatchObject({
      id: license.id,
      masked_key: expect.stringMatching(/^TEST-•{5}/),
      state: "active",
      order_id: order.id,
      product: store.product,
      plan: { code: "solo" },
      seats: { limit: 1, used: 1 },
      expires_at: null,
      updates_until: expect.stringMatching(/Z$/),
      delivery: { status: "sent", to: order.email },
      terms: [{ kind: "initial", ends_at: null, reverted_at: null }],
      activations: [{ environment: "production", spare: false, deactivated_at: null }],
    })
    expect(JSON.stringify(detail)).not.toContain("a device")
    await store.admin.ask("get", `${LICENSES}/lic_unknown`).expect(404)
    await store.admin.ask("get", `${LICENSES}/lic_unknown/events`).expect(404)
  })

  it("suspends, reinstates and revokes with a reason, and writes down who and why", async () => {
    const { store, mailbox } = app
    const { order, license, path } = await aLicense()
    const act = (action: string, reason?: string) => store.admin.post(`${path}/${action}`, { reason })
    expect((await act("suspend", "chargeback announced")).license).toMatchObject({ status: "suspended" })
    expect((await act("suspend", "said twice")).license).toMatchObject({ status: "suspended" })
    expect((await act("reinstate")).license).toMatchObject({ status: "active", status_reason: null })
    // A suspension is between the store and its customer: no mail, and no second key when it ends.
    expect(mailbox.mailsTo(order.email)).toHaveLength(1)
    expect((await act("revoke", "sold on a marketplace")).license).toMatchObject({
      status: "revoked",
      status_reason: "operator",
    })
    const [, told] = mailbox.mailsTo(order.email)
    expect(told!.text).toContain(license.masked_key)
    expect(told!.text).not.toContain("marketplace")

    const events = await eventsOf(path)
    expect(events.map(({ name, reason }) => [name, reason])).toEqual([
      ["license.revoked", "sold on a marketplace"],
      ["license.reinstated", null],
      ["license.suspended", "chargeback announced"],
      ["license.issued", null],
    ])
    const { user } = await store.admin.get("/admin/users/me")
    expect(events[0]).toMatchObject({ actor_type: "operator", actor_id: user.id, actor_email: user.email })
    expect(events[3]).toMatchObject({ actor_type: "system", actor_id: null, actor_email: null })
  })

  it("names no address for an API key, and none any more for an operator who is gone", async () => {
    const { store, container } = app
    const { path } = await aLicense()
    await store.admin.post(`${path}/suspend`, { reason: "asked by phone" })
    const { api_key } = await store.admin.post("/admin/api-keys", { title: "A script", type: "secret" })
    const basic = `Basic ${Buffer.from(`${api_key.token}:`).toString("base64")}`
    await store.admin.ask("post", `${path}/reinstate`, {}).set("authorization", basic).expect(200)
    const { user } = await store.admin.get("/admin/users/me")
    const operators = async () => (await eventsOf(path)).slice(0, 2).map((event) => [event.actor_id, event.actor_email])
    expect(await operators()).toEqual([
      [api_key.id, null],
      [user.id, user.email],
    ])
    await container.resolve(Modules.USER).deleteUsers([user.id])
    expect(await operators()).toEqual([
      [api_key.id, null],
      [user.id, null],
    ])
  })

  it("refuses what does not fit the state, or a reason that is none, and changes nothing", async () => {
    const { store } = app
    const { path } = await aLicense()
    const refused = (action: string, body: object, status = 400) =>
      store.admin.ask("post", `${path}/${action}`, body).expect(status)
    for (const action of ["suspend", "revoke", "reveal"]) {
      for (const body of [{ reason: 5 }, { reason: ["why"] }, { because: "why" }]) {
        await refused(action, body)
      }
      await refused(action, { reason: "x".repeat(501) })
    }
    expect((await store.admin.get(path)).license.status).toBe("active")
    await store.admin.post(`${path}/revoke`, { reason: "resold" })
    await refused("suspend", { reason: "too late" })
    await refused("resend", {})
    for (const action of ["suspend", "revoke", "reveal", "reinstate", "resend"]) {
      await store.admin.ask("post", `${LICENSES}/lic_unknown/${action}`, { reason: "unknown" }).expect(404)
    }
    expect((await eventsOf(path)).map(({ name }) => name)).toEqual(["license.revoked", "license.issued"])
  })

  it("takes an action without a reason, and writes down that there was none", async () => {
    const { store } = app
    const { path } = await aLicense()
    await store.admin.post(`${path}/suspend`, {})
    await store.admin.post(`${path}/reinstate`, { reason: null })
    await store.admin.post(`${path}/revoke`, { reason: "  " })
    const reasons = (await eventsOf(path)).map(({ name, reason }) => [name, reason])
    expect((await store.admin.post(`${path}/reveal`, {})).key).toMatch(/^TEST-/)
    expect(reasons.slice(0, 3)).toEqual([
      ["license.revoked", null],
      ["license.reinstated", null],
      ["license.suspended", null],
    ])
  })

  it("reveals the key to who says why, uncached, and writes that down first", async () => {
    const { store, mailbox } = app
    const { order, path } = await aLicense()
    const answer = await store.admin.ask("post", `${path}/reveal`, { reason: "customer lost the mail" }).expect(200)
    expect(answer.body).toEqual({ key: mailbox.keysTo(order.email)[0] })
    expect(answer.headers["cache-control"]).toBe("no-store")
    const [event] = await eventsOf(path)
    expect(event).toMatchObject({ name: "license.revealed", reason: "customer lost the mail", actor_type: "operator" })
    expect(JSON.stringify(await eventsOf(path))).not.toContain(answer.body.key)
  })

  it("mails the key once more each time it is asked to", async () => {
    const { store, mailbox } = app
    const { order, license, path } = await aLicense()
    for (const count of [2, 3]) {
      const answer = await store.admin.post(`${path}/resend`, { reason: "asked on the phone" })
      expect(answer.license.delivery).toMatchObject({ status: "sent", to: order.email })
      expect(mailbox.mailsTo(order.email)).toHaveLength(count)
    }
    expect(mailbox.keysTo(order.email)).toHaveLength(1)
    expect(await eventsOf(path)).toMatchObject([
      { name: "license.resent", reason: "asked on the phone" },
      { name: "license.resent" },
      { name: "license.issued" },
    ])
    expect(await app.orders.reconcile(order)).toMatchObject({ unchanged: [license.id] })
  })

  it("frees a seat for a customer who cannot", async () => {
    const { orders, store } = app
    const { license, path } = await aLicense()
    const key = await orders.reveal(license)
    await orders.activate(key, "lost laptop")
    const { license: before } = await store.admin.get(path)
    const [activation] = before.activations
    await store.admin.post(`${path}/activations/${activation.id}/deactivate`, { reason: "lost laptop" })
    await store.admin.ask("post", `${path}/activations/lcact_unknown/deactivate`, { reason: "unknown" }).expect(404)
    expect((await store.admin.get(path)).license.seats).toEqual({ limit: 1, used: 0 })
    await orders.activate(key, "new laptop")
  })

  it("lists and rotates the signing keys without their private part", async () => {
    const { admin, anyone } = app.store
    const before = await admin.get("/admin/license-center/signing-keys")
    const after = await admin.post("/admin/license-center/signing-keys/rotate")
    const active = ({ signing_keys }: { signing_keys: { kid: string; status: string }[] }) =>
      signing_keys.find(({ status }) => status === "active")!.kid
    expect(active(after)).not.toBe(active(before))
    for (const key of after.signing_keys) {
      expect(Object.keys(key).sort()).toEqual(["activated_at", "created_at", "id", "kid", "retired_at", "status"])
    }
    const { keys } = await anyone.get("/license-center/v1/jwks.json")
    expect(keys.map(({ kid }: { kid: string }) => kid)).toEqual(expect.arrayContaining([active(before), active(after)]))
  })

  it("lists mails by order and state", async () => {
    const { store } = app
    const { order } = await aLicense()
    await aLicense()
    const path = "/admin/license-center/notices"
    const { notices, count } = await store.admin.get(`${path}?order_id=${order.id}&status=sent`)
    expect(count).toBe(1)
    expect(notices).toMatchObject([{ kind: "license_delivered", to: order.email, status: "sent" }])
    expect((await store.admin.get(`${path}?q=${order.email}`)).count).toBe(1)
    expect((await store.admin.get(`${path}?status=failed`)).notices).toEqual([])
    await store.admin.ask("get", `${path}?status=lost`).expect(400)
  })
}
