import request from "supertest"
import { randomUUID } from "node:crypto"
import { sharedLimits } from "../../../src/lib/rate-limit"
import { PORTAL_MODULE } from "../../../src/modules/portal"
import type PortalModuleService from "../../../src/modules/portal/service"
import type { Tools } from "./answers"
import type { Method } from "./document"

const STORE = "/store/license-center"
const MINE = /^\/store\/license-center\/(?:portal|licenses|me)(?:\/|$)/
const ACTIVATION = "/licenses/{id}/activations/{activation_id}/deactivate"
const REMINDERS = "/licenses/{id}/reminders"
const NO_LINK = `lcp_${"A".repeat(43)}`
const NO_SESSION = `lcv_${"A".repeat(43)}`

/** Bodies that fit, by operation. */
const FITTING: Record<string, object> = {
  requestPortalLink: { email: "somebody@example.com" },
  beginPortalSession: { token: NO_LINK },
  setOwnedReminders: { enabled: false },
}

type Asked = {
  body?: object
  session?: string
  headers?: Record<string, string>
  query?: string
  ids?: [string, string?]
}

/** Answers to who owns licenses, held against the file. */
export function portalAnswers({ api, world, judge }: Tools): void {
  const portal = () => world().desk.container.resolve<PortalModuleService>(PORTAL_MODULE)

  async function ask(method: Method, at: string, asked: Asked = {}): Promise<request.Response> {
    const { desk } = world()
    const { body, session, headers = {}, query = "", ids: [id, activation_id] = ["nothing_here"] } = asked
    const path = at.replace("{id}", id).replace("{activation_id}", activation_id ?? "nothing_here")
    const response = await request(desk.url)
      [method](`${STORE}${path}${query}`)
      .set({ ...desk.headers(STORE), ...headers })
      .set(session ? { authorization: `Bearer ${session}` } : {})
      .send(body)
    judge(method, `${STORE}${at}`, response)
    return response
  }

  async function aLink(email: string): Promise<{ id: string; token: string }> {
    const input = { email, locale: null, kind: "portal", subject_id: null, expires_in: "P7D" } as const
    const id = await portal().links.create(input, new Date())
    return (await portal().links.readMail(id, new Date()))!
  }

  it("answers who owns licenses as the file says", async () => {
    const { desk } = world()
    const license = await desk.anActivation("old-mac")
    const email = `owner-${randomUUID().slice(0, 8)}@example.com`
    await desk.sql("UPDATE license_center_license SET email = ? WHERE id = ?", [email, license.id])
    await ask("post", "/portal/links", { body: { email: "nobody@example.com" } })
    await ask("post", "/portal/links", { body: {} })
    await ask("post", "/portal/session", { body: {} })
    await ask("post", "/portal/session", { body: { token: NO_LINK } })
    const { token } = await aLink(email)
    const session: string = (await ask("post", "/portal/session", { body: { token } })).body.session

    const held = await ask("get", "/me/export", { session })
    expect(held.body).toMatchObject({ email, licenses: [{ id: license.id }] })
    expect((await ask("post", "/me/erasure", { session, body: { reason: 7 } })).status).toBe(400)
    expect((await ask("post", "/me/erasure", { session, body: { reason: "I moved on" } })).status).toBe(202)
    const { licenses } = (await ask("get", "/licenses", { session })).body
    expect(licenses).toMatchObject([{ id: license.id }])
    expect((await ask("get", "/licenses", { session, query: "?limit=none" })).status).toBe(400)
    const { activations } = (await ask("get", "/licenses/{id}", { session, ids: [license.id] })).body.license
    expect(activations).toHaveLength(1)
    const revealed = await ask("post", "/licenses/{id}/reveal", { session, ids: [license.id] })
    expect(revealed.body.key).toBe(license.key)
    for (const enabled of [false, true]) {
      const set = await ask("post", REMINDERS, { session, ids: [license.id], body: { enabled } })
      expect(set.body).toEqual({ reminders: { enabled } })
    }
    expect((await ask("post", REMINDERS, { session, ids: [license.id], body: { enabled: "no" } })).status).toBe(400)
    const freed = await ask("post", ACTIVATION, { session, ids: [license.id, activations[0].id] })
    expect(freed.body.license.activations).toEqual([])
    for (const [method, at] of [
      ["get", "/licenses/{id}/refund"],
      ["post", "/licenses/{id}/refund"],
      ["get", "/licenses/{id}"],
      ["post", "/licenses/{id}/reveal"],
      ["post", ACTIVATION],
      ["post", REMINDERS],
    ] as const) {
      expect((await ask(method, at, { session })).status).toBe(404)
      expect((await ask(method, at, { session, ids: ["%00"] })).status).toBe(400)
    }
    await ask("delete", "/portal/session", { session })
    expect((await ask("get", "/licenses", { session })).status).toBe(401)
  })

  it("answers an account whose address nobody has proved as the file says", async () => {
    const { desk } = world()
    const license = await desk.anActivation("mac-of-the-account")
    const email = `account-${randomUUID().slice(0, 8)}@example.com`
    const post = async (path: string, body: object, headers = {}) =>
      (
        await request(desk.url)
          .post(path)
          .set({ ...desk.headers(STORE), ...headers })
          .send(body)
          .expect(200)
      ).body
    const who = { email, password: "only for tests" }
    const { token } = await post("/auth/customer/emailpass/register", who)
    const { customer } = await post("/store/customers", { email }, { authorization: `Bearer ${token}` })
    const session = (await post("/auth/customer/emailpass", who)).token
    await desk.sql("UPDATE license_center_license SET email = ?, customer_id = ? WHERE id = ?", [
      email,
      customer.id,
      license.id,
    ])
    const own = (await ask("get", "/licenses/{id}", { session, ids: [license.id] })).body.license
    expect(own).toMatchObject({ address_proved: false, activations: null, rebinds: null })
    for (const [method, at, body] of [
      ["post", "/licenses/{id}/reveal", undefined],
      ["post", ACTIVATION, undefined],
      ["post", REMINDERS, { enabled: false }],
      ["get", "/licenses/{id}/refund", undefined],
      ["post", "/licenses/{id}/refund", {}],
    ] as const) {
      expect([at, (await ask(method, at, { session, ids: [license.id], body })).status]).toEqual([at, 403])
    }
    const left_out = async () => (await ask("get", "/me/export", { session })).body.left_out
    expect(await left_out()).toMatchObject({ code: "ADDRESS_UNPROVED", licenses: 1 })
    await ask("post", "/portal/session", { session, body: { token: (await aLink(email)).token } })
    expect(await left_out()).toBeNull()
  })

  it("refuses links to licenses that have ended as the file says", async () => {
    const { id, token } = await aLink("ended@example.com")
    const exchange = async () => (await ask("post", "/portal/session", { body: { token } })).body.code
    await world().desk.sql("UPDATE license_center_portal_link SET expires_at = now() WHERE id = ?", [id])
    expect(await exchange()).toBe("LINK_EXPIRED")
    await portal().links.revoke({ id }, new Date())
    expect(await exchange()).toBe("LINK_REVOKED")
  })

  it("refuses owners' requests as the file says", async () => {
    const { desk } = world()
    const limited = { "x-forwarded-for": "198.51.100.211" }
    const limits = sharedLimits(portal().options)!
    while ((await limits.count("address", limited["x-forwarded-for"])) === null) {
      // Once more.
    }
    for (const { path: at, method, operation } of api.operations()) {
      if (!MINE.test(at)) {
        continue
      }
      const below = at.slice(STORE.length)
      const body = FITTING[operation.operationId]
      judge(
        method,
        at,
        await request(desk.url)
          [method](at.replaceAll(/\{\w+\}/g, "nothing_here"))
          .send(body)
      )
      expect([at, (await ask(method, below, { body, headers: limited })).status]).toEqual([at, 429])
      if ("401" in operation.responses) {
        expect([at, (await ask(method, below, { body })).status]).toEqual([at, 401])
      }
      if ("503" in operation.responses) {
        const away = (["exchange", "visitor"] as const).map((call) =>
          jest.spyOn(portal().sessions, call).mockRejectedValue(new Error("the database is away"))
        )
        const failed = await ask(method, below, { body, session: NO_SESSION })
        expect([at, failed.status]).toEqual([at, 503])
        away.forEach((spy) => spy.mockRestore())
      }
    }
  })
}
