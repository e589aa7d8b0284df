import { byMailgun, byPostmark, bySendgrid, Correspondence, type Post } from "../support-inbound/correspondence"
import type { Tools } from "./answers"
import type { Help } from "./help"

const AT = "/hooks/license-center/inbound/{provider}"

/** Answers to providers of inbound mail, and what operators see of it, held against the file. */
export function inboundAnswers({ world, admin }: Tools, help: Help): void {
  it("answers providers of mail as the file says", async () => {
    const { desk } = world()
    const mails = new Correspondence(desk.url, desk.container)
    const send = async (post: Post, from = "192.0.2.200") => {
      const response = await mails.send(post).set("x-forwarded-for", from)
      help.seen("post", AT, response)
      return response.status
    }
    const known = await mails.anAnswered()
    const mine = { from: known.email, in_reply_to: known.mail.message_id }
    const files = [{ filename: "page.html", content: Buffer.from("<html>") }]
    expect(await send(byPostmark({ ...mine, files }))).toBe(200)
    const threaded = await admin("get", "/tickets/{id}", { id: known.ticket_id })
    expect(threaded.body.ticket.refused_files).toMatchObject([{ filename: "page.html" }])
    expect(await send(byMailgun({ from: "stranger@example.com" }))).toBe(200)
    const held = await admin("get", "/tickets", {}, undefined, "?view=held")
    expect(held.body.tickets).toMatchObject([{ hold_reason: "no_tag", status: "held" }])
    await admin("post", "/tickets/{id}/status", { id: held.body.tickets[0].id }, { action: "release" })

    expect(await send({ ...byPostmark(mine), body: Buffer.from("{") })).toBe(403)
    expect(await send(byMailgun({ ...mine, to: "" }))).toBe(406)
    expect(await send(bySendgrid(mine, { fields: { headers: "" } }))).toBe(400)
    expect(await send({ ...byPostmark(mine), provider: "sparkpost" })).toBe(404)
    expect(await send({ ...byPostmark(mine), body: Buffer.alloc(76 * 1024 * 1024, 32) })).toBe(413)
    const away = jest.spyOn(mails.support, "recordInbound").mockRejectedValueOnce(new Error("the database is away"))
    expect(await send(byPostmark(mine))).toBe(503)
    away.mockRestore()

    const guesser = "192.0.2.201"
    const guess = "Basic aG9vazpndWVzcw=="
    expect(await send(byPostmark(mine, guess), guesser)).toBe(401)
    await help.use("inbound_miss", guesser)
    expect(await send(byPostmark(mine, guess), guesser)).toBe(429)
    expect(await send(byMailgun(mine, { key: "guess" }), guesser)).toBe(429)
    expect(await send(bySendgrid(mine, { key: "theirs" }), guesser)).toBe(503)
  })
}
