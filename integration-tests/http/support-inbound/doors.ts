import request from "supertest"
import type { App } from "../../setup/app"
import { Unfinished } from "../../setup/unfinished"
import { until } from "../../setup/until"
import { byMailgun, byPostmark, bySendgrid, Correspondence, type Post } from "./correspondence"

const INBOUND = "/hooks/license-center/inbound"

/** Who may post, and what. */
export function doors(app: App): void {
  let desk: Correspondence

  beforeAll(() => {
    desk = new Correspondence(app.url, app.container)
  })

  it.each<[string, (answer: Parameters<typeof byPostmark>[0]) => Post]>([
    ["Postmark's password", (answer) => byPostmark(answer, `Basic ${Buffer.from("hook:guess").toString("base64")}`)],
    ["Mailgun's key", (answer) => byMailgun(answer, { key: "another" })],
    ["Mailgun's time", (answer) => byMailgun(answer, { timestamp: "1700000000" })],
    ["SendGrid's key", (answer) => bySendgrid(answer, { key: "theirs" })],
  ])("nothing is taken without %s", async (_what, by) => {
    const { ticket_id, email, mail } = await desk.anAnswered()
    const { body } = await desk.send(by({ from: email, in_reply_to: mail.message_id })).expect(401)
    expect(body).toMatchObject({ code: "BAD_SIGNATURE" })
    expect(await desk.said(ticket_id)).toEqual(["Help, please."])
    expect(await desk.records()).toEqual([])
  })

  it.each([
    ["postmark", 403],
    ["mailgun", 406],
    ["sendgrid", 400],
  ])("what %s posts and nobody can read is not to come again", async (provider, status) => {
    const answer = { from: "jane@example.com" }
    const posts: Record<string, Post> = {
      postmark: { ...byPostmark(answer), body: Buffer.from("{") },
      mailgun: byMailgun({ ...answer, to: "" }),
      sendgrid: bySendgrid(answer, { fields: { headers: "" } }),
    }
    const { body } = await desk.send(posts[provider]!).expect(status)
    expect(body).toMatchObject({ code: "INVALID_REQUEST" })
    expect(await desk.records()).toEqual([])
  })

  it("a mail of the greatest size is taken, and what is more is refused", async () => {
    const { ticket_id, email, mail } = await desk.anAnswered()
    const files = Array.from({ length: 5 }, (_, place) => ({
      filename: `${place}.log`,
      content: Buffer.alloc(7 * 1024 * 1024, 97),
    }))
    await desk.send(byPostmark({ from: email, in_reply_to: mail.message_id, files })).expect(200)
    expect((await desk.thread(ticket_id)).messages.at(-1)!.attachments).toHaveLength(5)
    const post = byPostmark({ from: email, in_reply_to: mail.message_id })
    const { body } = await desk.send({ ...post, body: Buffer.alloc(76 * 1024 * 1024, 32) }).expect(413)
    expect(body).toMatchObject({ code: "TOO_LARGE" })
    expect(await desk.said(ticket_id)).toHaveLength(2)
  })

  it("says of every other provider that there is none", async () => {
    const bodies = new Set<string>()
    for (const provider of ["sparkpost", "constructor", "POSTMARK"]) {
      const { text } = await request(app.url).post(`${INBOUND}/${provider}`).send({}).expect(404)
      bodies.add(text)
    }
    expect([...bodies]).toEqual([JSON.stringify({ code: "NOT_FOUND", message: "No mail is taken in here." })])
  })

  it("posts of strangers that do not end keep no mail out", async () => {
    const MB = 1024 * 1024
    const headers = (n: number) => ({
      "content-type": "multipart/form-data; boundary=x",
      "x-forwarded-for": `198.51.100.${n}`,
    })
    const begin = (n: number, announced = 74 * MB) =>
      Unfinished.post(app.url, `${INBOUND}/mailgun`, { headers: headers(n), announced, sent: Buffer.alloc(MB) })
    const open = [await begin(1), await begin(2)]
    // One of each network, and two in all.
    const refused = [await begin(1), await begin(3)]
    for (const post of refused) {
      expect(await post.answered()).toBe(503)
      expect(post.answer).toMatch(/retry-after: \d+/i)
    }
    expect(open.map(({ status }) => status)).toEqual([null, null])
    const { ticket_id, email, mail } = await desk.anAnswered()
    const files = [{ filename: "a.log", content: Buffer.alloc(9 * MB, 97) }]
    await desk.send(byPostmark({ from: email, in_reply_to: mail.message_id, files })).expect(200)
    await desk.send(byMailgun({ from: email, in_reply_to: mail.message_id, text: "Short." })).expect(200)
    expect(await desk.said(ticket_id)).toHaveLength(3)
    open[0]!.leave()
    await until("there is a place again", async () => {
      const post = await begin(3)
      open.push(post)
      const next = await begin(3)
      return (await next.answered()) === 503 && post.status === null
    })
    open.forEach((post) => post.leave())
  })

  it("says of an address that is none that it is none", async () => {
    for (const path of [`${INBOUND}/%zz`, `${INBOUND}/%00`, "/hooks/license-center/%"]) {
      const { body } = await request(app.url).post(path).send({ a: 1 }).expect(400)
      expect(body).toEqual({ code: "INVALID_REQUEST", message: expect.any(String) })
    }
  })

  it("changes nothing by GET", async () => {
    await request(app.url).get(`${INBOUND}/postmark`).expect(404)
  })
}
