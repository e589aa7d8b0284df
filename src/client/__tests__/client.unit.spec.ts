import { generateKey } from "../../lib/license-key"
import { createLicenseClient } from "../client"
import { aScenario, aStorage, DAY, FINGERPRINT, json, KEY, PRODUCT, refusal, type Scenario } from "./fixtures"

let scenario: Scenario
beforeEach(async () => {
  scenario = await aScenario({ version: "1.2.3", platform: "linux", name: "Studio" })
})
afterEach(() => scenario.server.stop())

describe("activate", () => {
  it("takes a seat, checks the lease and stores it with the key", async () => {
    const { client, server, storage } = scenario
    const result = await client.activate(` ${KEY.toLowerCase()} `, { environment: "staging" })
    expect(result).toMatchObject({
      ok: true,
      valid: true,
      code: "VALID",
      source: "server",
      server: "ok",
      needs_check: false,
      lease: { ent: ["sync"] },
      license: { seats: { limit: 5, used: 1 } },
      activation: { id: "lcact_1" },
      help_url: "https://shop.example.com/help",
      offline_until: "2026-12-15T12:00:00.000Z",
    })
    expect(server.calls[0]).toMatchObject({ path: "/license-center/v1/activate" })
    expect(server.calls[0]?.body).toEqual({
      key: KEY,
      product: PRODUCT,
      fingerprint: FINGERPRINT,
      nonce: expect.stringMatching(/^[\w-]{22}$/),
      name: "Studio",
      platform: "linux",
      version: "1.2.3",
      environment: "staging",
    })
    expect(JSON.parse(storage.text ?? "")).toMatchObject({ v: 1, key: KEY, product: PRODUCT })
  })

  it("finds a typo without asking the server", async () => {
    const typo = KEY.slice(0, -1) + (KEY.endsWith("Z") ? "Y" : "Z")
    expect(await scenario.client.activate(typo)).toMatchObject({ ok: false, code: "MALFORMED_KEY", source: "client" })
    expect(scenario.server.calls).toHaveLength(0)
  })

  it("asks with a new nonce each time", async () => {
    await scenario.client.activate(KEY)
    await scenario.client.activate(KEY)
    expect(new Set(scenario.server.calls.map((call) => call.body.nonce)).size).toBe(2)
  })

  it("leaves out what is blank", async () => {
    await scenario.newClient({ name: " ", version: "" }).activate(KEY)
    expect(Object.keys(scenario.server.calls[0]?.body ?? {}).sort()).toEqual([
      "fingerprint",
      "key",
      "nonce",
      "platform",
      "product",
    ])
  })

  it("lists the devices to replace where the plan shows them", async () => {
    const devices = [{ id: "lcact_9", name: "Old Mac", platform: "darwin", last_seen_at: "2026-01-01T00:00:00.000Z" }]
    scenario.server.reply = refusal(409, "SEAT_LIMIT_REACHED", { devices })
    expect(await scenario.client.activate(KEY)).toMatchObject({ code: "SEAT_LIMIT_REACHED", devices })
  })

  it("goes through the storefront's path with a publishable key", async () => {
    await scenario.newClient({ publishableKey: "pk_1", baseUrl: scenario.server.url + "/" }).activate(KEY)
    expect(scenario.server.calls[0]).toMatchObject({
      path: "/store/license-center/activate",
      headers: { "x-publishable-api-key": "pk_1" },
    })
  })

  it.each([
    [400, "INVALID_REQUEST", { errors: [{ field: "fingerprint", message: "is too long" }] }],
    [400, "MALFORMED_KEY", {}],
    [404, "NOT_FOUND", {}],
    [403, "EXPIRED", {}],
    [403, "SUSPENDED", {}],
    [403, "REVOKED", { help_url: "https://shop.example.com/help" }],
    [409, "SEAT_LIMIT_REACHED", { license: { id: "lclic_1", status: "active", seats: { limit: 1, used: 1 } } }],
  ])("reports %d %s and stores nothing", async (status, code, more) => {
    scenario.server.reply = refusal(status, code, more)
    const result = await scenario.client.activate(KEY)
    expect(result).toMatchObject({ ok: false, valid: false, code, source: "server", server: "ok", ...more })
    expect(result).toMatchObject({ detail: `${code} it is.`, response: { code } })
    expect(scenario.storage.text).toBeNull()
  })

  it("leaves the license in use alone when another key is refused", async () => {
    await scenario.client.activate(KEY)
    scenario.server.reply = refusal(403, "REVOKED")
    expect(await scenario.client.activate(generateKey("NIMBUS"))).toMatchObject({ code: "REVOKED" })
    expect(await scenario.client.check()).toMatchObject({ valid: true, code: "VALID" })
  })

  it.each([
    ["no lease", () => json(201, { valid: true, code: "VALID" })],
    ["a lease for another question", () => scenario.grant({ nonce: "replayed" })],
    ["a lease for another device", () => scenario.grant({ fph: "x" })],
    ["a lease that has ended already", () => scenario.grant({ lic_exp: 1, grace: 0 })],
  ])("does not believe a yes with %s", async (_, reply) => {
    scenario.server.reply = reply()
    const result = await scenario.client.activate(KEY)
    expect(result).toMatchObject({ ok: false, valid: false, code: "INVALID_LEASE", server: "untrusted" })
    expect(scenario.storage.text).toBeNull()
  })
})

