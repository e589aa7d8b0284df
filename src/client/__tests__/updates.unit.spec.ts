import { aScenario, json, KEY, type Scenario } from "./fixtures"

let scenario: Scenario
beforeEach(async () => {
  scenario = await aScenario({ version: "1.2.3" })
})
afterEach(() => scenario.server.stop())

const FILE = {
  id: "lcart_1",
  platform: "linux",
  arch: "x64",
  kind: "installer",
  filename: "Nimbus.AppImage",
  size: 9,
  sha512: "ab",
  sha256: null,
  signature: null,
  download_path: "/license-center/v1/downloads/lcart_1",
}
const anAnswer = (more: object = {}) => ({
  status: "update",
  current: "1.2.3",
  offer: {
    version: "2.0.0",
    channel: "stable",
    published_at: "2026-11-24T00:00:00.000Z",
    notes: "New",
    artifacts: [FILE],
  },
  newest: { version: "2.0.0", channel: "stable", published_at: "2026-11-24T00:00:00.000Z" },
  license: { id: "lic_1", status: "active", updates_until: null, newest_covered: "2.0.0" },
  checked_at: "2026-11-24T00:00:00.000Z",
  next_check_after_s: 21_600,
  ...more,
})

describe("checkForUpdate", () => {
  it("shows the lease, says what runs, and gives files with what opens them", async () => {
    const { client, server, storage } = scenario
    await client.activate(KEY)
    const { lease } = JSON.parse(storage.text!)
    const before = storage.text
    server.reply = json(200, anAnswer())
    const result = await client.checkForUpdate({ platform: "linux", arch: "x64", channel: "beta" })
    expect(result).toMatchObject({
      ok: true,
      status: "update",
      offer: { version: "2.0.0", artifacts: [{ url: `${server.url}/license-center/v1/downloads/lcart_1` }] },
      download_headers: { authorization: `Bearer ${lease}` },
    })
    const call = server.calls.at(-1)!
    expect(call.path).toBe("/license-center/v1/updates/nimbus-notes?channel=beta&version=1.2.3&platform=linux&arch=x64")
    expect(call.path).not.toContain(KEY)
    expect(call.headers.authorization).toBe(`Bearer ${lease}`)
    expect(storage.text).toBe(before)
  })

  it("shows the key once the lease was taken back, and nothing on a device without a license", async () => {
    const { client, server, storage, newClient } = scenario
    await client.activate(KEY)
    storage.text = JSON.stringify({ ...JSON.parse(storage.text!), lease: null })
    server.reply = json(200, anAnswer({ status: "unlicensed", offer: null, license: null }))
    await client.checkForUpdate()
    expect(server.calls.at(-1)!.headers.authorization).toBe(`License ${KEY}`)
    storage.text = null
    expect(await newClient().checkForUpdate()).toMatchObject({ ok: true, status: "unlicensed", download_headers: {} })
    expect(server.calls.at(-1)!.headers.authorization).toBeUndefined()
  })

  it("opens the download with the publishable key as well where the calls need it", async () => {
    const { newClient, storage } = scenario
    await scenario.client.activate(KEY)
    const { lease } = JSON.parse(storage.text!)
    const offered = anAnswer()
    offered.offer.artifacts = [{ ...FILE, download_path: "/store/license-center/downloads/lcart_1" }]
    // As Medusa does below /store, and below it only.
    const store = async (url: string, headers: Record<string, string>) => {
      const { pathname } = new URL(url)
      if (!pathname.startsWith("/store/") || headers["x-publishable-api-key"] !== "pk_1") {
        return new Response("Publishable API key required", { status: 400 })
      }
      if (headers.authorization !== `Bearer ${lease}`) {
        return new Response(null, { status: 401 })
      }
      return pathname.includes("/updates/") ? Response.json(offered) : new Response("the file")
    }
    const fetch = (url: unknown, init?: RequestInit) => store(String(url), init!.headers as Record<string, string>)
    const update = await newClient({ publishableKey: "pk_1", fetch }).checkForUpdate()
    if (!update.ok) {
      throw new Error(update.detail)
    }
    const file = await store(update.offer!.artifacts[0]!.url, update.download_headers)
    expect([file.status, await file.text()]).toEqual([200, "the file"])
    expect(update.download_headers).toEqual({ authorization: `Bearer ${lease}`, "x-publishable-api-key": "pk_1" })
  })

  it("takes no update from what is not the license server", async () => {
    const { client, server } = scenario
    const strange = [
      json(200, { status: "update" }),
      json(200, anAnswer({ status: "update", offer: null })),
      json(200, anAnswer({ status: "up_to_date" })),
      json(200, { hello: "wifi" }),
      json(404, {}),
    ]
    for (const reply of strange) {
      server.reply = reply
      expect(await client.checkForUpdate()).toMatchObject({ ok: false, status: "unreachable" })
    }
    server.reply = json(400, {
      valid: false,
      code: "INVALID_REQUEST",
      detail: "No.",
      errors: [{ field: "version", message: "x" }],
    })
    expect(await client.checkForUpdate({ version: "one" })).toMatchObject({
      ok: false,
      status: "invalid_request",
      errors: [{ field: "version" }],
    })
  })

  it("is patient when the server asks for it, and does not throw when it is away", async () => {
    const { client, server } = scenario
    server.reply = (_call, response) => void response.writeHead(429, { "retry-after": "120" }).end("{}")
    expect(await client.checkForUpdate()).toMatchObject({ ok: false, status: "rate_limited", retry_after_s: 120 })
    const asked = server.calls.length
    expect(await client.checkForUpdate()).toMatchObject({ ok: false, status: "rate_limited" })
    expect(server.calls).toHaveLength(asked)
    await server.stop()
    expect(await scenario.newClient().checkForUpdate()).toMatchObject({ ok: false, status: "unreachable" })
  })
})
