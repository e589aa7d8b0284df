import type { App } from "../../setup/app"
import { aBuild, RELEASES, Updates } from "./world"

/** What operators do with releases. */
export function operators(app: App): void {
  const updates = new Updates(app)

  it("drafts, fills, publishes, rolls out, yanks and publishes again, and keeps a trail", async () => {
    const { admin } = app.store
    const { id } = await updates.draft("1.0.0", { notes: "First", channel: "beta", min_os: { darwin: "12.0" } })
    const path = `${RELEASES}/${id}`
    expect((await admin.ask("post", `${path}/publish`).expect(400)).body.message).toContain("It has no file yet")
    const build = aBuild("Nimbus-Setup.exe")
    const upload = (query: string) =>
      admin
        .ask("post", `${path}/artifacts/upload?filename=${build.filename}&platform=windows&arch=x86_64${query}`)
        .type("application/octet-stream")
        .send(build.content)
    const { body } = await upload(`&sha512=${build.sha512}&size=${build.size}`).expect(200)
    expect(body.artifact).toMatchObject({
      platform: "win32",
      arch: "x64",
      size: build.size,
      sha512: build.sha512,
      sha256: build.sha256,
      url: null,
    })
    const { release } = await admin.post(`${path}/publish`)
    expect(release).toMatchObject({
      status: "published",
      channel: "beta",
      min_os: { darwin: "12.0" },
      product: { handle: app.store.product.handle },
    })
    await upload("").expect(400)
    await admin.post(`${path}/rollout`, { rollout_percent: 10 })
    await admin.post(path, { channel: "stable" })
    expect((await admin.post(`${path}/yank`, { reason: "It loses data" })).release).toMatchObject({
      status: "yanked",
      yanked_reason: "It loses data",
    })
    await admin.post(`${path}/publish`)
    const { events } = await admin.get(`${path}/events`)
    expect(events.map(({ name }: { name: string }) => name).reverse()).toEqual([
      "release.created",
      "release.artifact_added",
      "release.published",
      "release.updated",
      "release.updated",
      "release.yanked",
      "release.published",
    ])
    expect(events[0].actor_email).toMatch(/@/)
    await admin.ask("delete", path).expect(400)
  })

  it("refuses a file that is not the one that was announced, and keeps nothing of it", async () => {
    const { admin } = app.store
    const { id } = await updates.draft("1.0.0")
    const build = aBuild("Nimbus-Setup.exe")
    for (const wrong of [`sha512=${"0".repeat(128)}`, "size=5", `sha256=${"0".repeat(64)}`]) {
      const { body } = await admin
        .ask("post", `${RELEASES}/${id}/artifacts/upload?filename=${build.filename}&${wrong}`)
        .type("application/octet-stream")
        .send(build.content)
        .expect(400)
      expect(body.message).toContain("did not arrive as announced")
    }
    for (const bad of [
      "filename=../x.exe",
      "filename=a%00b.exe",
      "platform=beos&filename=a.exe",
      "nonsense=1&filename=a.exe",
    ]) {
      await admin
        .ask("post", `${RELEASES}/${id}/artifacts/upload?${bad}`)
        .type("application/octet-stream")
        .send(build.content)
        .expect(400)
    }
    const { release } = await admin.get(`${RELEASES}/${id}`)
    expect(release.artifacts).toEqual([])
    const elsewhere = { filename: "a.exe", url: "https://files.example/a.exe" }
    await admin.ask("post", `${RELEASES}/${id}/artifacts`, elsewhere).expect(400)
    await admin.ask("post", `${RELEASES}/${id}/artifacts`, { ...elsewhere, size: 1, sha512: "x" }).expect(400)
    await admin.ask("post", `${RELEASES}/${id}/artifacts`, { filename: "a.exe", file_id: "none.exe" }).expect(400)
  })

  it("lists, searches and refuses a version twice or one that is none", async () => {
    const { admin, product } = app.store
    for (const version of ["1.0.0", "1.1.0", "2.0.0-beta.1"]) {
      await updates.draft(version)
    }
    const list = async (query: string) =>
      (await admin.get(`${RELEASES}?${query}`)).releases.map(({ version }: { version: string }) => version)
    expect(await list(`product_id=${product.id}&order=created_at`)).toEqual(["1.0.0", "1.1.0", "2.0.0-beta.1"])
    expect(await list("q=beta")).toEqual(["2.0.0-beta.1"])
    expect(await list("status=published")).toEqual([])
    const again = { product_id: product.id, version: "1.0.0" }
    expect((await admin.ask("post", RELEASES, again)).status).toBe(422)
    for (const body of [
      { ...again, version: "1.0" },
      { ...again, version: "v3.0.0" },
      { version: "3.0.0" },
      { ...again, version: "3.0.0", rollout_percent: 101 },
      { ...again, version: "3.0.0", min_os: { beos: "1" } },
      // No number stands for the same age of two systems.
      { ...again, version: "3.0.0", min_os: "12.0" },
    ]) {
      await admin.ask("post", RELEASES, body).expect(400)
    }
    for (const order of ["version", "-version", "notes"]) {
      await admin.ask("get", `${RELEASES}?order=${order}`).expect(400)
    }
    await admin.ask("post", RELEASES, { product_id: "prod_none", version: "1.0.0" }).expect(404)
    await admin.ask("get", `${RELEASES}/lcrel_none`).expect(404)
  })

  it("takes a day or a moment that covers, and nothing that only looks like one", async () => {
    const { id } = await updates.draft("1.0.0")
    const since = (eligible_since: unknown) => updates.admin.ask("post", `${RELEASES}/${id}`, { eligible_since })
    for (const [given, kept] of [
      ["2026-01-31", "2026-01-31T00:00:00.000Z"],
      ["2026-01-31T10:00:00+02:00", "2026-01-31T08:00:00.000Z"],
      ["1970-01-01T00:00:00.000Z", "1970-01-01T00:00:00.000Z"],
      ["9999-12-31T23:59:59Z", "9999-12-31T23:59:59.000Z"],
      [null, null],
    ]) {
      expect((await since(given).expect(200)).body.release.eligible_since).toBe(kept)
    }
    for (const wrong of [
      "+275760-01-01T00:00:00.000Z",
      "-200000-01-01T00:00:00.000Z",
      "9999-12-31T23:59:59-12:00",
      "1969-12-31T23:59:59Z",
      "0001-01-01",
      "2026-02-30",
      "2026-01-31T10:00:00",
      "tomorrow",
      "2026",
      "",
      true,
      0,
      1_700_000_000_000,
      {},
    ]) {
      expect((await since(wrong)).status).toBe(400)
    }
  })

  it("explains what a license is offered, and shows which versions run", async () => {
    const { admin, product } = app.store
    const { license } = await updates.aDevice()
    await updates.release("1.1.0")
    await updates.release("2.0.0", { rollout_percent: 0 })
    const explained = await admin.post("/admin/license-center/updates/explain", {
      license_id: license.id,
      version: "1.0.0",
      platform: "windows",
    })
    expect(explained).toMatchObject({
      status: "update",
      offer: "1.1.0",
      newest: "2.0.0",
      releases: [
        { version: "2.0.0", obstacles: ["not_rolled_out"] },
        { version: "1.1.0", obstacles: [] },
      ],
    })
    const installs = await admin.get(`/admin/license-center/updates/installs?product_id=${product.id}`)
    expect(installs).toMatchObject({ installs: 1, versions: [{ version: "1.0.0", installs: 1 }] })
    await admin.ask("post", "/admin/license-center/updates/explain", { license_id: "lic_none" }).expect(404)
  })
}
