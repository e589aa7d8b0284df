import { execFile } from "node:child_process"
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { aScenario, json, KEY, refusal, fphOf, type Scenario } from "./fixtures"

const APP = join(__dirname, "../../../examples/note-app/app.mjs")

describe("the example app", () => {
  let scenario: Scenario
  let folder: string

  beforeEach(async () => {
    scenario = await aScenario()
    scenario.clock.server = Date.now
    folder = await mkdtemp(join(tmpdir(), "note-app-"))
    await writeFile(join(folder, "demo.json"), JSON.stringify({ url: scenario.server.url, products: [] }))
    scenario.server.reply = (call, response) =>
      call.path.endsWith("/jwks.json")
        ? json(200, { keys: [scenario.key.jwk] })(call, response)
        : call.path.endsWith("/deactivate")
          ? refusal(200, "DEACTIVATED")(call, response)
          : scenario.grant({ fph: fphOf(String(call.body.fingerprint)) })(call, response)
  })
  afterEach(async () => {
    await scenario.server.stop()
    await rm(folder, { recursive: true, force: true })
  })

  const run = (...args: string[]) =>
    new Promise<{ code: number; stdout: string; stderr: string }>((resolve) => {
      const env = { ...process.env, LICENSE_CENTER_DEMO_DIR: folder }
      execFile(process.execPath, [APP, ...args], { env, cwd: folder }, (error, stdout, stderr) =>
        resolve({ code: Number(error?.code ?? 0), stdout, stderr })
      )
    })

  it("activates, runs without the server, gives the seat back and tells devices apart", async () => {
    expect(await run("activate", KEY, "--device", "desk")).toMatchObject({ code: 0, stderr: "" })
    expect(await run("status", "--device", "laptop")).toMatchObject({
      code: 1,
      stdout: expect.stringContaining("NO_LICENSE"),
    })
    expect((await run("rebind", KEY, "desk", "--device", "laptop")).stdout).toContain("✓ VALID")
    expect(scenario.server.calls.at(-1)?.body).toMatchObject({ from: "note-app:desk", fingerprint: "note-app:laptop" })
    expect((await run("deactivate", "--device", "laptop")).stdout).toContain("DEACTIVATED")
    expect(await readdir(join(folder, "example"))).toEqual(["desk.json", "public-keys.json", "store.json"])
    // A demo that is stopped takes its file away, too.
    await scenario.server.stop()
    await rm(join(folder, "demo.json"))
    const offline = await run("status", "--device", "desk")
    expect(offline.stdout).toContain("Decided by: this computer")
    expect(await run("note", "milk", "--device", "desk")).toMatchObject({ code: 0, stdout: "Noted.\n" })
    expect(await readFile(join(folder, "example", "desk-notes.txt"), "utf8")).toBe("milk\n")
  }, 60_000)

  it("says how to start when the demo never ran, and shows its commands", async () => {
    await rm(join(folder, "demo.json"))
    expect(await run("status")).toMatchObject({ code: 2, stderr: expect.stringContaining("npm run demo") })
    expect((await run()).stdout).toContain("activate <key>")
  }, 60_000)
})
