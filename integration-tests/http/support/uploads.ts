import { request as httpRequest } from "node:http"
import type { IFileModuleService } from "@medusajs/framework/types"
import type { Response } from "supertest"
import { Modules } from "@medusajs/framework/utils"
import { generateKey } from "../../../src/lib/license-key"
import type { App } from "../../setup/app"
import { until } from "../../setup/until"
import { PNG, Support, TICKETS, type Visit } from "./world"

const MB = 1024 * 1024

/** Files that customers send. */
export function uploads(app: App): void {
  const support = new Support(app)
  afterEach(() => app.events.settled())
  afterEach(() => jest.restoreAllMocks())

  const upload = (visit: Visit, filename: string, content: Buffer | string, type = "application/octet-stream") =>
    visit
      .ask("post", `/current/attachments?filename=${encodeURIComponent(filename)}`)
      .type(type)
      .send(content as never)
  const files = () => app.container.resolve<IFileModuleService>(Modules.FILE)
  const rows = () => support.sql("SELECT * FROM license_center_ticket_attachment WHERE deleted_at IS NULL ORDER BY id")

  it("belong to the message that takes them, and come back to be saved and not shown", async () => {
    const visit = await support.visit()
    const log = Buffer.from("2026-11-29 ÜberApp crashed\n")
    const picture = (await upload(visit, "Übersicht 1.PNG", PNG).expect(201)).body.attachment
    const text = (await upload(visit, "app.log", log, "text/plain").expect(201)).body.attachment
    expect(picture).toEqual({
      id: expect.any(String),
      filename: "Übersicht 1.PNG",
      mime_type: "image/png",
      size: PNG.length,
    })
    const attachments = [picture.id, text.id]
    const { body } = await visit.ask("post", "/current/messages", { message: "See both.", attachments }).expect(201)
    expect(body.message.attachments).toEqual([picture, text])
    expect((await visit.ask("get", "/current")).body.ticket.messages.at(-1).attachments).toEqual([picture, text])
    const get = (id: string) => visit.ask("get", `/current/attachments/${id}`).buffer(true).parse(binary).expect(200)
    const sent = await get(picture.id)
    expect(sent.body.equals(PNG)).toBe(true)
    expect(sent.headers).toMatchObject({
      "content-type": "image/png",
      "content-length": String(PNG.length),
      "content-disposition": `attachment; filename="_bersicht 1.PNG"; filename*=UTF-8''%C3%9Cbersicht%201.PNG`,
      "x-content-type-options": "nosniff",
      "content-security-policy": "sandbox; default-src 'none'",
      "cross-origin-resource-policy": "same-origin",
      "cache-control": "private, no-store",
    })
    const sentText = await get(text.id)
    expect(sentText.body.equals(log)).toBe(true)
    expect(sentText.headers["content-type"]).toBe("text/plain; charset=utf-8")
    // What was sent stays.
    await visit.ask("delete", `/current/attachments/${picture.id}`).expect(404)
    const again = await visit.ask("post", "/current/messages", { message: "Again", attachments }).expect(400)
    expect(again.body.errors).toMatchObject([{ field: "attachments" }])
  })

  it("are sent once with a message that is sent again, for its answer was lost", async () => {
    const visit = await support.visit()
    const { id } = (await upload(visit, "app.log", "a line\n", "text/plain").expect(201)).body.attachment
    const message = { message: "See the log.", attachments: [id], submission: "form-9" }
    const [first, again] = [
      await visit.ask("post", "/current/messages", message).expect(201),
      await visit.ask("post", "/current/messages", message).expect(201),
    ]
    expect(again.body.message).toEqual(first.body.message)
  })

  it("are refused for what is in them, whatever they are called, and leave nothing behind", async () => {
    const visit = await support.visit()
    const stored = jest.spyOn(files(), "createFiles")
    const html = "<html><script>alert(1)</script></html>"
    const cases: [string, Buffer | string, string][] = [
      ["page.html", html, "type_not_allowed"],
      ["setup.exe", "MZ\x90\0", "type_not_allowed"],
      ["no-extension", PNG, "type_not_allowed"],
      ["image.svg", "<svg onload=alert(1)>", "type_not_allowed"],
      ["page.txt", html, "active_content"],
      ["picture.png", html, "content_mismatch"],
      ["picture.jpg", PNG, "content_mismatch"],
      ["empty.txt", "", "empty"],
    ]
    for (const [filename, content, reason] of cases) {
      const { body } = await upload(visit, filename, content).expect(422)
      expect(body).toEqual({ code: "FILE_REFUSED", message: expect.any(String), reason, filename })
    }
    for (const query of [
      "",
      "?filename=",
      "?filename[a]=b",
      "?filename=a.png&filename=b.png",
      `?filename=${"a".repeat(1001)}`,
    ]) {
      const { body } = await visit.ask("post", `/current/attachments${query}`).type("image/png").send(PNG).expect(400)
      expect(body).toMatchObject({ code: "INVALID_REQUEST", errors: [{ field: "filename" }] })
    }
    expect(stored).not.toHaveBeenCalled()
    expect(await rows()).toEqual([])
  })

  it("may have 10 MB, and not a byte more", async () => {
    const visit = await support.visit()
    const limit = Buffer.alloc(10 * MB, "line of a log\n")
    expect((await upload(visit, "long.log", limit).expect(201)).body.attachment.size).toBe(10 * MB)
    const { body } = await upload(visit, "long.log", Buffer.concat([limit, Buffer.from("!")])).expect(413)
    expect(body).toMatchObject({ code: "FILE_REFUSED", reason: "too_large", filename: "long.log" })
    expect(await rows()).toHaveLength(1)
  })

  it("keep nothing of a sender who hangs up", async () => {
    const visit = await support.visit()
    const stored = jest.spyOn(files(), "createFiles")
    const find = jest.spyOn(app.container.resolve("license_center_support") as never, "findVisitor" as never)
    const headers = {
      ...(await support.publishableKey()),
      authorization: `Bearer ${visit.session}`,
      "content-length": "100000",
    }
    const asked = httpRequest(`${app.url}${TICKETS}/current/attachments?filename=a.log`, { method: "POST", headers })
    asked.on("error", () => undefined).write("the beginning")
    await until("the upload has begun", () => find.mock.calls.length > 0)
    asked.destroy()
    await until("the server is done with it", () => visit.ask("get", "/current").then(({ status }) => status === 200))
    expect(stored).not.toHaveBeenCalled()
    expect(await rows()).toEqual([])
  })

  it("are five at most, also when all come at once, until some are taken back or sent", async () => {
    const visit = await support.visit()
    const answers = await Promise.all(Array.from({ length: 8 }, (_, n) => upload(visit, `${n}.png`, PNG)))
    const taken = answers.filter(({ status }) => status === 201)
    expect(taken).toHaveLength(5)
    for (const { status, body } of answers.filter((answer) => !taken.includes(answer))) {
      expect([status, body.reason]).toEqual([422, "too_many"])
    }
    expect(await rows()).toHaveLength(5)
    const [first, ...others] = taken.map(({ body }) => body.attachment.id as string)
    const deleted = jest.spyOn(files(), "deleteFiles")
    expect((await visit.ask("delete", `/current/attachments/${first}`).expect(200)).body).toEqual({
      id: first,
      object: "attachment",
      deleted: true,
    })
    expect(deleted).toHaveBeenCalledTimes(1)
    await visit.ask("delete", `/current/attachments/${first}`).expect(404)
    await visit.ask("get", `/current/attachments/${first}`).expect(404)
    await upload(visit, "next.png", PNG).expect(201)
    await upload(visit, "too-many.png", PNG).expect(422)
    await visit.ask("post", "/current/messages", { message: "Four", attachments: others }).expect(201)
    await upload(visit, "next.png", PNG).expect(201)
  })

  it("are of the visit that uploaded them until they are sent", async () => {
    const visit = await support.visit()
    const other = { ...visit, ...(await support.exchange(visit.token)) }
    const { id } = (await upload(visit, "a.png", PNG).expect(201)).body.attachment
    await visit.ask("get", `/current/attachments/${id}`).expect(200)
    await other.ask("get", `/current/attachments/${id}`).expect(404)
    await other.ask("delete", `/current/attachments/${id}`).expect(404)
    await other.ask("post", "/current/messages", { message: "Mine?", attachments: [id] }).expect(400)
    await visit.ask("post", "/current/messages", { message: "Here", attachments: [id] }).expect(201)
    await other.ask("get", `/current/attachments/${id}`).expect(200)
  })

  it("lose what must not be kept from their names", async () => {
    const visit = await support.visit()
    const key = generateKey("TEST")
    const { body } = await upload(visit, `../${key} 4111111111111111.png`, PNG).expect(201)
    expect(body.attachment.filename).toBe(`license-key-hidden-${key.slice(-5)} card-number-hidden.png`)
    const { body: refused } = await upload(visit, `${key}.exe`, PNG).expect(422)
    expect(refused.filename).not.toContain(key.slice(0, 10))
    expect(JSON.stringify(await rows())).not.toMatch(/4111/)
  })

  it("are not there any more when the File module has lost them", async () => {
    const visit = await support.visit()
    const { id } = (await upload(visit, "a.png", PNG).expect(201)).body.attachment
    const [row] = await rows()
    await files().deleteFiles([row!.file_id as string])
    const { body, headers } = await visit.ask("get", `/current/attachments/${id}`).expect(404)
    expect(body).toEqual({ code: "NOT_FOUND", message: expect.any(String) })
    expect(headers["content-disposition"]).toBeUndefined()
  })
}

function binary(response: Response, done: (error: Error | null, body: Buffer) => void): void {
  const chunks: Buffer[] = []
  response.on("data", (chunk: Buffer) => chunks.push(chunk))
  response.on("end", () => done(null, Buffer.concat(chunks)))
}
