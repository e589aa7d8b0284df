import type { App } from "../../setup/app"
import { Desk, type Ticket } from "./world"

/** The smallest of its kind. */
const PNG = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64"
)

/** Files that operators send, and that they get. */
export function files(app: App): void {
  const desk = new Desk(app)
  const upload = (ticket: Ticket, filename: string, content: Buffer, caller = desk.admin) =>
    caller
      .ask("post", `${ticket.path}/attachments/upload?filename=${encodeURIComponent(filename)}`)
      .type("application/octet-stream")
      .send(content)

  it("sends a picture with a reply, and gives it to the customer as a download", async () => {
    const ticket = await desk.aTicket()
    const { body } = await upload(ticket, "Bild – neu.png", PNG).expect(200)
    expect(body.attachment).toMatchObject({ filename: "Bild – neu.png", mime_type: "image/png", size: PNG.length })
    const { id } = body.attachment
    const { ticket: replied } = await desk.reply(ticket, "See the picture.", { attachments: [id] })
    expect(replied.messages.at(-1).attachments).toMatchObject([{ id, filename: "Bild – neu.png" }])
    const answer = await desk.admin.ask("get", `${ticket.path}/attachments/${id}`).expect(200)
    expect(answer.body).toEqual(PNG)
    expect(answer.headers).toMatchObject({
      "content-type": "image/png",
      "content-disposition": expect.stringMatching(/^attachment; .*filename\*=UTF-8''Bild%20%E2%80%93%20neu\.png/),
      "x-content-type-options": "nosniff",
      "content-security-policy": expect.stringContaining("sandbox"),
    })
    const visit = await desk.visit(ticket.email)
    const { messages } = await visit.read()
    expect(messages.at(-1).attachments).toEqual([
      { id, filename: "Bild – neu.png", mime_type: "image/png", size: PNG.length },
    ])
    expect((await visit.ask("get", `/attachments/${id}`).expect(200)).body).toEqual(PNG)
  })

  it("takes nothing that a browser runs, that is not what it is called, that is empty or too large", async () => {
    const ticket = await desk.aTicket()
    const svg = Buffer.from("<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>")
    const refused = async (name: string, content: Buffer) => {
      const { type, code, message } = (await upload(ticket, name, content).expect(400)).body
      expect(type).toBe("invalid_data")
      return [code, message]
    }
    const because = (name: string, why: string) => `${name} was not taken: ${why}`
    expect(await refused("picture.svg", svg)).toEqual([
      "type_not_allowed",
      because("picture.svg", "this type is not allowed"),
    ])
    expect(await refused("picture.png", svg)).toEqual([
      "content_mismatch",
      because("picture.png", "its content is not what its name says"),
    ])
    expect(await refused("notes.txt", svg)).toEqual([
      "active_content",
      because("notes.txt", "something in it could run"),
    ])
    expect(await refused("empty.txt", Buffer.alloc(0))).toEqual(["empty", because("empty.txt", "it is empty")])
    expect(await refused("large.log", Buffer.alloc(10 * 1024 * 1024 + 1, "a"))).toEqual([
      "too_large",
      because("large.log", "it is larger than 10 MB"),
    ])
    // An unread body would break the next request on the same connection.
    await upload(ticket, "small.log", Buffer.from("a line\n")).expect(200)
  })

  it("takes keys and paths out of a file's name", async () => {
    const ticket = await desk.aTicket()
    const order = await app.orders.aPaidOrder()
    const [license] = await app.orders.licenses(order)
    const key = await app.orders.reveal(license!)
    const { body } = await upload(ticket, `../../${key}.txt`, Buffer.from("a line")).expect(200)
    expect(body.attachment.filename).toBe(`license-key-hidden-${key.slice(-5)}.txt`)
  })

  it("lets only its uploader take a file back, as long as it was not sent", async () => {
    const ticket = await desk.aTicket()
    const { caller: second } = await desk.anotherOperator()
    const { id } = (await upload(ticket, "a.txt", Buffer.from("a line")).expect(200)).body.attachment
    const path = `${ticket.path}/attachments/${id}`
    await second.ask("get", path).expect(404)
    await second.ask("delete", path).expect(404)
    await second.ask("post", `${ticket.path}/reply`, { message: "Theirs", attachments: [id] }).expect(400)
    expect(await desk.admin.delete(path)).toEqual({ id, object: "ticket_attachment", deleted: true })
    await desk.admin.ask("get", path).expect(404)
    await desk.admin.ask("post", `${ticket.path}/reply`, { message: "Gone", attachments: [id] }).expect(400)

    const sent = (await upload(ticket, "b.txt", Buffer.from("a line")).expect(200)).body.attachment
    await desk.admin.post(`${ticket.path}/note`, { message: "For us.", attachments: [sent.id] })
    await second.ask("get", `${ticket.path}/attachments/${sent.id}`).expect(200)
    await desk.admin.ask("delete", `${ticket.path}/attachments/${sent.id}`).expect(404)
    const visit = await desk.visit(ticket.email)
    await visit.ask("get", `/attachments/${sent.id}`).expect(404)
  })

  it("gives no file under another ticket, and keeps none for a ticket that is not there", async () => {
    const [ticket, other] = [await desk.aTicket(), await desk.aTicket()]
    const { id } = (await upload(ticket, "a.txt", Buffer.from("a line")).expect(200)).body.attachment
    await desk.admin.ask("get", `${other.path}/attachments/${id}`).expect(404)
    await upload({ ...ticket, path: ticket.path.replace(ticket.id, "lctkt_none") }, "a.txt", Buffer.from("a")).expect(
      404
    )
    for (const name of ["b", "c", "d", "e"]) {
      await upload(ticket, `${name}.txt`, Buffer.from("a line")).expect(200)
    }
    expect((await upload(ticket, "f.txt", Buffer.from("a line")).expect(400)).body.message).toMatch(/at most 5/)
  })
}
