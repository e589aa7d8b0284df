import { generateKey } from "../../../src/lib/license-key"
import type { App } from "../../setup/app"
import { Desk, SAVED_REPLIES, TICKETS } from "./world"

/** Texts that operators use again and again. */
export function savedReplies(app: App): void {
  const desk = new Desk(app)
  const save = async (fields: object) => (await desk.admin.post(SAVED_REPLIES, fields)).saved_reply

  it("keeps, finds, changes and takes away saved replies", async () => {
    const hello = await save({ title: "Hello", body: "Hello {{customer.first_name|there}}!" })
    await save({ title: "Refund", body: "The money is on its way.", category: "refund" })
    const me = await desk.me()
    const author = { id: me, email: "operator@example.com" }
    expect(hello).toMatchObject({ title: "Hello", category: null, created_by: author, updated_by: author })
    const titles = async (query = "") =>
      (await desk.admin.get(`${SAVED_REPLIES}?${query}`)).saved_replies.map(({ title }: { title: string }) => title)
    expect(await titles()).toEqual(["Hello", "Refund"])
    expect(await titles("q=money")).toEqual(["Refund"])
    expect(await titles("category=refund")).toEqual(["Refund"])
    expect(await titles("order=-title&limit=1")).toEqual(["Refund"])
    const path = `${SAVED_REPLIES}/${hello.id}`
    const { caller: second, id: second_id } = await desk.anotherOperator()
    const { saved_reply: changed } = await second.post(path, { title: "Welcome", category: "other" })
    expect(changed).toMatchObject({
      title: "Welcome",
      category: "other",
      body: hello.body,
      created_by: author,
      updated_by: { id: second_id, email: "second@example.com" },
    })
    expect((await desk.admin.get(path)).saved_reply).toEqual(changed)
    expect((await desk.admin.get(`${SAVED_REPLIES}?q=welcome`)).saved_replies).toEqual([changed])
    expect(await desk.admin.delete(path)).toEqual({ id: hello.id, object: "saved_reply", deleted: true })
    expect(await titles()).toEqual(["Refund"])
    for (const method of ["get", "delete"] as const) {
      await desk.admin.ask(method, path).expect(404)
    }
    await desk.admin.ask("post", path, { title: "Back" }).expect(404)
    const kept = await desk.sql("SELECT title, updated_by_id FROM license_center_saved_reply WHERE id = ?", [hello.id])
    expect(kept).toEqual([{ title: "Welcome", updated_by_id: me }])
  })

  it("fills in what is known of a ticket, and shows what is not", async () => {
    const { id } = await save({
      title: "All",
      body: "Hi {{customer.first_name}}, {{product.title|the app}} #{{ticket.number}} {{operator.name}} {{store.name}} {{oops}}",
    })
    const ticket = await desk.aTicket({ name: "Ada Lovelace", product: app.store.product.handle })
    const fill = () => desk.admin.post(`${SAVED_REPLIES}/${id}/fill`, { ticket_id: ticket.id })
    const { stores } = await desk.admin.get("/admin/stores")
    expect(await fill()).toEqual({
      text: `Hi Ada, Nimbus Notes #${ticket.number} {{operator.name}} ${stores[0].name} {{oops}}`,
      missing: ["operator.name", "oops"],
    })
    await desk.admin.post(`/admin/users/${await desk.me()}`, { first_name: "Grace", last_name: "Hopper" })
    expect((await fill()).missing).toEqual(["oops"])
    expect((await fill()).text).toContain("Grace Hopper")
    await desk.admin.ask("post", `${SAVED_REPLIES}/${id}/fill`, { ticket_id: "lctkt_none" }).expect(404)
    await desk.admin.ask("post", `${SAVED_REPLIES}/lcsrp_none/fill`, { ticket_id: ticket.id }).expect(404)
  })

  it("names a customer as their account does, and nobody by what a stranger typed into an order", async () => {
    const order = await app.orders.aPaidOrder()
    const ticket = await desk.aTicket({ email: order.email })
    const { id } = await save({ title: "Name", body: "Hi {{customer.first_name|there}}" })
    expect(await desk.admin.post(`${SAVED_REPLIES}/${id}/fill`, { ticket_id: ticket.id })).toEqual({
      text: "Hi there",
      missing: [],
    })
    const { customers } = await desk.admin.get(`/admin/customers?email=${order.email}`)
    await desk.admin.post(`/admin/customers/${customers[0].id}`, { first_name: "Ada" })
    expect((await desk.admin.post(`${SAVED_REPLIES}/${id}/fill`, { ticket_id: ticket.id })).text).toBe("Hi Ada")
  })

  it("keeps no key in a saved reply", async () => {
    const key = generateKey("TEST")
    const saved = await save({ title: "Trial", body: `Use ${key}` })
    expect(saved.body).toBe(`Use [license key hidden …${key.slice(-5)}]`)
    expect((await desk.admin.get(`${TICKETS}?q=${key}`)).count).toBe(0)
  })
}
