import { generateKey } from "../../lib/license-key"
import { aScenario, DAY, html, json, KEY, refusal, START, type Scenario } from "./fixtures"

let scenario: Scenario
const day = (days: number) => (scenario.clock.ms = START + days * DAY * 1000)

beforeEach(async () => {
  scenario = await aScenario()
  await scenario.client.activate(KEY)
  scenario.server.calls.length = 0
})
afterEach(() => scenario.server.stop())

describe("check, offline first", () => {
  it("asks nobody while the lease is young", async () => {
    day(6)
    expect(await scenario.client.check()).toMatchObject({
      ok: true,
      valid: true,
      code: "VALID",
      source: "lease",
      server: "not_asked",
      license: { id: "lclic_1" },
    })
    expect(scenario.server.calls).toHaveLength(0)
  })

  it("refreshes past half its life, or when told to", async () => {
    await scenario.client.check({ refresh: true })
    expect(scenario.server.calls).toHaveLength(1)
    day(7.5)
    expect(await scenario.client.check()).toMatchObject({ source: "server", server: "ok" })
    expect(scenario.server.calls).toHaveLength(2)
    expect(await scenario.client.check()).toMatchObject({ source: "lease", server: "not_asked" })
  })

  it("never asks when told not to", async () => {
    day(30)
    expect(await scenario.client.check({ refresh: false })).toMatchObject({ code: "LEASE_EXPIRED" })
    expect(scenario.server.calls).toHaveLength(0)
  })

  it("runs through the lease and its grace while the server is down, and comes back", async () => {
    scenario.server.reply = json(503, {})
    const seen = []
    for (const days of [1, 8, 15, 20.9, 22]) {
      day(days)
      const { code, valid, server } = await scenario.client.check()
      seen.push([days, code, valid, server])
    }
    expect(seen).toEqual([
      [1, "VALID", true, "not_asked"],
      [8, "VALID", true, "unreachable"],
      [15, "GRACE", true, "unreachable"],
      [20.9, "GRACE", true, "unreachable"],
      [22, "LEASE_EXPIRED", false, "unreachable"],
    ])
    scenario.server.reply = scenario.grant()
    expect(await scenario.client.check()).toMatchObject({ valid: true, code: "VALID", source: "server" })
  })

  it("shares one answer between calls at the same time", async () => {
    day(8)
    const results = await Promise.all(Array.from({ length: 20 }, () => scenario.client.check()))
    expect(scenario.server.calls).toHaveLength(1)
    expect(new Set(results).size).toBe(1)
    await scenario.client.check({ refresh: true })
    expect(scenario.server.calls).toHaveLength(2)
  })

  it("refuses a lease that was copied from another device", async () => {
    const copy = scenario.newClient({ fingerprint: "device-2" })
    scenario.server.reply = refusal(200, "NOT_ACTIVATED")
    expect(await copy.check({ refresh: false })).toMatchObject({ code: "INVALID_LEASE" })
    expect(await copy.check()).toMatchObject({ valid: false, code: "NOT_ACTIVATED", source: "server" })
  })
})

describe("a server that cannot be asked", () => {
  const slow = () => undefined
  const cut: typeof scenario.server.reply = (_, response) => void response.destroy()

  it.each([
    ["answers 500", json(500, { valid: false, code: "REVOKED" })],
    ["answers 502 with a page", html(502)],
    ["is a captive portal with a page", html(200)],
    ["is a captive portal with a 404 page", html(404)],
    ["is a captive portal with JSON", json(403, { valid: false, code: "LOGIN_REQUIRED" })],
    ["answers as Medusa, not as the plugin", json(400, { type: "not_allowed", message: "Publishable key needed" })],
    ["answers with a list", json(200, [])],
    ["contradicts itself", json(200, { valid: true, code: "REVOKED" })],
    ["closes the connection", cut],
    ["redirects", json(302, {}, { location: "http://127.0.0.1:9/portal" })],
  ])("leaves the lease in charge when it %s", async (_, reply) => {
    scenario.server.reply = reply
    const before = scenario.storage.text
    expect(await scenario.client.validate()).toMatchObject({
      ok: true,
      valid: true,
      code: "VALID",
      source: "lease",
      server: "unreachable",
    })
    expect(scenario.storage.text).toBe(before)
  })

  it("is given up on after the time-out, also by a fetch that does not listen", async () => {
    scenario.server.reply = slow
    const deaf: typeof fetch = () => new Promise(() => undefined)
    for (const client of [scenario.newClient({ timeoutMs: 50 }), scenario.newClient({ timeoutMs: 50, fetch: deaf })]) {
      expect(await client.validate()).toMatchObject({ valid: true, server: "unreachable" })
    }
  })

  it("is given up on when the caller aborts", async () => {
    scenario.server.reply = slow
    const controller = new AbortController()
    const asked = scenario.client.validate({ signal: controller.signal })
    setTimeout(() => controller.abort(), 20)
    expect(await asked).toMatchObject({ valid: true, server: "unreachable" })
    expect(await scenario.client.validate({ signal: AbortSignal.abort() })).toMatchObject({ server: "unreachable" })
  })

  it("counts as UNREACHABLE where no lease helps", async () => {
    scenario.server.reply = html(200)
    const other = generateKey("NIMBUS")
    expect(await scenario.client.activate(other)).toMatchObject({ ok: false, valid: true, server: "unreachable" })
    expect(await scenario.client.activate(KEY)).toMatchObject({ ok: true, valid: true, server: "unreachable" })
    expect(await scenario.client.rebind(KEY, "x")).toMatchObject({ ok: false, valid: true, server: "unreachable" })
    scenario.storage.clear()
    expect(await scenario.client.activate(KEY)).toMatchObject({ ok: false, valid: false, code: "UNREACHABLE" })
  })
})

