import { createReadStream } from "node:fs"
import { request } from "node:http"
import { Readable } from "node:stream"
import type { IFileModuleService } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import type { Response } from "supertest"
import type { App } from "../../setup/app"
import { until } from "../../setup/until"
import { aBuild, RELEASES, Updates, V1 } from "./world"

/** Who gets which file, and how. */
export function downloads(app: App): void {
  const updates = new Updates(app)
  const get = (url: string) => app.store.anyone.ask("get", url.replace(/^https?:\/\/[^/]+/, ""))

  afterEach(() => jest.restoreAllMocks())

  /** A published release whose file was uploaded. */
  async function uploaded(version = "1.1.0") {
    const { id } = await updates.draft(version)
    const build = aBuild("Nimbus-Setup.exe")
    const { body } = await app.store.admin
      .ask("post", `${RELEASES}/${id}/artifacts/upload?platform=win32&arch=x64&filename=${build.filename}`)
      .type("application/octet-stream")
      .send(build.content)
      .expect(200)
    await updates.admin.post(`${RELEASES}/${id}/publish`)
    return { id, artifact: body.artifact, build }
  }

  it("sends who may have a file to a link that needs no credential, and gives it whole or in parts", async () => {
    const { key, feed_token, activation_id, license } = await updates.aDevice()
    const { artifact, build } = await uploaded()
    const ways = [
      get(`${V1}/downloads/${artifact.id}`).set("authorization", `License ${key}`),
      get(`${V1}/feeds/electron/nimbus/${feed_token}/files/${artifact.id}/${build.filename}`),
    ]
    for (const way of ways) {
      const { headers } = await way.expect(302)
      expect(headers.location).toMatch(/\/license-center\/v1\/files\/lcart_[^/]+\/Nimbus-Setup\.exe$/)
      expect(headers.location).not.toContain(key)
      const whole = await get(headers.location!).buffer(true).parse(binary).expect(200)
      expect(whole.body.equals(build.content)).toBe(true)
      expect(whole.headers).toMatchObject({
        "accept-ranges": "bytes",
        "content-length": String(build.size),
        "content-disposition": `attachment; filename="${build.filename}"`,
        "x-content-type-options": "nosniff",
      })
      const part = await get(headers.location!).set("range", "bytes=1000-1999").buffer(true).parse(binary).expect(206)
      expect(part.body.equals(build.content.subarray(1000, 2000))).toBe(true)
      expect(part.headers["content-range"]).toBe(`bytes 1000-1999/${build.size}`)
      const tail = await get(headers.location!).set("range", "bytes=-5").buffer(true).parse(binary).expect(206)
      expect(tail.body.equals(build.content.subarray(-5))).toBe(true)
      await get(headers.location!).set("range", `bytes=${build.size}-`).expect(416)
      const other = await get(headers.location!).set("range", "bytes=0-9").set("if-range", '"another"').expect(200)
      expect(Number(other.headers["content-length"])).toBe(build.size)
    }
    const rows = await updates.sql("SELECT * FROM license_center_download WHERE license_id = ? ORDER BY created_at", [
      license.id,
    ])
    expect(rows).toMatchObject([
      { activation_id: null, artifact_id: artifact.id, version: "1.1.0" },
      { activation_id, artifact_id: artifact.id, version: "1.1.0" },
    ])
    expect(JSON.stringify(rows)).not.toMatch(/127\.0\.0\.1|::1/)
  })

  it("refuses everybody else, and says nothing of the file", async () => {
    const { key, license } = await updates.aDevice()
    const { id, artifact } = await uploaded()
    const ask = (authorization?: string) => {
      const test = get(`${V1}/downloads/${artifact.id}`)
      return authorization ? test.set("authorization", authorization) : test
    }
    expect((await ask().expect(401)).body.code).toBe("UNLICENSED")
    expect((await ask("License NOPE").expect(401)).body.code).toBe("UNLICENSED")
    await get(`${V1}/downloads/${artifact.id}?key=${key}`).expect(401)
    expect((await get(`${V1}/downloads/lcart_none`).set("authorization", `License ${key}`).expect(404)).body.code).toBe(
      "NOT_FOUND"
    )
    // electron-updater asks for it before the file; what it is given must not be the file.
    await get(`${V1}/feeds/electron/nimbus/-/files/${artifact.id}/Nimbus-Setup.exe.blockmap`)
      .set("authorization", `License ${key}`)
      .expect(404)
    await updates.lapse(license, 10)
    expect((await ask(`License ${key}`).expect(403)).body.code).toBe("NOT_COVERED")
    await updates.lapse(license, -10)
    const { headers } = await ask(`License ${key}`).expect(302)
    await get(headers.location!).expect(200)
    await updates.admin.post(`${RELEASES}/${id}/yank`, { reason: "It loses data" })
    await ask(`License ${key}`).expect(404)
    // A link that was given before is not good any more.
    expect((await get(headers.location!).expect(410)).body.code).toBe("LINK_EXPIRED")
  })

  it("ends the link after five minutes, and makes none of what was never given", async () => {
    const { key } = await updates.aDevice()
    const { artifact } = await uploaded()
    const { headers } = await get(`${V1}/downloads/${artifact.id}`).set("authorization", `License ${key}`).expect(302)
    const [grant] = /lcart_[^/]+/.exec(headers.location!)!
    const [file, until, signature] = grant.split(".")
    for (const forged of [`${file}.${Number(until) + 600}.${signature}`, `${file}.1.${signature}`, "nonsense"]) {
      expect((await get(`${V1}/files/${forged}/Nimbus-Setup.exe`).expect(410)).body.code).toBe("LINK_EXPIRED")
    }
    await get(`${V1}/files/${grant}/other.exe`).expect(410)
  })

  /** A link to a file of ours, as a device has it. */
  async function aLink() {
    const { key } = await updates.aDevice()
    const { artifact, build } = await uploaded()
    const { headers } = await get(`${V1}/downloads/${artifact.id}`).set("authorization", `License ${key}`).expect(302)
    return { url: headers.location!, artifact, build }
  }
  const store = () => app.container.resolve<IFileModuleService>(Modules.FILE)

  /** A file that has no end, and what became of it. */
  function anEndlessFile(build: { content: Buffer }) {
    let read = 0
    const source = new Readable({
      highWaterMark: 1024,
      // In its own time, as from a disk: what is pushed at once keeps everything else of the process from its turn.
      read() {
        setImmediate(() => {
          read += 1024
          this.push(read <= build.content.length ? build.content.subarray(read - 1024, read) : Buffer.alloc(1024))
        })
      },
    })
    jest.spyOn(store(), "getDownloadStream").mockResolvedValueOnce(source)
    return { source, read: () => read }
  }

  it("reads no further than the part that is asked for", async () => {
    const { url, build } = await aLink()
    const { source, read } = anEndlessFile(build)
    const part = await get(url).set("range", "bytes=1-3").buffer(true).parse(binary).expect(206)
    expect(part.body.equals(build.content.subarray(1, 4))).toBe(true)
    await until("the file is closed", () => source.destroyed)
    expect(read()).toBeLessThan(10_000)
  })

  it("closes the file when who asked for it leaves", async () => {
    const { url, build, artifact } = await aLink()
    await updates.sql("UPDATE license_center_artifact SET size = '1000000000' WHERE id = ?", [artifact.id])
    for (const range of ["bytes=0-", "bytes=999999998-"]) {
      const { source, read } = anEndlessFile(build)
      const asked = request(app.url + new URL(url).pathname, { headers: { range } })
      asked.on("error", () => undefined).end()
      await until("it is read", () => read() > 0)
      asked.destroy()
      await until("the file is closed", () => source.destroyed)
    }
  })

  it("says plainly that a file is gone, or breaks off when it ends too soon", async () => {
    const { url, artifact, build } = await aLink()
    jest.spyOn(store(), "getDownloadStream").mockResolvedValueOnce(Readable.from([build.content.subarray(0, 100)]))
    await expect(get(url).buffer(true).parse(binary)).rejects.toThrow(/aborted|socket hang up/)
    jest.spyOn(store(), "getDownloadStream").mockRejectedValueOnce(new Error(`NoSuchKey ${artifact.file_id}`))
    await isGone(url, artifact)
    jest.spyOn(store(), "getDownloadStream").mockImplementationOnce(async () => createReadStream("/no/such/file"))
    await isGone(url, artifact)
    await store().deleteFiles([artifact.file_id])
    await isGone(url, artifact)
  })

  async function isGone(url: string, artifact: { file_id: string }): Promise<void> {
    const { body, text } = await get(url).expect(404)
    expect(body).toEqual({ code: "NOT_FOUND", detail: "This file is not available any more." })
    expect(text).not.toContain(artifact.file_id)
  }

  it("points to the file service's own link only when that runs out as soon as ours", async () => {
    const { url, build } = await aLink()
    const warn = jest.spyOn(app.container.resolve("logger"), "warn")
    const signed = (query: string) =>
      jest.spyOn(store(), "retrieveFile").mockResolvedValueOnce({ id: "x", url: `https://s3.example/x?${query}` })
    const inSeconds = (seconds: number) => Math.floor(Date.now() / 1000) + seconds
    for (const query of ["X-Amz-Expires=300&X-Amz-Signature=s", "X-Goog-Expires=60", `Expires=${inSeconds(200)}`]) {
      signed(query)
      expect((await get(url).expect(302)).headers.location).toBe(`https://s3.example/x?${query}`)
    }
    for (const query of [
      "X-Amz-Expires=3600&X-Amz-Signature=s",
      "X-Amz-Expires=soon",
      `Expires=${inSeconds(4000)}`,
      "v=1",
    ]) {
      signed(query)
      const whole = await get(url).buffer(true).parse(binary).expect(200)
      expect(whole.body.equals(build.content)).toBe(true)
    }
    const warnings = warn.mock.calls.filter(([text]) => String(text).includes("download_file_duration: 300"))
    expect(warnings).toHaveLength(1)
  })

  it("points to a file that lies elsewhere", async () => {
    const { key } = await updates.aDevice()
    const { artifact } = await updates.release("1.2.0")
    const { headers } = await get(`${V1}/downloads/${artifact.id}`).set("authorization", `License ${key}`).expect(302)
    expect((await get(headers.location!).expect(302)).headers.location).toBe(
      "https://files.example/1.2.0/Nimbus-Setup.exe"
    )
  })
}

/** supertest reads text unless told otherwise. */
const binary = (response: Response, done: (error: Error | null, body: Buffer) => void) => {
  const chunks: Buffer[] = []
  response.on("data", (chunk: Buffer) => chunks.push(chunk))
  response.on("end", () => done(null, Buffer.concat(chunks)))
}
