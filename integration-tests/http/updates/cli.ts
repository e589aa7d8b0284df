import { execFile } from "node:child_process"
import { mkdtemp, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import path from "node:path"
import { createLicenseClient } from "../../../src/client"
import type { App } from "../../setup/app"
import { aBuild, RELEASES, Updates, V1 } from "./world"

/** In minisign's form. The store does not verify it: the app does. */
const MINISIGN = [
  "untrusted comment: signature",
  Buffer.concat([Buffer.from("ED"), Buffer.alloc(72, 1)]).toString("base64"),
  "trusted comment: timestamp:1767225600",
  Buffer.alloc(64, 2).toString("base64"),
].join("\n")

const CLI = path.resolve(__dirname, "../../../src/cli/release.ts")

/** What a build runs to publish what it has built. */
export function cli(app: App): void {
  const updates = new Updates(app)
  let folder: string
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "release-"))
  })
  afterEach(() => rm(folder, { recursive: true, force: true }))

  const run = (args: string[], env: Record<string, string> = {}) =>
    new Promise<{ code: number; stdout: string; stderr: string }>((resolve) =>
      execFile(
        process.execPath,
        ["--require", require.resolve("ts-node/register"), CLI, ...args],
        {
          env: { ...process.env, TS_NODE_TRANSPILE_ONLY: "1", TS_NODE_PROJECT: path.resolve("tsconfig.json"), ...env },
        },
        (error, stdout, stderr) => resolve({ code: Number(error?.code ?? 0), stdout, stderr })
      )
    )

  const apiKey = async (type: "secret" | "publishable") =>
    (await app.store.admin.post("/admin/api-keys", { title: "CI", type })).api_key.token as string
  const put = (filename: string, content: string | Buffer = aBuild(filename).content) =>
    writeFile(path.join(folder, filename), content)
  const publishing = (version: string) => [
    "--url",
    app.url,
    "--product",
    app.store.product.handle,
    "--version",
    version,
  ]
  /** `filename: what is said of it`, of the one release there is. */
  const released = async (...fields: string[]): Promise<{ status: string; files: string[] }> => {
    const { releases } = await app.store.admin.get(`${RELEASES}?product_id=${app.store.product.id}`)
    const [release] = releases as { status: string; artifacts: Record<string, string>[] }[]
    const said = release!.artifacts.map((file) => [file.filename, ...fields.map((field) => file[field])].join(" "))
    return { status: release!.status, files: said.sort() }
  }

  it("publishes a build folder with a secret API key, and goes on where it was stopped", async () => {
    const { admin, product } = app.store
    const { api_key } = await admin.post("/admin/api-keys", { title: "CI", type: "secret" })
    const builds = [aBuild("Nimbus-Setup.exe"), aBuild("Nimbus-1.4.0-arm64-mac.zip")]
    for (const { filename, content } of builds) {
      await writeFile(path.join(folder, filename), content)
    }
    await writeFile(path.join(folder, "latest.yml"), "version: 1.4.0")
    await writeFile(path.join(folder, "notes.md"), "- Faster")
    const args = ["--url", app.url, "--product", product.handle, "--version", "1.4.0", folder]
    const env = { LICENSE_CENTER_API_KEY: api_key.token }
    expect((await run([...args, "--dry-run"])).stdout).toContain("left out: latest.yml, notes.md")
    expect((await admin.get(`${RELEASES}?product_id=${product.id}`)).count).toBe(0)

    const drafted = await run([...args, "--draft", "--notes", path.join(folder, "notes.md"), "--rollout", "20"], env)
    expect(drafted).toMatchObject({ code: 0, stderr: "" })
    await writeFile(path.join(folder, "Nimbus-Setup.exe"), "another build")
    const published = await run(args, env)
    expect(published).toMatchObject({ code: 0, stdout: expect.stringContaining("mac.zip is there already") })
    const { releases } = await admin.get(`${RELEASES}?product_id=${product.id}`)
    expect(releases).toMatchObject([{ version: "1.4.0", status: "published", notes: "- Faster", rollout_percent: 20 }])
    const files = releases[0].artifacts as { filename: string; size: number; platform: string; arch: string }[]
    expect(files.map(({ filename, size, platform, arch }) => [filename, size, platform, arch]).sort()).toEqual([
      ["Nimbus-1.4.0-arm64-mac.zip", builds[1]!.size, "darwin", "arm64"],
      ["Nimbus-Setup.exe", 13, "win32", "any"],
    ])
    // A build's second run has nothing to do, unless it has built something else.
    expect(await run(args, env)).toMatchObject({ code: 0, stdout: expect.stringContaining("published already") })
    await writeFile(path.join(folder, "Nimbus-Setup.exe"), "yet another build")
    expect(await run(args, env)).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/A version is released once.*Nimbus-Setup\.exe/),
    })
    const { key } = await updates.aDevice()
    const { body } = await updates.ask("version=1.0.0&platform=darwin", `License ${key}`)
    expect(["update", "held_back"]).toContain(body.status)
  })

  it("drafts one release from several machines that build at once", async () => {
    const env = { LICENSE_CENTER_API_KEY: await apiKey("secret") }
    const other = await mkdtemp(path.join(tmpdir(), "release-"))
    try {
      await put("Nimbus-Setup.exe")
      await writeFile(path.join(other, "Nimbus-1.4.0-arm64-mac.zip"), "a build")
      const runs = [folder, other].map((from) => run([...publishing("1.4.0"), "--draft", from], env))
      for (const { code, stderr } of await Promise.all(runs)) {
        expect([code, stderr]).toEqual([0, ""])
      }
      expect((await released()).files).toEqual(["Nimbus-1.4.0-arm64-mac.zip", "Nimbus-Setup.exe"])
    } finally {
      await rm(other, { recursive: true, force: true })
    }
  })

  it("sends a signature that publishing asked for, and whatever else is new of a file that is there", async () => {
    const env = { LICENSE_CENTER_API_KEY: await apiKey("secret") }
    const args = [...publishing("1.4.0"), folder]
    await put("Nimbus.app.tar.gz")
    await put("Nimbus-1.4.0-mac.zip")
    expect(await run(args, env)).toMatchObject({ code: 1, stderr: expect.stringContaining("no minisign signature") })
    expect((await released("arch", "signature_kind")).files).toEqual([
      "Nimbus-1.4.0-mac.zip any ",
      "Nimbus.app.tar.gz any ",
    ])
    await put("Nimbus.app.tar.gz.sig", `${MINISIGN}\n`)
    await put("Nimbus-1.4.0-arm64-mac.zip")
    const { code, stdout, stderr } = await run(args, env)
    expect([code, stderr]).toEqual([0, ""])
    expect(stdout).toMatch(/Nimbus\.app\.tar\.gz \(1 MB\), replaced: another signature/)
    expect(stdout).toMatch(/Nimbus-1\.4\.0-mac\.zip \(1 MB\), replaced: another processor/)
    expect(await released("arch", "signature_kind")).toEqual({
      status: "published",
      files: ["Nimbus-1.4.0-arm64-mac.zip arm64 ", "Nimbus-1.4.0-mac.zip x64 ", "Nimbus.app.tar.gz any minisign"],
    })
  })

  it("finds its draft again by a version with build metadata", async () => {
    const env = { LICENSE_CENTER_API_KEY: await apiKey("secret") }
    const args = [...publishing("1.5.0+build.7"), folder]
    await put("Nimbus-Setup.exe")
    expect(await run([...args, "--draft"], env)).toMatchObject({ code: 0, stderr: "" })
    expect(await run(args, env)).toMatchObject({
      code: 0,
      stdout: expect.stringContaining("Release 1.5.0 is published"),
    })
    expect(await run([...publishing("1.5"), folder], env)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("not a semantic version"),
    })
  })

  it("publishes nothing of a draft that the build has not, unless it is told to", async () => {
    const env = { LICENSE_CENTER_API_KEY: await apiKey("secret") }
    const args = [...publishing("1.4.0"), folder]
    await put("Gone.exe")
    await put("Elsewhere.exe")
    await run([...args, "--draft"], env)
    await rm(path.join(folder, "Gone.exe"))
    await put("New.exe")
    const asked = await run(args, env)
    expect(asked).toMatchObject({ code: 1, stderr: expect.stringContaining(`not in ${folder}: Gone.exe.`) })
    expect(await released()).toEqual({ status: "draft", files: ["Elsewhere.exe", "Gone.exe"] })
    expect((await run([...args, "--draft"], env)).stdout).toContain("a draft with 3 file(s)")
    expect((await run([...args, "--draft", "--remove"], env)).stdout).toContain("Gone.exe is removed")
    await rm(path.join(folder, "Elsewhere.exe"))
    expect(await run([...args, "--keep", "--remove"], env)).toMatchObject({ code: 2 })
    expect((await run([...args, "--keep"], env)).stdout).toContain("and kept: Elsewhere.exe")
    expect(await released()).toEqual({ status: "published", files: ["Elsewhere.exe", "New.exe"] })
  })

  it.each([true, false])("publishes what the client then downloads, with a publishable key: %s", async (withKey) => {
    const build = aBuild("Nimbus-Setup.exe")
    await put(build.filename, build.content)
    const published = await run([...publishing("1.4.0"), folder], { LICENSE_CENTER_API_KEY: await apiKey("secret") })
    expect(published).toMatchObject({ code: 0, stderr: "" })
    const { key } = await updates.aDevice()
    let text: string | null = null
    const client = createLicenseClient({
      baseUrl: app.url,
      product: app.store.product.handle,
      publicKeys: (await app.store.anyone.get(`${V1}/jwks.json`)).keys,
      storage: { load: () => text, save: (saved) => void (text = saved), clear: () => void (text = null) },
      fingerprint: "a device",
      version: "1.0.0",
      ...(withKey && { publishableKey: await apiKey("publishable") }),
    })
    expect(await client.activate(key)).toMatchObject({ valid: true })
    const update = await client.checkForUpdate({ platform: "win32", arch: "x64" })
    if (!update.ok || !update.offer) {
      throw new Error(JSON.stringify(update))
    }
    const [file] = update.offer.artifacts
    expect(file!.url.startsWith(`${app.url}${withKey ? "/store/license-center" : V1}/downloads/`)).toBe(true)
    const opened = await fetch(file!.url, { headers: update.download_headers, redirect: "manual" })
    expect(opened.status).toBe(302)
    // The store's configured address is not the one that this test's server got.
    const response = await fetch(app.url + new URL(opened.headers.get("location")!).pathname)
    expect(response.status).toBe(200)
    expect(Buffer.from(await response.arrayBuffer()).equals(build.content)).toBe(true)
  })

  it("says what is missing or wrong, and never the key", async () => {
    const args = ["--url", app.url, "--product", "no-such-product", "--version", "1.0.0", folder]
    const env = { LICENSE_CENTER_API_KEY: "sk_of_nobody" }
    expect(await run(["--version", "1.0.0"])).toMatchObject({ code: 2, stderr: expect.stringContaining("is missing") })
    expect(await run(args, env)).toMatchObject({ code: 2, stderr: expect.stringContaining("holds no file") })
    await writeFile(path.join(folder, "a.exe"), "x")
    const refused = await run(args, env)
    expect(refused).toMatchObject({ code: 1, stderr: expect.stringContaining("answered 401") })
    expect(refused.stderr + refused.stdout).not.toContain("sk_of_nobody")
    const away = await run(["--url", "http://localhost:1", ...args.slice(2)], env)
    expect(away).toMatchObject({ code: 1, stderr: expect.stringContaining("cannot be reached") })
  })
}
