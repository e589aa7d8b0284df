import type { App } from "../../setup/app"
import { bytesOf } from "../support/world"
import { Portal } from "./world"

export function access(app: App): void {
  const portal = new Portal(app)

  /** Everything that is asked with a session. */
  const routes = (license_id: string, activation_id = "lcact_none") =>
    [
      ["get", "/licenses"],
      ["get", `/licenses/${license_id}`],
      ["post", `/licenses/${license_id}/reveal`],
      ["post", `/licenses/${license_id}/activations/${activation_id}/deactivate`],
      ["post", `/licenses/${license_id}/reminders`],
    ] as const

  it("opens nothing without a session, with one that has ended, or with one of a link for something else", async () => {
    const { email, licenses } = await portal.sold()
    const ended = await portal.visit(email)
    await portal.sql("UPDATE license_center_portal_session SET ended_at = now()")
    const revoked = await portal.visit(email)
    await portal.sql("UPDATE license_center_portal_link SET revoked_at = now()")
    const narrow = await portal.visit(email, { kind: "rebind", subject_id: "lcrbr_1" })
    const expired = await portal.visit(email)
    await portal.sql(
      `UPDATE license_center_portal_session SET expires_at = now()
        WHERE id = (SELECT id FROM license_center_portal_session ORDER BY created_at DESC LIMIT 1)`
    )
    const none = [undefined, "lcv_", `lcv_${"A".repeat(43)}`, narrow, ended, revoked, expired]
    for (const [method, path] of routes(licenses[0]!.id)) {
      for (const session of none) {
        const refused = await portal.ask(method, path, undefined, session)
        expect([path, session, refused.status, refused.body.code]).toEqual([path, session, 401, "NO_SESSION"])
        expect(refused.headers["cache-control"]).toBe("no-store")
      }
    }
    expect(await portal.eventsOf(licenses[0]!.id, "license.revealed")).toEqual([])
  })

  it("takes the session from the header only: a cookie would come along with anybody's form", async () => {
    const { email } = await portal.sold()
    const session = await portal.visit(email)
    await portal.ask("get", "/licenses").set("cookie", `lc_portal=${session}`).expect(401)
  })

  it("answers a stranger's license like one that does not exist", async () => {
    const mine = await portal.sold()
    const theirs = await portal.sold()
    const session = await portal.visit(mine.email)
    for (const id of [theirs.licenses[0]!.id, "lic_unknown"]) {
      for (const [method, path] of routes(id).slice(1)) {
        expect([path, (await portal.ask(method, path, undefined, session)).status]).toEqual([path, 404])
      }
    }
    const [foreign, unknown] = await Promise.all(
      [theirs.licenses[0]!.id, "lic_unknown"].map((id) => portal.ask("get", `/licenses/${id}`, undefined, session))
    )
    expect(bytesOf(foreign!)).toBe(bytesOf(unknown!))
    const { body } = await portal.ask("get", "/licenses", undefined, session).expect(200)
    expect(body.licenses.map(({ id }: { id: string }) => id)).toEqual([mine.licenses[0]!.id])
    expect(await portal.eventsOf(theirs.licenses[0]!.id, "license.revealed")).toEqual([])
  })

  it("shows an account what was sold to it, and nothing that was sold to its address", async () => {
    const { email, licenses } = await portal.sold()
    const [license] = licenses
    const registered = await portal.account(email)
    expect(await registered.get("/store/license-center/licenses")).toMatchObject({ licenses: [], count: 0 })
    for (const [method, path] of routes(license!.id).slice(1)) {
      expect((await registered.ask(method, `/store/license-center${path}`)).status).toBe(404)
    }
    await portal.sql("UPDATE license_center_license SET customer_id = ? WHERE id = ?", [registered.id, license!.id])
    const own = await registered.get("/store/license-center/licenses")
    expect(own).toMatchObject({ licenses: [{ id: license!.id }], count: 1 })
  })

  it("is no door for operators", async () => {
    const { api_keys } = await app.store.admin.get("/admin/api-keys?type=publishable")
    const asked = await app.store.admin
      .ask("get", "/store/license-center/licenses")
      .set("x-publishable-api-key", api_keys.at(-1).token)
    expect([asked.status, asked.body.code]).toEqual([401, "NO_SESSION"])
  })

  it("does not fall back to a customer who is signed in, when the session that was given is wrong", async () => {
    const registered = await portal.account("signed-in@example.com")
    const path = "/store/license-center/licenses"
    const asked = await registered.ask("get", path).set("authorization", `Bearer lcv_${"A".repeat(43)}`)
    expect([asked.status, asked.body.code]).toEqual([401, "NO_SESSION"])
    await registered.ask("get", path).expect(200)
  })
}