describe("a server that asks for patience", () => {
  const limited = (retryAfter?: string, status = 429) =>
    json(status, { valid: false, code: "RATE_LIMITED" }, retryAfter ? { "retry-after": retryAfter } : {})

  it("is not asked again before Retry-After is over", async () => {
    const { client, clock, server } = scenario
    server.reply = limited("30")
    expect(await client.validate()).toMatchObject({ valid: true, server: "rate_limited", retry_after_s: 30 })
    server.reply = scenario.grant()
    clock.ms += 29_000
    expect(await client.validate()).toMatchObject({ valid: true, server: "rate_limited", retry_after_s: 1 })
    expect(await client.activate(generateKey("NIMBUS"))).toMatchObject({ ok: false, server: "rate_limited" })
    expect(server.calls).toHaveLength(1)
    clock.ms += 1000
    expect(await client.validate()).toMatchObject({ valid: true, server: "ok" })
  })

  it.each([
    [undefined, 60],
    [new Date(START + 90_000).toUTCString(), 90],
    ["soon", 60],
    ["999999999", 86_400],
  ])("with Retry-After %s waits %d s", async (header, seconds) => {
    scenario.server.reply = limited(header)
    expect(await scenario.client.validate()).toMatchObject({ server: "rate_limited", retry_after_s: seconds })
  })

  it("is listened to at 503, too", async () => {
    scenario.server.reply = limited("30", 503)
    await scenario.client.validate()
    expect(await scenario.client.validate()).toMatchObject({ valid: true, server: "unreachable", retry_after_s: 30 })
    expect(scenario.server.calls).toHaveLength(1)
  })

  it("is RATE_LIMITED where no lease helps", async () => {
    scenario.storage.clear()
    scenario.server.reply = limited("30")
    expect(await scenario.client.activate(KEY)).toMatchObject({ valid: false, code: "RATE_LIMITED", retry_after_s: 30 })
  })

  it("is asked again after the clock was set back, instead of waiting for years", async () => {
    scenario.server.reply = limited("30")
    await scenario.client.validate()
    scenario.server.reply = scenario.grant()
    day(-400)
    expect(await scenario.client.validate()).toMatchObject({ server: "ok" })
  })
})

describe("a clock set back", () => {
  beforeEach(async () => {
    day(6)
    await scenario.client.check()
  })

  it("is found out by the time of the last check, and an online check heals it", async () => {
    scenario.server.reply = json(503, {})
    day(5)
    expect(await scenario.newClient().check()).toMatchObject({
      valid: false,
      code: "CLOCK_SET_BACK",
      server: "unreachable",
    })
    scenario.server.reply = scenario.grant()
    expect(await scenario.client.check()).toMatchObject({ valid: true, source: "server" })
    expect(await scenario.client.check()).toMatchObject({ valid: true, source: "lease" })
  })

  it("is allowed five minutes", async () => {
    scenario.clock.ms -= 4 * 60_000
    expect(await scenario.client.check({ refresh: false })).toMatchObject({ valid: true })
    scenario.clock.ms -= 2 * 60_000
    expect(await scenario.client.check({ refresh: false })).toMatchObject({ code: "CLOCK_SET_BACK" })
  })

  it("works online although this device's clock stays wrong", async () => {
    scenario.clock.server = () => START + 6 * DAY * 1000
    day(-1000)
    expect(await scenario.client.check()).toMatchObject({ valid: true, source: "server" })
    expect(await scenario.client.check({ refresh: false })).toMatchObject({ code: "CLOCK_SET_BACK" })
  })

  it.each([
    ["edited", { at: START }],
    ["removed", undefined],
  ])("cannot be hidden by a stored time that was %s", async (_, seen) => {
    const state = JSON.parse(scenario.storage.text ?? "") as { seen: object }
    scenario.storage.text = JSON.stringify({ ...state, seen: seen && { ...state.seen, ...seen } })
    expect(await scenario.client.check({ refresh: false })).toMatchObject({ code: "CLOCK_SET_BACK" })
    expect(await scenario.client.check()).toMatchObject({ valid: true, source: "server" })
  })
})

describe("the end of a license, offline", () => {
  it("stops after its grace, and a renewal heals it", async () => {
    scenario.server.reply = scenario.grant({ lic_exp: START / 1000 + 2 * DAY })
    await scenario.client.validate()
    day(3)
    expect(await scenario.client.check({ refresh: false })).toMatchObject({ valid: true, code: "GRACE" })
    day(9.1)
    expect(await scenario.client.check({ refresh: false })).toMatchObject({ valid: false, code: "EXPIRED" })
    scenario.server.reply = scenario.grant({ lic_exp: START / 1000 + 400 * DAY })
    expect(await scenario.client.check()).toMatchObject({ valid: true, code: "VALID", source: "server" })
  })

  it("does not stop a license that keeps running", async () => {
    scenario.server.reply = scenario.grant({ lic_exp: START / 1000 + 2 * DAY, on_exp: "keep_running" })
    await scenario.client.validate()
    day(13)
    expect(await scenario.client.check({ refresh: false })).toMatchObject({ valid: true, code: "GRACE" })
  })
})
