import http from "node:http"
import { HttpExecutor } from "builder-util-runtime"
import { GenericProvider } from "electron-updater/out/providers/GenericProvider"
import { XMLParser } from "fast-xml-parser"
import { unserialize } from "php-serialize"
import semver from "semver"
import type { App } from "../../setup/app"
import { RELEASES, Updates, V1 } from "./world"

/** electron-updater's own HTTP, on Node.js instead of Electron. */
class NodeExecutor extends HttpExecutor<http.ClientRequest> {
  createRequest(options: http.RequestOptions, callback: (response: http.IncomingMessage) => void) {
    return http.request(options, callback)
  }
}

const MINISIGN = [
  "untrusted comment: signature from minisign secret key",
  Buffer.concat([Buffer.from("ED"), Buffer.alloc(72, 1)]).toString("base64"),
  "trusted comment: timestamp:1767225600",
  Buffer.alloc(64, 2).toString("base64"),
].join("\n")

/** What shipped updaters ask, and get. */
export function feeds(app: App): void {
  const updates = new Updates(app)
  const feed = (format: string, token: string, product = app.store.product.handle) =>
    `${V1}/feeds/${format}/${product}/${token}`
  const get = (path: string) => app.store.anyone.ask("get", path).buffer(true)

  /** The real generic provider, as an app has it that runs on Windows or a Mac. */
  const electron = (url: string, platform: NodeJS.Platform = "win32", channel: string | null = null) =>
    new GenericProvider({ provider: "generic", url }, { channel, isAddNoCacheQuery: true } as never, {
      isUseMultipleRangeRequest: false,
      platform: platform as never,
      executor: new NodeExecutor() as never,
    })

  it("is understood by electron-updater's own provider", async () => {
    const { feed_token, license } = await updates.aDevice()
    const first = await updates.release("1.0.0")
    await updates.age(first.id, 50)
    const url = app.url + feed("electron", feed_token)
    const latest = await electron(url).getLatestVersion()
    expect(latest).toMatchObject({ version: "1.0.0", files: [{ sha512: expect.any(String) }] })
    const [file] = electron(url).resolveFiles(latest)
    expect(file!.url.pathname).toBe(`${new URL(url).pathname}/files/${first.artifact.id}/Nimbus-Setup.exe`)
    expect(Buffer.from(file!.info.sha512!, "base64")).toHaveLength(64)
    // Who is not covered gets a version that is no update, never an error.
    await updates.release("2.0.0")
    await updates.lapse(license, 10)
    expect((await electron(url).getLatestVersion()).version).toBe("1.0.0")
    for (const wrong of [
      feed("electron", "lcf_none"),
      feed("electron", "-"),
      feed("electron", "x", "no-such-product"),
    ]) {
      const { version } = await electron(app.url + wrong).getLatestVersion()
      expect(semver.lt(version, "0.0.1")).toBe(true)
    }
    // A platform without a file, and a channel of its own.
    expect((await electron(url, "darwin").getLatestVersion()).version).toBe("0.0.0")
    await updates.release("3.0.0-beta.1", { channel: "beta", eligible_since: new Date(0).toISOString() })
    expect((await electron(url, "win32", "beta").getLatestVersion()).version).toBe("3.0.0-beta.1")
    expect((await electron(url).getLatestVersion()).version).toBe("1.0.0")
  })

  it("is Tauri's: 200 with an update, 204 for everything else", async () => {
    const { feed_token, key } = await updates.aDevice()
    const { id } = await updates.draft("1.1.0", { notes: "Better" })
    await updates.admin.post(`${RELEASES}/${id}/artifacts`, {
      platform: "darwin",
      arch: "universal",
      filename: "Nimbus.app.tar.gz",
      url: "https://files.example/Nimbus.app.tar.gz",
      size: 10,
      sha512: "ab".repeat(64),
      signature: MINISIGN,
    })
    await updates.admin.post(`${RELEASES}/${id}/publish`)
    const path = feed("tauri", feed_token)
    const { body } = await get(`${path}/darwin/aarch64/1.0.0`).expect(200)
    expect(body).toMatchObject({
      version: "1.1.0",
      notes: "Better",
      url: expect.stringMatching(/Nimbus\.app\.tar\.gz$/),
    })
    expect(Buffer.from(body.signature, "base64").toString()).toBe(MINISIGN)
    const { headers } = await get(new URL(body.url).pathname).expect(302)
    expect(headers.location).toMatch(/\/license-center\/v1\/files\/lcart_[^/]+\/Nimbus\.app\.tar\.gz$/)
    await get(`${feed("tauri", "-")}/darwin/aarch64/1.0.0`)
      .set("authorization", `License ${key}`)
      .expect(200)
    for (const quiet of [
      `${path}/darwin/aarch64/1.1.0`,
      `${path}/linux/x86_64/1.0.0`,
      `${path}/beos/x86_64/1.0.0`,
      `${path}/darwin/aarch64/one`,
      `${path}/darwin/aarch64/1.0.0?channel=nightly`,
      `${feed("tauri", "lcf_none")}/darwin/aarch64/1.0.0`,
    ]) {
      const answer = await get(quiet)
      expect([quiet, answer.status]).toEqual([quiet, 204])
    }
  })

  it("is Sparkle's appcast", async () => {
    const { feed_token } = await updates.aDevice()
    await updates.release(
      "1.1.0",
      { notes: "**New**", min_os: { darwin: "12.0" }, requirements: { build: "42" } },
      {
        platform: "macos",
        arch: "universal",
        filename: "Nimbus.zip",
        signature: Buffer.alloc(64, 3).toString("base64"),
      }
    )
    const parse = async (token: string) => {
      const { text, headers } = await get(`${feed("sparkle", token)}/appcast.xml`).expect(200)
      expect(headers["content-type"]).toMatch(/xml/)
      return new XMLParser({ ignoreAttributes: false, parseTagValue: false }).parse(text).rss.channel
    }
    expect((await parse(feed_token)).item).toMatchObject({
      "sparkle:version": "42",
      "sparkle:shortVersionString": "1.1.0",
      "sparkle:minimumSystemVersion": "12.0",
      enclosure: { "@_sparkle:edSignature": expect.any(String), "@_url": expect.stringContaining("/files/lcart_") },
    })
    const nothing = await parse("lcf_none")
    expect([nothing.item, nothing.description]).toEqual([undefined, expect.stringContaining("need a valid license")])
  })

  it("has older versions for Macs that are too old, whatever is in the notes, and hands out their files", async () => {
    const { feed_token } = await updates.aDevice()
    const mac = { platform: "macos", arch: "universal", filename: "Nimbus.zip" }
    const old = await updates.release("1.0.0", { notes: "\x1b[32mgreen\x1b[0m\v" }, mac)
    await updates.release("1.1.0", { min_os: { darwin: "12.0" } }, mac)
    const plugin = { platform: "any", arch: "any", filename: "a-plugin.zip", size: 1, sha512: "ab".repeat(64) }
    const { id } = await updates.draft("1.2.0", { min_os: { darwin: "12.0" } })
    for (const file of [plugin, { ...plugin, ...mac }]) {
      await updates.admin.post(`${RELEASES}/${id}/artifacts`, {
        ...file,
        url: `https://files.example/${file.filename}`,
      })
    }
    await updates.admin.post(`${RELEASES}/${id}/publish`)
    const { text } = await get(`${feed("sparkle", feed_token)}/appcast.xml`).expect(200)
    expect(text).toMatch(/^[\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]*$/u)
    const { item } = new XMLParser({ ignoreAttributes: false, parseTagValue: false }).parse(text).rss.channel
    expect(item).toMatchObject([
      { "sparkle:version": "1.2.0", "sparkle:minimumSystemVersion": "12.0" },
      { "sparkle:version": "1.0.0", description: expect.stringContaining("green") },
    ])
    expect(item[0].enclosure["@_url"]).toMatch(/Nimbus\.zip$/)
    expect(item[1].enclosure["@_url"]).toContain(old.artifact.id)
    await get(new URL(item[1].enclosure["@_url"]).pathname).expect(302)
  })

  it("has the file for the asker's own processor first, and the system that it needs", async () => {
    const { feed_token, key } = await updates.aDevice()
    const { id } = await updates.draft("1.1.0", { min_os: { win32: "10.0" } })
    for (const [platform, arch, filename] of [
      ["linux", "any", "Nimbus.AppImage"],
      ["linux", "arm64", "Nimbus-arm64.AppImage"],
      ["windows", "arm64", "Nimbus-arm64.exe"],
      ["windows", "x64", "Nimbus.exe"],
    ]) {
      const url = `https://files.example/${filename}`
      const file = { platform, arch, filename, url, size: 1, sha512: "ab".repeat(64), signature: MINISIGN }
      await updates.admin.post(`${RELEASES}/${id}/artifacts`, file)
    }
    await updates.admin.post(`${RELEASES}/${id}/publish`)
    const { text } = await get(`${feed("electron", feed_token)}/latest-linux-arm64.yml`).expect(200)
    expect(text).toMatch(/^path: .*\/Nimbus-arm64\.AppImage$/m)
    expect(text).not.toMatch(/minimumSystemVersion/)
    const latest = await electron(app.url + feed("electron", feed_token)).getLatestVersion()
    expect(latest).toMatchObject({ path: expect.stringMatching(/\/Nimbus\.exe$/), minimumSystemVersion: "10.0.0" })
    const tauri = await get(`${feed("tauri", feed_token)}/linux/aarch64/1.0.0`).expect(200)
    expect(tauri.body.url).toMatch(/Nimbus-arm64\.AppImage$/)
    const own = await updates.ask("version=1.0.0&platform=linux&arch=arm64", `License ${key}`)
    expect(own.body.offer.artifacts[0].filename).toBe("Nimbus-arm64.AppImage")
  })

  it("is WordPress': plugin-update-checker's JSON, and EDD's get_version", async () => {
    const { feed_token, key } = await updates.aDevice("a.example")
    await updates.release(
      "1.1.0",
      { requirements: { php: "7.4", wordpress: "6.2", tested: "6.8" } },
      { platform: "any", arch: "any", filename: "formsmith.zip" }
    )
    const puc = await get(`${feed("wordpress", feed_token)}/update.json?installed_version=1.0.0`).expect(200)
    expect(puc.body).toMatchObject({
      version: "1.1.0",
      requires_php: "7.4",
      download_url: expect.stringMatching(/formsmith\.zip$/),
      sections: { changelog: expect.any(String) },
    })
    const edd = (license: string, url = "https://www.a.example/") =>
      app.store.anyone
        .ask("post", `${feed("wordpress", "-")}/edd/`)
        .type("form")
        .send({
          edd_action: "get_version",
          license,
          version: "1.0.0",
          item_name: "Formsmith",
          url,
        })
        .expect(200)
    const { body } = await edd(key)
    // WordPress downloads without a header: the address is that of the activated site's own feed.
    expect(body).toMatchObject({ new_version: "1.1.0", package: puc.body.download_url })
    await get(new URL(body.package).pathname).expect(302)
    // A site without a seat is told of the version, and that it is not available automatically.
    expect((await edd(key, "https://b.example")).body).toMatchObject({ new_version: "1.1.0", package: "" })
    expect(unserialize(body.sections)).toMatchObject({ changelog: expect.any(String) })
    const refused = (await edd("NOPE")).body
    expect(refused).toMatchObject({ new_version: "1.0.0", package: "", sections: expect.any(String) })
    const inQuery = await get(
      `${feed("wordpress", "-")}/edd?edd_action=get_version&license=${key}&version=1.0.0`
    ).expect(200)
    expect(inQuery.body).toMatchObject({ new_version: "1.0.0", package: "" })
  })

  it("ends with the device's seat, is the same for the same device, and is stored as a hash only", async () => {
    const { feed_token, key, activation_id } = await updates.aDevice()
    await updates.release("1.1.0")
    const body = { key, product: app.store.product.handle, fingerprint: "a device" }
    expect((await app.store.anyone.post(`${V1}/activate`, body)).activation.feed_token).toBe(feed_token)
    expect((await app.store.anyone.post(`${V1}/validate`, body)).activation.feed_token).toBeUndefined()
    const [row] = await updates.sql("SELECT * FROM license_center_activation WHERE id = ?", [activation_id])
    expect(JSON.stringify(row)).not.toContain(feed_token)
    const version = async () => (await get(`${feed("electron", feed_token)}/latest.yml`)).text.split("\n")[0]
    expect(await version()).toBe("version: 1.1.0")
    await app.store.anyone.post(`${V1}/deactivate`, body)
    expect(await version()).toBe("version: 0.0.0")
    const again = await app.store.anyone.post(`${V1}/activate`, body)
    expect(again.activation.feed_token).not.toBe(feed_token)
  })
}
