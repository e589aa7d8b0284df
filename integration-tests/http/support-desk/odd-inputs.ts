import type { App } from "../../setup/app"
import { Desk, SAVED_REPLIES, TICKETS } from "./world"

/** What nobody should send: answered with 4xx, never 5xx, and changing nothing. */
export function oddInputs(app: App): void {
  const desk = new Desk(app)

  it("refuses questions that make no sense", async () => {
    for (const query of [
      "view=everything",
      "status=lost",
      "status[a]=new",
      "order=email_key",
      "limit=0",
      "limit=1000",
      "offset=-1",
      `q=${"x".repeat(201)}`,
      "q[]=a&q[]=b",
      "email=x",
      "q=a%00b",
    ]) {
      const { status } = await desk.admin.ask("get", `${TICKETS}?${query}`)
      expect([query, status]).toEqual([query, 400])
    }
    await desk.admin.ask("post", `${TICKETS}/search`, { status: "lost" }).expect(400)
    for (const query of ["q=x", "order=created_at"]) {
      await desk.admin.ask("get", `${TICKETS}/lctkt_none/events?${query}`).expect(400)
    }
    await desk.admin.ask("post", `${TICKETS}/search`, { fields: "id" }).expect(400)
    for (const q of [
      "%",
      "_",
      "\\",
      "'",
      '"',
      "#",
      "#99999999999999999999",
      "999999999",
      "🙂",
      "a\\%b_c",
      "!&|()<->:*",
      "@",
      "a@",
      "...",
      "'x':*",
    ]) {
      const { status } = await desk.admin.ask("post", `${TICKETS}/search`, { q })
      expect([q, status]).toEqual([q, 200])
    }
  })

  it("refuses words that are none, and what is too long or unknown", async () => {
    const ticket = await desk.aTicket()
    const bad: [string, object][] = [
      ["/reply", {}],
      ["/reply", { message: "" }],
      ["/reply", { message: " \n\u200b " }],
      ["/reply", { message: "x".repeat(20_001) }],
      ["/reply", { message: "Hello", status: "closed" }],
      ["/reply", { message: "Hello", attachments: ["1", "2", "3", "4", "5", "6"] }],
      ["/reply", { message: "Hello", attachments: ["lcatt_none"] }],
      ["/reply", { message: "Hello", to: "everyone@example.com" }],
      ["/note", { message: { toString: null } }],
      ["/note", { message: "Hello", status: "open" }],
      ["/status", {}],
      ["/status", { action: "merged" }],
      ["/status", { action: "close", reason: "x".repeat(501) }],
      ["/merge", {}],
      ["/presence", { writing: "yes" }],
      ["/presence", { seen_message_id: 5 }],
      ["/presence", { seen_message_id: "" }],
      ["/links", {}],
      ["/links/revoke", { link_id: 5 }],
      ["", { status: "closed" }],
      ["", { priority: "whenever" }],
      ["", { assignee_id: "" }],
      ["/attachments/upload", {}],
    ]
    for (const [path, body] of bad) {
      const { status } = await desk.admin.ask("post", `${ticket.path}${path}`, body)
      expect([path, body, status]).toEqual([path, body, 400])
    }
    const { messages, status } = await desk.thread(ticket)
    expect([messages.length, status]).toEqual([1, "new"])
    expect((await desk.eventsOf(ticket)).map(({ name }) => name)).toEqual(["ticket.opened"])
  })

  it("opens no ticket for what is no address, without words, or about what is not there", async () => {
    const good = { email: "ada@example.com", subject: "Hello", message: "Hello" }
    for (const wrong of [
      { email: "ada@localhost" },
      { email: "ada@example.com\nbcc: all@example.com" },
      { email: undefined },
      { message: " " },
      { license_id: "lic_none" },
      { locale: "<script>" },
      { status: "closed" },
      { category: "gossip" },
    ]) {
      const { status } = await desk.admin.ask("post", TICKETS, { ...good, ...wrong })
      expect([wrong, status]).toEqual([wrong, 400])
    }
    expect((await desk.admin.get(TICKETS)).count).toBe(0)
  })

  it("refuses lists for many that are empty, too long, or half said", async () => {
    const ids = (count: number) => Array.from({ length: count }, (_, index) => `lctkt_${index}`)
    for (const body of [
      { ids: [], action: "close" },
      { ids: ids(101), action: "close" },
      { ids: ids(1), action: "assign" },
      { ids: ids(1), action: "close", assignee_id: null },
      { ids: ids(1), action: "delete" },
      { ids: "lctkt_1", action: "close" },
    ]) {
      const { status } = await desk.admin.ask("post", `${TICKETS}/bulk`, body)
      expect([body, status]).toEqual([body, 400])
    }
    expect((await desk.admin.post(`${TICKETS}/bulk`, { ids: ids(100), action: "close" })).results).toHaveLength(100)
  })

  it("answers 404 to every path of a ticket or a saved reply that is not there", async () => {
    const none = `${TICKETS}/lctkt_none`
    const paths: ["get" | "post" | "delete", string, object?][] = [
      ["get", none],
      ["post", none, { priority: "high" }],
      ["post", `${none}/reply`, { message: "Hello" }],
      ["post", `${none}/note`, { message: "Hello" }],
      ["post", `${none}/status`, { action: "close" }],
      ["post", `${none}/merge`, { into_id: "lctkt_other" }],
      ["post", `${none}/presence`, {}],
      ["get", `${none}/events`],
      ["get", `${none}/context`],
      ["post", `${none}/links`, { participant_id: "lcpar_none" }],
      ["post", `${none}/links/revoke`, {}],
      ["post", `${none}/attachments/upload?filename=a.txt`],
      ["get", `${none}/attachments/lcatt_none`],
      ["delete", `${none}/attachments/lcatt_none`],
      ["get", `${SAVED_REPLIES}/lcsrp_none`],
    ]
    for (const [method, path, body] of paths) {
      const { status } = await desk.admin.ask(method, path, body)
      expect([method, path, status]).toEqual([method, path, 404])
    }
  })

  it("refuses saved replies without words", async () => {
    for (const body of [
      {},
      { title: "Hello" },
      { title: " ", body: "Hello" },
      { title: "x".repeat(151), body: "Hello" },
      { title: "Hello", body: "x".repeat(20_001) },
      { title: "Hello", body: "Hello", category: "gossip" },
      { title: "Hello", body: "Hello", author: "me" },
    ]) {
      const { status } = await desk.admin.ask("post", SAVED_REPLIES, body)
      expect([body, status]).toEqual([body, 400])
    }
    await desk.admin.ask("get", `${SAVED_REPLIES}?order=body`).expect(400)
  })
}
