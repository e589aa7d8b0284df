import { readdirSync } from "node:fs"
import { request } from "node:http"
import path from "node:path"
import { PassThrough } from "node:stream"
import type { IFileModuleService } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import type { App } from "../../setup/app"
import { until } from "../../setup/until"
import { aBuild, RELEASES, Updates } from "./world"

/** The folder of Medusa's local file provider. */
const FOLDER = path.resolve("static")
/** Of this file only: other tests, and a running demo, may write to the same folder. */
const NAME = "Uploads-Test.exe"

/** Files that arrive whole, or not at all. */
export function uploads(app: App): void {
  const updates = new Updates(app)
  const build = aBuild(NAME)
  const store = () => app.container.resolve<IFileModuleService>(Modules.FILE)
  const stored = () => readdirSync(FOLDER, { recursive: true }).filter((name) => String(name).endsWith(NAME))
  let before: ReturnType<typeof stored>

  beforeEach(() => {
    before = stored()
  })
  afterEach(() => jest.restoreAllMocks())

  const leavesNothing = () => until("nothing left behind", () => stored().length === before.length)
  const address = (id: string, query = "") =>
    `${RELEASES}/${id}/artifacts/upload?filename=${NAME}&platform=win32&arch=x64${query}`
  const upload = (id: string, query = "", content = build.content) =>
    app.store.admin.ask("post", address(id, query)).type("application/octet-stream").send(content)
  const artifacts = async (id: string) => (await updates.admin.get(`${RELEASES}/${id}`)).release.artifacts

  /** An upload whose bytes are sent by hand. */
  function slowly(id: string, headers: Record<string, string | number> = {}, query = "") {
    const { header } = app.store.admin.ask("post", "/") as unknown as { header: Record<string, string> }
    const outgoing = request(app.url + address(id, query), {
      method: "POST",
      headers: { ...header, "content-type": "application/octet-stream", ...headers },
    })
    const answer = new Promise<{ status: number; message: string }>((resolve, reject) => {
      outgoing.on("error", reject)
      outgoing.on("response", (response) => {
        let text = ""
        response.on("data", (chunk) => (text += chunk))
        response.on("end", () => resolve({ status: response.statusCode!, message: JSON.parse(text).message }))
      })
    })
    // Whoever cuts the connection does not wait for the answer.
    answer.catch(() => undefined)
    return { outgoing, answer }
  }
  const arrived = () => until("the first bytes", () => stored().length > before.length)

  it.each([
    ["with its length announced", { "content-length": 1_000_000 }],
    ["in chunks", {}],
  ])("keeps nothing of one that breaks off, %s, and logs no error", async (_, headers) => {
    const { id } = await updates.draft("1.0.0")
    const logger = app.container.resolve("logger")
    const [error, info] = [jest.spyOn(logger, "error"), jest.spyOn(logger, "info")]
    const { outgoing } = slowly(id, headers)
    outgoing.write(build.content)
    await arrived()
    outgoing.destroy()
    await leavesNothing()
    await until("a line in the log", () => info.mock.calls.some(([text]) => String(text).includes("broke off")))
    expect(error).not.toHaveBeenCalled()
    expect(await artifacts(id)).toEqual([])
    // The next try finds its way free.
    await upload(id).expect(200)
    expect(stored().length).toBe(before.length + 1)
  })

  it("keeps nothing of one whose sender is gone before the store is ready", async () => {
    const { id } = await updates.draft("1.0.0")
    const open = store().getUploadStream.bind(store())
    let asked = false
    let go = () => {}
    jest.spyOn(store(), "getUploadStream").mockImplementation(async (data) => {
      asked = true
      await new Promise<void>((resolve) => (go = resolve))
      return open(data)
    })
    const deleted = jest.spyOn(store(), "deleteFiles")
    const { outgoing } = slowly(id)
    outgoing.write(build.content)
    await until("the store is asked", () => asked)
    outgoing.destroy()
    await new Promise((resolve) => setTimeout(resolve, 100))
    go()
    await until("the file is taken back", () => deleted.mock.calls.length === 1)
    await leavesNothing()
  })

  it("says so when the store fails in the middle, and takes its file back", async () => {
    const { id } = await updates.draft("1.0.0")
    const open = store().getUploadStream.bind(store())
    jest.spyOn(store(), "getUploadStream").mockImplementation(async (data) => {
      const opened = await open(data)
      setTimeout(() => opened.writeStream.destroy(new Error("disk full")), 100)
      return opened
    })
    const { outgoing, answer } = slowly(id)
    outgoing.write(build.content)
    expect(await answer).toEqual({ status: 500, message: expect.stringContaining(`${NAME} could not be stored`) })
    outgoing.destroy()
    await leavesNothing()
    expect(await artifacts(id)).toEqual([])
  })

  it("says so when the store gives up without reading", async () => {
    const { id } = await updates.draft("1.0.0")
    const deleted = jest.spyOn(store(), "deleteFiles")
    // As S3's provider does: what is written goes into a pass, which nobody reads once the upload has failed.
    jest.spyOn(store(), "getUploadStream").mockImplementation(async () => ({
      writeStream: new PassThrough(),
      promise: Promise.reject(new Error("access denied")),
      url: "",
      fileKey: "private-key-of-s3",
    }))
    const { body } = await upload(id, "", Buffer.alloc(2_000_000)).expect(500)
    expect(body.message).toContain("could not be stored")
    expect(body.message).not.toContain("access denied")
    expect(deleted).toHaveBeenCalledWith(["private-key-of-s3"])
  })

  it("refuses what is not as announced, or empty, and keeps nothing of it", async () => {
    const { id } = await updates.draft("1.0.0")
    const { body } = await upload(id, `&sha512=${"0".repeat(128)}`).expect(400)
    expect(body.message).toContain("its SHA-512 is another")
    expect((await upload(id, "", Buffer.alloc(0)).expect(400)).body.message).toContain("it is empty")
    expect(stored()).toEqual(before)
    expect(await artifacts(id)).toEqual([])
  })

  it("takes no more bytes than were announced", async () => {
    const { id } = await updates.draft("1.0.0")
    const opened = jest.spyOn(store(), "getUploadStream")
    const { body } = await upload(id, "&size=5").expect(400)
    expect(body.message).toContain(`it has ${build.size} bytes`)
    expect(opened).not.toHaveBeenCalled()
    // In chunks there is no length to go by.
    const { outgoing, answer } = slowly(id, {}, `&size=${build.size}`)
    outgoing.write(build.content)
    outgoing.write("one more")
    expect(await answer).toEqual({ status: 400, message: expect.stringContaining(`more than ${build.size} bytes`) })
    outgoing.destroy()
    await leavesNothing()
  })

  it("refuses one for a release that is published, before it takes a byte", async () => {
    const { id } = await updates.release("1.0.0")
    const opened = jest.spyOn(store(), "getUploadStream")
    expect((await upload(id).expect(400)).body.message).toContain("is published")
    expect(opened).not.toHaveBeenCalled()
  })

  it.each(["published", "discarded"])("refuses one whose draft is %s while it arrives", async (which) => {
    const { id } = await updates.draft("1.0.0")
    await updates.admin.post(`${RELEASES}/${id}/artifacts`, {
      filename: "elsewhere.exe",
      url: "https://files.example/elsewhere.exe",
      size: build.size,
      sha512: build.sha512,
    })
    const { outgoing, answer } = slowly(id)
    outgoing.write(build.content)
    await arrived()
    await (which === "published"
      ? updates.admin.post(`${RELEASES}/${id}/publish`)
      : updates.admin.delete(`${RELEASES}/${id}`))
    outgoing.end()
    expect((await answer).status).toBe(which === "published" ? 400 : 404)
    await leavesNothing()
  })

  it("takes a file that is removed, or whose draft is discarded, out of the store", async () => {
    const { id } = await updates.draft("1.0.0")
    const { body } = await upload(id).expect(200)
    await updates.admin.delete(`${RELEASES}/${id}/artifacts/${body.artifact.id}`)
    expect(stored()).toEqual(before)
    await upload(id).expect(200)
    expect(stored().length).toBe(before.length + 1)
    await updates.admin.delete(`${RELEASES}/${id}`)
    expect(stored()).toEqual(before)
  })

  it("leaves a file that another release has, and one that did not come through the upload", async () => {
    const [first, second] = [await updates.draft("1.0.0"), await updates.draft("1.1.0")]
    const { file_id } = (await upload(first.id).expect(200)).body.artifact
    // Named as tools name things by their content.
    const [theirs] = await store().createFiles([
      { filename: `${"a".repeat(32)}-${NAME}`, mimeType: "x/y", content: "bWluZQ==", access: "private" },
    ])
    const add = async (id: string, file: string, filename: string) =>
      (await updates.admin.post(`${RELEASES}/${id}/artifacts`, { filename, file_id: file })).artifact.id
    await add(second.id, file_id, NAME)
    const theirArtifact = await add(second.id, theirs!.id, `Other-${NAME}`)
    await updates.admin.delete(`${RELEASES}/${first.id}`)
    await updates.admin.delete(`${RELEASES}/${second.id}/artifacts/${theirArtifact}`)
    expect(stored().map(String)).toEqual(expect.arrayContaining([file_id, theirs!.id]))
    await updates.admin.delete(`${RELEASES}/${second.id}`)
    expect(stored().map(String)).not.toContain(file_id)
    expect(stored().map(String)).toContain(theirs!.id)
    await store().deleteFiles([theirs!.id])
  })

  it("removes a file from its draft even when the store cannot delete it, and says so in the log", async () => {
    const { id } = await updates.draft("1.0.0")
    const { artifact } = (await upload(id).expect(200)).body
    const warn = jest.spyOn(app.container.resolve("logger"), "warn")
    const fails = jest.spyOn(store(), "deleteFiles").mockRejectedValue(new Error("access denied"))
    await updates.admin.delete(`${RELEASES}/${id}/artifacts/${artifact.id}`)
    expect(await artifacts(id)).toEqual([])
    expect(warn).toHaveBeenCalledWith(expect.stringContaining("could not be deleted: access denied"))
    fails.mockRestore()
    await store().deleteFiles([artifact.file_id])
  })

  it("takes one of two of the same name, whichever is there first, and refuses a third at once", async () => {
    const { id } = await updates.draft("1.0.0")
    const two = [slowly(id), slowly(id)]
    for (const { outgoing } of two) {
      outgoing.write(build.content)
    }
    await until("both are on their way", () => stored().length === before.length + 2)
    for (const { outgoing } of two) {
      outgoing.end()
    }
    const answers = await Promise.all(two.map(({ answer }) => answer))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 422])
    await until("one file", () => stored().length === before.length + 1)
    const [kept, ...more] = await artifacts(id)
    expect(more).toEqual([])
    expect(stored().map(String)).toContain(kept.file_id)
    const opened = jest.spyOn(store(), "getUploadStream")
    await upload(id).expect(422)
    expect(opened).not.toHaveBeenCalled()
  })
}
