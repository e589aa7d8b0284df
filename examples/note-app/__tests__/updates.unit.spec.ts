import { createHash } from "node:crypto"
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises"
import http from "node:http"
import type { AddressInfo } from "node:net"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { describeUpdate, downloadUpdate } from "../updates.mjs"

const release = (version: string) => ({ version, channel: "stable", published_at: "2026-01-01T00:00:00.000Z" })
const sha512 = (text: string) => createHash("sha512").update(text).digest("hex")

const anAnswer = (fields: object) => ({ ok: true, current: "1.0.0", offer: null, newest: release("2.0.0"), ...fields })

describe("what the example app says of an update", () => {
  it("says what there is, and what is new in it", () => {
    const artifacts = [{ filename: "notes.AppImage", size: 63 }]
    const offer = { ...release("1.2.0"), notes: "- Search\n- Dark mode", artifacts }
    expect(describeUpdate(anAnswer({ status: "update", offer })).split("\n")).toEqual([
      "✓ 1.0.0 can be updated to 1.2.0",
      "  - Search",
      "  - Dark mode",
      "  notes.AppImage (63 bytes)",
      "  The newest version is 2.0.0.",
    ])
  })

  it.each([
    ["up_to_date", "✓ 1.0.0 is the newest version."],
    [
      "updates_expired",
      "✗ 2.0.0 is out, but the updates of this license have ended.\n→ Renew the license in the store",
    ],
    ["unlicensed", "✗ Updates need a license.\n→ Enter your key"],
    ["unsupported", "✗ 2.0.0 does not run on this computer."],
    ["held_back", "✓ 2.0.0 is being released step by step."],
  ])("has words for %s", (status, said) => {
    expect(describeUpdate(anAnswer({ status }))).toContain(said)
  })

  it("repeats what the client says when the store does not answer", () => {
    const update = { ok: false, status: "unreachable", detail: "No answer." }
    expect(describeUpdate(update)).toBe("✗ No answer.\n→ Check the connection and try again.")
  })
})

describe("downloading an update", () => {
  let folder: string
  let server: http.Server
  let asked: http.IncomingHttpHeaders

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "note-app-updates-"))
    server = http.createServer((request, response) => {
      asked = request.headers
      response.writeHead(request.url === "/file" ? 200 : 401).end("the file")
    })
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  })
  afterEach(async () => {
    await new Promise((resolve) => server.close(resolve))
    await rm(folder, { recursive: true })
  })

  const download = (path: string, hash: string) => {
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`
    const offer = { artifacts: [{ filename: "notes.AppImage", url, sha512: hash }] }
    return downloadUpdate({ offer, download_headers: { authorization: "License KEY" } }, folder)
  }

  it("shows the license, and keeps the file that was announced", async () => {
    expect(await readFile(await download("/file", sha512("the file")), "utf8")).toBe("the file")
    expect(asked.authorization).toBe("License KEY")
  })

  it("keeps nothing that is not it", async () => {
    await expect(download("/file", sha512("another"))).rejects.toThrow("not the file that was announced")
    await expect(download("/refused", sha512("the file"))).rejects.toThrow("answered 401")
    expect(await readdir(folder)).toEqual([])
  })
})
