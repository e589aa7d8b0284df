import { aScenario, FINGERPRINT, html, json, KEY, PRODUCT, refusal } from "./fixtures"

let scenario: Awaited<ReturnType<typeof aScenario>>

beforeEach(async () => {
  scenario = await aScenario({ name: "Studio" })
})
afterEach(() => scenario.server.stop())

describe("a request for a seat", () => {
  it("is sent with what the owner has to know, and stores nothing", async () => {
    scenario.server.reply = json(202, { status: "received" })
    expect(await scenario.client.requestRebind(KEY.toLowerCase())).toMatchObject({ ok: true, code: "RECEIVED" })
    expect(scenario.server.calls).toMatchObject([
      {
        path: "/license-center/v1/rebind-requests",
        body: { key: KEY, product: PRODUCT, fingerprint: FINGERPRINT, name: "Studio" },
      },
    ])
    expect(scenario.storage.text).toBeNull()
  })

  it("takes another name, and none", async () => {
    scenario.server.reply = json(202, { status: "received" })
    await scenario.client.requestRebind(KEY, { name: "New Mac" })
    await scenario.client.requestRebind(KEY, { name: " " })
    expect(scenario.server.calls.map(({ body }) => body.name)).toEqual(["New Mac", undefined])
  })

  it("does not leave the device with a typo", async () => {
    expect(await scenario.client.requestRebind("NIMBUS-TYPO")).toMatchObject({ ok: false, code: "MALFORMED_KEY" })
    expect(scenario.server.calls).toEqual([])
  })

  it("has not arrived when something else answers", async () => {
    for (const [reply, code] of [
      [html(200), "UNREACHABLE"],
      [json(202, { status: "ok" }), "UNREACHABLE"],
      [refusal(400, "INVALID_REQUEST"), "INVALID_REQUEST"],
      [json(503, {}, { "retry-after": "30" }), "UNREACHABLE"],
    ] as const) {
      scenario.server.reply = reply
      expect(await scenario.client.requestRebind(KEY)).toMatchObject({ ok: false, code })
    }
    // The server asked for patience: nothing is sent.
    const { length } = scenario.server.calls
    expect(await scenario.client.requestRebind(KEY)).toMatchObject({ code: "UNREACHABLE", retry_after_s: 30 })
    expect(scenario.server.calls).toHaveLength(length)
  })

  it("waits as long as the server says", async () => {
    scenario.server.reply = json(429, {}, { "retry-after": "7" })
    expect(await scenario.client.requestRebind(KEY)).toMatchObject({ code: "RATE_LIMITED", retry_after_s: 7 })
  })
})
