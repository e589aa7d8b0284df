import type { App } from "../../setup/app"
import { Portal } from "./world"

export function devices(app: App): void {
  const portal = new Portal(app)

  it("is listed masked, the latest first, page by page", async () => {
    const { email, licenses } = await portal.sold({ solo: 2, team: 1 })
    const { session } = await portal.open(email)
    const list = async (query = "") => (await portal.ask("get", `/licenses${query}`, undefined, session)).body
    const all = await list()
    expect(all).toMatchObject({ count: 3, limit: 20, offset: 0 })
    expect(all.licenses.map(({ id }: { id: string }) => id).sort()).toEqual(licenses.map(({ id }) => id).sort())
    const keys = app.mailbox.keysTo(email)
    expect(keys).toHaveLength(3)
    expect(keys.filter((key) => JSON.stringify(all).includes(key))).toEqual([])
    expect(JSON.stringify(all)).not.toMatch(/@|customer_id|"order_id"|line_item|variant/)
    const pages = [await list("?limit=2"), await list("?limit=2&offset=2")]
    expect(pages.flatMap(({ licenses }) => licenses)).toEqual(all.licenses)
    for (const query of ["?limit=0", "?limit=101", "?limit=x", "?offset=-1", "?limit=1&limit=2"]) {
      const refused = await portal.ask("get", `/licenses${query}`, undefined, session)
      expect([query, refused.status, refused.body.code]).toEqual([query, 400, "INVALID_REQUEST"])
    }
  })

  it("shows its key to its owner, and says so in its trail without the address", async () => {
    const { email, licenses } = await portal.sold()
    const { session } = await portal.open(email)
    const { id } = licenses[0]!
    const { body, headers } = await portal.ask("post", `/licenses/${id}/reveal`, {}, session).expect(200)
    expect(body).toEqual({ key: app.mailbox.keysTo(email)[0] })
    expect(headers["cache-control"]).toBe("no-store")
    const [event] = await portal.eventsOf(id, "license.revealed")
    expect(event).toMatchObject({ actor_type: "customer", reason: null })
    const [portal_session] = await portal.sql("SELECT link_id FROM license_center_portal_session WHERE id = ?", [
      event!.actor_id,
    ])
    expect(portal_session).toMatchObject({ link_id: expect.stringMatching(/^lcplk_/) })
    expect(JSON.stringify(event)).not.toContain("@")
  })

  it("says which devices use it, and frees the seat of one for another", async () => {
    const { email, licenses } = await portal.sold()
    const { id } = licenses[0]!
    const [key] = app.mailbox.keysTo(email)
    const { handle: product } = app.store.product
    const activate = (fingerprint: string, name: string) =>
      app.store.anyone.ask("post", "/license-center/v1/activate", { key, product, fingerprint, name })
    await activate("old-mac", "Old Mac").expect(201)
    expect((await activate("new-mac", "New Mac")).body.code).toBe("SEAT_LIMIT_REACHED")

    const session = await portal.visit(email)
    const { license } = (await portal.ask("get", `/licenses/${id}`, undefined, session).expect(200)).body
    expect(license).toMatchObject({
      seats: { limit: 1, used: 1 },
      activations: [{ name: "Old Mac", environment: "production", spare: false }],
      rebinds: { limit: 3, used: 0, window: "P30D", next_at: null },
    })
    const [activation] = license.activations
    expect(Object.keys(activation).sort()).toEqual(
      ["activated_at", "app_version", "environment", "id", "last_seen_at", "name", "platform", "spare"].sort()
    )
    const free = () =>
      portal.ask("post", `/licenses/${id}/activations/${activation.id}/deactivate`, {}, session).expect(200)
    const freed = (await free()).body
    expect(freed.license).toMatchObject({ seats: { limit: 1, used: 0 }, activations: [] })
    expect((await free()).body).toEqual(freed)
    await activate("new-mac", "New Mac").expect(201)

    expect(await portal.eventsOf(id, "license.deactivated")).toMatchObject([
      { actor_type: "customer", actor_id: expect.stringMatching(/^lcpse_/), activation_id: activation.id },
    ])
    const [row] = await portal.licensing.listLicenseActivations({ id: activation.id })
    expect(row!.deactivated_reason).toBe("customer")
  })

  it("frees no device of another license of the same owner under its name", async () => {
    const { email, licenses } = await portal.sold({ solo: 2 })
    const [key] = app.mailbox.keysTo(email)
    await app.orders.activate(key!, "a-device")
    const session = await portal.visit(email)
    const [activation] = await portal.licensing.listLicenseActivations({ deactivated_at: null })
    const other = licenses.find(({ id }) => id !== activation!.license_id)!
    await portal.ask("post", `/licenses/${other.id}/activations/${activation!.id}/deactivate`, {}, session).expect(404)
    await portal.ask("post", `/licenses/${other.id}/activations/%zz/deactivate`, {}, session).expect(400)
    const [still] = await portal.licensing.listLicenseActivations({ id: activation!.id })
    expect(still!.deactivated_at).toBeNull()
  })
}
