import type { App } from "../../setup/app"
import { Updates, V1 } from "./world"

/** `GET /updates`, as the sold software asks it. */
export function questions(app: App): void {
  const updates = new Updates(app)

  it("offers the newest version to a key, a lease and nobody else", async () => {
    const { key, lease, license } = await updates.aDevice()
    await updates.release("1.0.0")
    await updates.release("1.10.0", { notes: "Faster" })
    for (const authorization of [
      `License ${key}`,
      `license ${key.toLowerCase().replaceAll("-", " ")}`,
      `Bearer ${lease}`,
    ]) {
      const { body, headers } = await updates.ask("version=1.0.0&platform=win32&arch=x64", authorization).expect(200)
      expect(body).toMatchObject({
        status: "update",
        current: "1.0.0",
        offer: {
          version: "1.10.0",
          channel: "stable",
          notes: "Faster",
          artifacts: [{ filename: "Nimbus-Setup.exe", platform: "win32", size: expect.any(Number) }],
        },
        newest: { version: "1.10.0" },
        license: { id: license.id, status: "active", newest_covered: "1.10.0" },
        next_check_after_s: expect.any(Number),
      })
      expect(headers["cache-control"]).toBe("no-store")
      expect(JSON.stringify(body)).not.toContain(key)
    }
    for (const authorization of [
      undefined,
      "License NOPE",
      "Bearer a.b.c",
      `Bearer ${lease.slice(0, -4)}AAAA`,
      "Basic x",
    ]) {
      const { body } = await updates.ask("version=1.0.0", authorization).expect(200)
      expect(body).toMatchObject({ status: "unlicensed", offer: null, newest: { version: "1.10.0" }, license: null })
    }
    const query = await app.store.anyone.get(`${V1}/updates/${app.store.product.handle}?version=1.0.0&key=${key}`)
    expect(query.status).toBe("unlicensed")
  })

  it("answers the same under the store's prefix, and for the product's id", async () => {
    const { key } = await updates.aDevice()
    await updates.release("2.0.0")
    const { shop, product } = app.store
    const answer = await shop
      .ask("get", `/store/license-center/updates/${product.id}?version=1.0.0`)
      .set("authorization", `License ${key}`)
      .expect(200)
    expect(answer.body.status).toBe("update")
    expect(answer.body.offer.artifacts[0].download_path).toMatch(/^\/store\/license-center\/downloads\/lcart_/)
  })

  it("keeps to what was released while the license was covered", async () => {
    const { key, license } = await updates.aDevice()
    const old = await updates.release("1.0.0")
    await updates.age(old.id, 100)
    const covered = await updates.release("1.1.0")
    await updates.age(covered.id, 50)
    await updates.release("2.0.0")
    await updates.lapse(license, 30)
    const status = async (version: string) => {
      const { body } = await updates.ask(`version=${version}`, `License ${key}`)
      return [body.status, body.offer?.version ?? null, body.newest.version, body.license.newest_covered]
    }
    expect(await status("1.0.0")).toEqual(["update", "1.1.0", "2.0.0", "1.1.0"])
    expect(await status("1.1.0")).toEqual(["updates_expired", null, "2.0.0", "1.1.0"])
    const fix = await updates.release("1.1.1", { eligible_since: new Date(Date.now() - 60 * 86_400_000).toISOString() })
    expect(await status("1.1.0")).toEqual(["update", "1.1.1", "2.0.0", "1.1.1"])
    await updates.admin.post(`/admin/license-center/releases/${fix.id}/yank`, { reason: "It loses data" })
    expect(await status("1.1.0")).toEqual(["updates_expired", null, "2.0.0", "1.1.0"])
  })

  it("says no more to a revoked license, and to a lease whose device gave its seat back", async () => {
    const { key, lease, license } = await updates.aDevice()
    await updates.release("2.0.0")
    await app.store.anyone.post(`${V1}/deactivate`, { key, product: app.store.product.handle, fingerprint: "a device" })
    expect((await updates.ask("version=1.0.0", `Bearer ${lease}`)).body.status).toBe("unlicensed")
    expect((await updates.ask("version=1.0.0", `License ${key}`)).body.status).toBe("update")
    await app.store.admin.post(`/admin/license-center/licenses/${license.id}/revoke`, { reason: "resold" })
    expect((await updates.ask("version=1.0.0", `License ${key}`)).body).toMatchObject({
      status: "unlicensed",
      license: { status: "revoked" },
    })
  })

  it("rolls out by device, holds the others back, and tells what is unsupported", async () => {
    const { key } = await updates.aDevice()
    const partial = await updates.release("2.0.0", { rollout_percent: 0 })
    const ask = async (query: string) => (await updates.ask(query, `License ${key}`)).body.status
    expect(await ask("version=1.0.0&platform=win32")).toBe("held_back")
    expect(await ask("version=1.0.0&platform=linux")).toBe("unsupported")
    await updates.admin.post(`/admin/license-center/releases/${partial.id}/rollout`, { rollout_percent: 100 })
    expect(await ask("version=1.0.0&platform=windows&arch=amd64")).toBe("update")
    expect(await ask("version=2.0.0&platform=win32")).toBe("up_to_date")
    await updates.release("3.0.0-beta.1", { channel: "beta", min_os: { win32: "10.0.17763" } })
    expect(await ask("version=2.0.0")).toBe("up_to_date")
    expect(await ask("version=2.0.0&channel=beta&platform=win32&os=10.0.19045")).toBe("update")
    expect(await ask("version=2.0.0&channel=beta&platform=win32&os=6.1")).toBe("unsupported")
  })

  it.each([
    "version=1",
    "version=v1.0.0",
    "version=latest",
    "version=1.0.0&platform=beos",
    "version=1.0.0&arch=z80",
    "version=1.0.0&channel=nightly",
    "version=1.0.0&version=2.0.0",
    "version[$gt]=1.0.0",
    "version=1.0.0&os[]=1",
    `version=1.0.0&os=${"9".repeat(10_240)}`,
    `version=${"1".repeat(10_240)}`,
    "version=1.0.0%00",
  ])("refuses what it does not understand with a code: %.40s", async (query) => {
    const { body } = await updates.ask(query).expect(400)
    expect(body).toMatchObject({ valid: false, code: "INVALID_REQUEST", errors: [{ field: expect.any(String) }] })
  })

  it("answers 200 to a question about nothing it knows", async () => {
    const { body } = await updates.ask("version=1.0.0", undefined, "no-such-product").expect(200)
    expect(body).toMatchObject({ status: "unlicensed", offer: null, newest: null, license: null })
  })
}