describe("validate", () => {
  beforeEach(() => scenario.client.activate(KEY))

  it("asks the server with the stored key and keeps the new lease", async () => {
    const before = scenario.storage.text
    scenario.clock.ms += DAY * 1000
    scenario.server.reply = scenario.grant({}, "GRACE")
    expect(await scenario.client.validate()).toMatchObject({ ok: true, valid: true, source: "server" })
    expect(scenario.server.calls.at(-1)).toMatchObject({
      path: "/license-center/v1/validate",
      body: { key: KEY, version: "1.2.3" },
    })
    expect(scenario.storage.text).not.toBe(before)
  })

  it.each(["REVOKED", "SUSPENDED", "EXPIRED", "NOT_ACTIVATED", "NOT_FOUND", "MALFORMED_KEY"])(
    "%s ends the lease, also for later starts without a network",
    async (code) => {
      scenario.server.reply = refusal(200, code)
      expect(await scenario.client.validate()).toMatchObject({ valid: false, code, source: "server", server: "ok" })
      await scenario.server.stop()
      const offline = await scenario.newClient().check()
      expect(offline).toMatchObject({ valid: false, code, source: "client", server: "unreachable" })
    }
  )

  it("heals by itself when a suspended license is reinstated", async () => {
    scenario.server.reply = refusal(200, "SUSPENDED")
    await scenario.client.validate()
    scenario.server.reply = scenario.grant()
    expect(await scenario.client.check()).toMatchObject({ valid: true, code: "VALID", source: "server" })
  })

  it("keeps the lease when the request itself was malformed", async () => {
    scenario.server.reply = refusal(400, "INVALID_REQUEST")
    expect(await scenario.client.validate()).toMatchObject({ valid: true, code: "VALID", server: "untrusted" })
  })

  it("keeps the lease when the answer does not verify", async () => {
    scenario.server.reply = scenario.grant({ nonce: "replayed" })
    expect(await scenario.client.validate()).toMatchObject({ valid: true, source: "lease", server: "untrusted" })
  })

  it("has nothing to ask without a key", async () => {
    scenario.storage.clear()
    expect(await scenario.client.validate()).toMatchObject({ valid: false, code: "NO_LICENSE", server: "not_asked" })
  })
})

describe("deactivate", () => {
  beforeEach(() => scenario.client.activate(KEY))

  it.each([
    ["DEACTIVATED", { valid: false }],
    ["DEACTIVATED", { valid: true }],
    ["NOT_ACTIVATED", { valid: false }],
  ])("gives the seat back and forgets the key (%s, %j)", async (code, more) => {
    scenario.server.reply = refusal(200, code, more)
    expect(await scenario.client.deactivate()).toMatchObject({ ok: true, valid: false, code })
    expect(scenario.storage.text).toBeNull()
    expect(await scenario.client.deactivate()).toMatchObject({ ok: false, code: "NO_LICENSE" })
  })

  it("keeps everything when the server cannot be reached", async () => {
    await scenario.server.stop()
    expect(await scenario.client.deactivate()).toMatchObject({ ok: false, valid: true, server: "unreachable" })
    expect(await scenario.client.check()).toMatchObject({ ok: true, valid: true })
  })

  it("is not undone by a check that was under way", async () => {
    const { client, server, storage, grant } = scenario
    server.reply = (call, response) =>
      call.path.endsWith("deactivate") ? refusal(200, "DEACTIVATED")(call, response) : grant()(call, response)
    await Promise.all([client.check({ refresh: true }), client.deactivate()])
    expect(storage.text).toBeNull()
  })
})

