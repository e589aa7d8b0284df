import { execFile } from "node:child_process"
import { mkdtemp, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import path from "node:path"
import type { App } from "../../setup/app"
import { aBuild, RELEASES, Updates } from "./world"

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
    expect(await run(args, env)).toMatchObject({
      code: 1,
      stderr: expect.stringContaining("A version is released once"),
    })
    const { key } = await updates.aDevice()
    const { body } = await updates.ask("version=1.0.0&platform=darwin", `License ${key}`)
    expect(["update", "held_back"]).toContain(body.status)
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
