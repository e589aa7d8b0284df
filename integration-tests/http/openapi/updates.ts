import { ask, PREFIXES } from "../software/desk"
import type { Tools } from "./answers"

const V1 = "/license-center/v1"
const FILE_OF_FEED = `${V1}/feeds/{format}/{product}/{feed_token}/files/{artifact_id}/{filename}`
const SHA = "ab".repeat(64)
const MINISIGN = [
  "untrusted comment: x",
  Buffer.concat([Buffer.from("ED"), Buffer.alloc(72, 1)]).toString("base64"),
  "trusted comment: y",
  Buffer.alloc(64, 2).toString("base64"),
].join("\n")

/** Answers about releases, to operators and to what asks for updates, held against the file. */
export function updateAnswers({ world, judge, admin }: Tools): void {
  /** A product with a published release for every updater, and a device of a license of it. */
  async function aStore() {
    const { desk, operator } = world()
    const license = await desk.anActivation("mac-1")
    const { product } = await operator.post("/admin/products", {
      title: "Updated",
      handle: `updated-${license.id.slice(-8).toLowerCase()}`,
      options: [{ title: "Edition", values: ["One"] }],
      variants: [{ title: "One", options: { Edition: "One" }, prices: [] }],
    })
    // The license was sold without an order of Medusa's: it becomes one of this product.
    const { body } = await admin("post", "/releases", {}, { product_id: product.id, version: "2.0.0" })
    await desk.sql("UPDATE license_center_license SET product_id = ? WHERE id = ?", [product.id, license.id])
    const verdict = await desk.call("activate", { ...ask(license), product: product.handle, fingerprint: "mac-1" })
    const id = body.release.id as string
    const file = (filename: string, more: object = {}) =>
      admin(
        "post",
        "/releases/{id}/artifacts",
        { id },
        { filename, url: `https://files.example/${filename}`, size: 9, sha512: SHA, ...more }
      )
    return { desk, operator, license, product, id, file, token: verdict.body.activation.feed_token as string }
  }

  it("answers operators as the file says: releases and files", async () => {
    const { license, product, id, file } = await aStore()
    expect((await admin("post", "/releases", {}, { product_id: product.id, version: "2.0.0" })).status).toBe(422)
    expect((await admin("post", "/releases/{id}/publish", { id })).status).toBe(400)
    await file("Setup.exe", { platform: "win32" })
    expect((await file("Setup.exe")).status).toBe(422)
    const spare = await file("spare.zip")
    await admin("delete", "/releases/{id}/artifacts/{artifact_id}", { id, artifact_id: spare.body.artifact.id })
    const { operator } = world()
    const at = "/admin/license-center/releases/{id}/artifacts/upload"
    const upload = (name: string) =>
      operator
        .ask("post", `${at.replace("{id}", id)}?filename=${name}`)
        .type("application/octet-stream")
        .send(Buffer.from("a file"))
    judge("post", at, await upload("uploaded.zip"))
    judge("post", at, await upload("uploaded.zip"))
    await admin("post", "/releases/{id}", { id }, { notes: "Better", min_os: { darwin: "12.0" } })
    await admin("post", "/releases/{id}/rollout", { id }, { rollout_percent: 50 })
    await admin("post", "/releases/{id}/publish", { id })
    await admin("get", "/releases/{id}", { id })
    expect((await admin("get", "/releases", {}, undefined, `?product_id=${product.id}`)).body.count).toBe(1)
    await admin("get", "/releases/{id}/events", { id })
    expect((await admin("delete", "/releases/{id}", { id })).status).toBe(400)
    await admin("post", "/updates/explain", {}, { license_id: license.id, version: "1.0.0" })
    await admin("get", "/updates/installs", {}, undefined, `?product_id=${product.id}`)
    await admin("post", "/releases/{id}/yank", { id }, { reason: "It loses data" })
    const draft = await admin("post", "/releases", {}, { product_id: product.id, version: "3.0.0" })
    const other = { id: draft.body.release.id as string }
    expect((await admin("post", "/releases/{id}", other, { version: "2.0.0" })).status).toBe(422)
    await admin("delete", "/releases/{id}", other)
  })

  it("answers updaters as the file says", async () => {
    const { desk, operator, license, product, id, file, token } = await aStore()
    const exe = (await file("Setup.exe", { platform: "win32" })).body.artifact.id as string
    await file("App.app.tar.gz", { platform: "darwin", signature: MINISIGN })
    await file("plugin.zip")
    const at = "/admin/license-center/releases/{id}/artifacts/upload".replace("{id}", id)
    const stored = await operator
      .ask("post", `${at}?filename=stored.bin`)
      .type("application/octet-stream")
      .send(Buffer.from("a file"))
    await operator.post(`/admin/license-center/releases/${id}/publish`)
    const { anyone } = world()
    const get = (url: string, authorization?: string, headers: Record<string, string> = {}) => {
      const test = anyone.ask("get", url).set(headers)
      return authorization ? test.set("authorization", authorization) : test
    }
    const key = `License ${license.key}`
    for (const [index, prefix] of PREFIXES.entries()) {
      const headers = desk.headers(prefix)
      const updates = `${prefix}/updates/${product.handle}`
      const download = `${prefix}/downloads/${exe}`
      const see = async (path: string, url: string, credential?: string, more: Record<string, string> = {}) =>
        judge("get", `${prefix}/${path}`, await get(url, credential, { ...headers, ...more }))
      await see("updates/{product}", `${updates}?version=1.0.0`, key)
      await see("updates/{product}", `${updates}?version=one`)
      await see("downloads/{artifact_id}", download, key)
      await see("downloads/{artifact_id}", download)
      await see("downloads/{artifact_id}", `${prefix}/downloads/none`, key)
      await desk.sql("UPDATE license_center_term SET updates_until = now() - interval '1 day' WHERE license_id = ?", [
        license.id,
      ])
      await see("downloads/{artifact_id}", download, key)
      if (prefix === V1) {
        judge("get", FILE_OF_FEED, await get(`${V1}/feeds/electron/x/-/files/${exe}/Setup.exe`, key))
      }
      await desk.sql("UPDATE license_center_term SET updates_until = NULL WHERE license_id = ?", [license.id])
      const away = jest.spyOn(desk.licensing, "updateRights").mockRejectedValue(new Error("the database is away"))
      await see("updates/{product}", `${updates}?version=1.0.0`, key)
      await see("downloads/{artifact_id}", download, key)
      away.mockRestore()
      if (prefix !== V1) {
        judge("get", `${prefix}/updates/{product}`, await get(updates))
        judge("get", `${prefix}/downloads/{artifact_id}`, await get(download))
      }
      const limited = { "x-forwarded-for": `198.51.100.${index + 101}` }
      for (let miss = 0; miss < 31; miss++) {
        await get(updates, "License NOPE", { ...headers, ...limited })
      }
      await see("updates/{product}", updates, key, limited)
      await see("downloads/{artifact_id}", download, key, limited)
      if (prefix === V1) {
        judge("get", FILE_OF_FEED, await get(`${V1}/feeds/electron/x/-/files/${exe}/Setup.exe`, key, limited))
      }
    }
    const feeds: [string, string][] = [
      ["electron/{product}/{feed_token}/{file}", `electron/${product.handle}/${token}/latest.yml`],
      [
        "tauri/{product}/{feed_token}/{target}/{arch}/{version}",
        `tauri/${product.handle}/${token}/darwin/aarch64/1.0.0`,
      ],
      [
        "tauri/{product}/{feed_token}/{target}/{arch}/{version}",
        `tauri/${product.handle}/${token}/darwin/aarch64/9.0.0`,
      ],
      ["sparkle/{product}/{feed_token}/appcast.xml", `sparkle/${product.handle}/${token}/appcast.xml`],
      ["wordpress/{product}/{feed_token}/update.json", `wordpress/${product.handle}/${token}/update.json`],
      ["wordpress/{product}/{feed_token}/edd", `wordpress/${product.handle}/${token}/edd`],
    ]
    for (const [path, url] of feeds) {
      judge("get", `${V1}/feeds/${path}`, await get(`${V1}/feeds/${url}`))
    }
    judge(
      "post",
      `${V1}/feeds/${feeds[5]![0]}`,
      await anyone.ask("post", `${V1}/feeds/${feeds[5]![1]}`).type("form").send({ version: "1.0.0" })
    )
    const file_of = (artifact: string, feed_token = token) =>
      `${V1}/feeds/electron/${product.handle}/${feed_token}/files/${artifact}/Setup.exe`
    for (const url of [file_of(exe), file_of(exe, "lcf_none"), file_of("none")]) {
      judge("get", FILE_OF_FEED, await get(url))
    }
    const away = jest.spyOn(desk.licensing, "updateRights").mockRejectedValueOnce(new Error("the database is away"))
    judge("get", FILE_OF_FEED, await get(file_of(exe)))
    away.mockRestore()
    const link = async (artifact: string) =>
      new URL((await get(`${V1}/downloads/${artifact}`, key)).headers.location!).pathname
    const own = await link(stored.body.artifact.id)
    const see = async (url: string, headers: Record<string, string> = {}) =>
      judge("get", `${V1}/files/{grant}/{filename}`, await get(url, undefined, headers))
    await see(own)
    await see(own, { range: "bytes=0-1" })
    await see(own, { range: "bytes=100-" })
    await see(await link(exe))
    await see(`${V1}/files/none/x.exe`)
    await see(own, { "x-forwarded-for": "198.51.100.101" })
  })
}