describe("rebind", () => {
  it("moves a seat here", async () => {
    expect(await scenario.client.rebind(KEY, "old-device")).toMatchObject({ ok: true, valid: true, code: "VALID" })
    expect(scenario.server.calls[0]).toMatchObject({
      path: "/license-center/v1/rebind",
      body: { key: KEY, from: "old-device", fingerprint: FINGERPRINT, name: "Studio" },
    })
  })

  it("reports a used-up quota", async () => {
    const rebinds = { limit: 3, used: 3, window: "P30D", next_at: "2026-12-01T00:00:00.000Z" }
    scenario.server.reply = refusal(409, "REBIND_LIMIT_REACHED", { rebinds })
    expect(await scenario.client.rebind(KEY, "x")).toMatchObject({ code: "REBIND_LIMIT_REACHED", rebinds })
  })

  it("keeps this device's lease when the other device holds no seat", async () => {
    await scenario.client.activate(KEY)
    scenario.server.reply = refusal(409, "NOT_ACTIVATED")
    expect(await scenario.client.rebind(KEY, "x")).toMatchObject({ ok: false, code: "NOT_ACTIVATED" })
    expect(await scenario.client.check()).toMatchObject({ valid: true })
  })
})

describe("storage", () => {
  it("that cannot be read is reported, not thrown", async () => {
    const load = () => Promise.reject(new Error("locked"))
    const client = scenario.newClient({ storage: { ...aStorage(), load } })
    expect(await client.check()).toMatchObject({
      valid: false,
      code: "STORAGE_FAILED",
      storage_error: { message: "locked" },
    })
  })

  it("that cannot be written does not take the answer away", async () => {
    const save = () => Promise.reject(new Error("disk full"))
    const client = scenario.newClient({ storage: { ...aStorage(), save } })
    expect(await client.activate(KEY)).toMatchObject({ valid: true, storage_error: { message: "disk full" } })
  })

  it.each(["", "not json", "[]", '{"v":2}', `{"v":1,"product":"formsmith","key":"x"}`])(
    "with %j in it counts as empty",
    async (text) => {
      scenario.storage.text = text
      expect(await scenario.client.check()).toMatchObject({ valid: false, code: "NO_LICENSE" })
    }
  )

  it("with damaged members never breaks a check", async () => {
    await scenario.client.activate(KEY)
    const state = JSON.parse(scenario.storage.text ?? "") as Record<string, unknown>
    for (const member of Object.keys(state)) {
      for (const value of [null, 7, "x", [], {}]) {
        scenario.storage.text = JSON.stringify({ ...state, [member]: value })
        expect(typeof (await scenario.client.check()).valid).toBe("boolean")
      }
    }
  })
})

describe("options", () => {
  it.each([
    ["baseUrl", { baseUrl: "shop.example.com" }],
    ["product", { product: "" }],
    ["publicKeys", { publicKeys: [] }],
  ])("without a usable %s are a TypeError at once", (_, wrong) => {
    expect(() => scenario.newClient(wrong)).toThrow(TypeError)
  })

  it("take a fingerprint that is found out later, and let its error through", async () => {
    const client = scenario.newClient({ fingerprint: async () => FINGERPRINT })
    expect(await client.activate(KEY)).toMatchObject({ valid: true })
    const broken = scenario.newClient({ fingerprint: () => Promise.reject(new Error("no such device")) })
    await expect(broken.check()).rejects.toThrow("no such device")
    await expect(broken.check()).rejects.toThrow("no such device")
  })

  it("default to the runtime's own fetch and clock", async () => {
    const { server, key, storage } = scenario
    scenario.clock.server = Date.now
    const client = createLicenseClient({
      baseUrl: server.url,
      product: PRODUCT,
      publicKeys: [key.jwk],
      storage,
      fingerprint: FINGERPRINT,
    })
    expect(await client.activate(KEY)).toMatchObject({ valid: true })
    expect(await client.check()).toMatchObject({ valid: true, source: "lease" })
  })
})
