import { request as httpRequest } from "node:http"
import type { IFileModuleService } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import type { App } from "../../setup/app"
import { Unfinished } from "../../setup/unfinished"
import { until } from "../../setup/until"
import { SUPPORT_MODULE } from "../../../src/modules/support"
import type SupportModuleService from "../../../src/modules/support/service"
import { PNG, Support, TICKETS, type Visit } from "./world"

const MB = 1024 * 1024
const MESSAGES = "/license-center/t/messages"
const FORM = { "content-type": "multipart/form-data; boundary=b", "sec-fetch-site": "same-origin" }
const field = (name: string, value: string) =>
  `--b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`

/** What people send, and do not send to its end, and where it is kept. */
export function bodies(app: App): void {
  const support = new Support(app)
  const open: Unfinished[] = []
  afterEach(() => {
    open.splice(0).forEach((request) => request.leave())
    jest.restoreAllMocks()
  })
  afterEach(() => app.events.settled())

  const post = async (path: string, headers: Record<string, string>, sent: Buffer, announced = sent.length + 1) => {
    const request = await Unfinished.post(app.url, path, { headers, sent, announced })
    open.push(request)
    return request
  }
  const upload = (visit: Visit) =>
    visit
      .ask("post", "/current/attachments?filename=a.png")
      .type("image/png")
      .send(PNG as never)
  const service = () => app.container.resolve<SupportModuleService>(SUPPORT_MODULE)
  const files = () => app.container.resolve<IFileModuleService>(Modules.FILE)
  const answered = () => open.filter(({ status }) => status !== null)

  it("uploads that do not end take the room of one ticket, and give it back", async () => {
    const [visit, other] = [await support.visit(), await support.visit()]
    const headers = { ...(await support.publishableKey()), authorization: `Bearer ${visit.session}` }
    const begin = () => post(`${TICKETS}/current/attachments?filename=a.log`, headers, Buffer.alloc(9 * MB, 97))
    for (let times = 0; times < 8; times++) {
      await begin()
    }
    await until("two find no room", () => answered().length === 2)
    for (const { status, answer } of answered()) {
      expect([status, answer]).toEqual([503, expect.stringMatching(/retry-after: \d+[^]*"code":"UNAVAILABLE"/i)])
    }
    await upload(other).expect(201)
    open.splice(0).forEach((request) => request.leave())
    const whole = () =>
      visit
        .ask("post", "/current/attachments?filename=a.log")
        .type("text/plain")
        .send(Buffer.alloc(10 * MB, 97) as never)
    await until("there is room again", async () => (await whole()).status === 201)
  })

  it("forms of nobody are refused before they are read", async () => {
    const request = await post(MESSAGES, FORM, Buffer.from(field("message", "Hello")), 50 * MB)
    expect(await request.answered()).toBe(401)
    expect(request.answer).toContain("Your visit has ended")
  })

  it("forms of visits that have ended take the room of strangers, and of no visitor", async () => {
    const headers = { ...FORM, cookie: `lc_visit=lcs_${"A".repeat(43)}` }
    const sent = Buffer.from(field("message", "a".repeat(590_000)))
    for (let times = 0; times < 8; times++) {
      await post(MESSAGES, headers, sent, sent.length + MB)
    }
    await until("some find no room", () => answered().length > 0)
    expect(new Set(answered().map(({ status }) => status))).toEqual(new Set([503]))
    const visit = await support.visit()
    const { status } = await sendForm(visit, [["message", "Hello"]])
    // A form without its token; it was read.
    expect(status).toBe(409)
  })

  it("forms with more words than any form of ours are not read to their end", async () => {
    const visit = await support.visit()
    const words: [string, string][] = ["a", "b", "c"].map((name) => [name, "a".repeat(590_000)])
    expect((await sendForm(visit, words)).status).toBe(400)
    const many = Array.from({ length: 21 }, (_, at): [string, string] => [`f${at}`, "a"])
    expect((await sendForm(visit, many)).status).toBe(400)
    expect((await sendForm(visit, words.slice(0, 1))).status).toBe(409)
  })

  it("files are away for now when the store of files is, and not for ever", async () => {
    const visit = await support.visit()
    const { id } = (await upload(visit).expect(201)).body.attachment
    const away = jest.spyOn(files(), "getDownloadStream").mockRejectedValue(new Error("S3 is away"))
    const { body, headers } = await visit.ask("get", `/current/attachments/${id}`).expect(503)
    expect([body.code, Number(headers["retry-after"]) > 0]).toEqual(["UNAVAILABLE", true])
    const page = await fetch(`${app.url}/license-center/t/attachments/${id}`, {
      headers: { cookie: `lc_visit=${visit.session}` },
    })
    expect([page.status, await page.text()]).toEqual([503, expect.stringContaining("</html>")])
    for (const gone of [{ name: "NoSuchKey" }, { code: "ENOENT" }, { $metadata: { httpStatusCode: 404 } }]) {
      away.mockRejectedValue(Object.assign(new Error("gone"), gone))
      await visit.ask("get", `/current/attachments/${id}`).expect(404)
    }
    away.mockRejectedValue(Object.assign(new Error("no bucket"), { name: "NoSuchBucket", statusCode: 404 }))
    await visit.ask("get", `/current/attachments/${id}`).expect(503)
    away.mockRestore()
    await visit.ask("get", `/current/attachments/${id}`).expect(200)
  })

  it("a file stays when it was taken before something else went wrong", async () => {
    const visit = await support.visit()
    const take = service().addAttachment.bind(service())
    const failing = jest.spyOn(service(), "addAttachment").mockImplementationOnce(async (...given) => {
      await take(...given)
      throw new Error("the connection was lost")
    })
    const deleted = jest.spyOn(files(), "deleteFiles")
    await upload(visit).expect(503)
    expect(deleted).not.toHaveBeenCalled()
    failing.mockImplementationOnce(async () => {
      throw new Error("the connection was lost")
    })
    await upload(visit).expect(503)
    expect(deleted).toHaveBeenCalledTimes(1)
  })

  /** @returns the answer's status */
  function sendForm(visit: Visit, fields: [string, string][]): Promise<{ status: number }> {
    const body = Buffer.from(`${fields.map(([name, value]) => field(name, value)).join("")}--b--\r\n`)
    const headers = { ...FORM, cookie: `lc_visit=${visit.session}`, "content-length": String(body.length) }
    return new Promise((resolve, reject) => {
      httpRequest(`${app.url}${MESSAGES}`, { method: "POST", headers }, (response) => {
        response.resume().on("end", () => resolve({ status: response.statusCode! }))
      })
        .on("error", reject)
        .end(body)
    })
  }
}
