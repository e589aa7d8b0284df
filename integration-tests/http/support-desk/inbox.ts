import { SUPPORT_MODULE } from "../../../src/modules/support"
import type SupportModuleService from "../../../src/modules/support/service"
import type { App } from "../../setup/app"
import { Desk, TICKETS } from "./world"

/** What operators see in their lists. */
export function inbox(app: App): void {
  const desk = new Desk(app)
  const numbers = async (query: string) =>
    (await desk.admin.get(`${TICKETS}?${query}`)).tickets.map(({ number }: { number: number }) => number)

  it("lists new tickets with their last words, whose turn it is, and how long there is", async () => {
    const ticket = await desk.aTicket({ subject: "No sync", message: 'It says\n\n"no sync".', category: "activation" })
    const { tickets, count, limit, offset } = await desk.admin.get(`${TICKETS}?view=inbox`)
    expect([count, limit, offset]).toEqual([1, 20, 0])
    expect(tickets).toMatchObject([
      {
        id: ticket.id,
        number: ticket.number,
        subject: "No sync",
        status: "new",
        category: "activation",
        email: ticket.email,
        preview: 'It says "no sync".',
        last_author: "customer",
        unread: true,
        assignee: null,
        first_reply: { state: expect.stringMatching(/soon|later/), minutes: expect.any(Number) },
      },
    ])
  })

  it("finds by number, address, words and state, by GET and by POST", async () => {
    const first = await desk.aTicket({ subject: "Printer", message: "It prints nothing." })
    const second = await desk.aTicket({ subject: "Scanner", message: "It scans nothing.", category: "refund" })
    const both = [second.number, first.number]
    expect(await numbers("order=-number")).toEqual(both)
    expect(await numbers("order=number")).toEqual([...both].reverse())
    expect(await numbers(`q=%23${first.number}`)).toEqual([first.number])
    expect(await numbers(`q=${encodeURIComponent(second.email.slice(0, 12))}`)).toEqual([second.number])
    expect(await numbers("q=PRINTS")).toEqual([first.number])
    expect(await numbers("status=new&status=open&order=-number")).toEqual(both)
    expect(await numbers("status[]=open")).toEqual([])
    expect(await numbers("category=refund")).toEqual([second.number])
    expect(await numbers("view=unassigned&order=-number&limit=1&offset=1")).toEqual([first.number])
    const searched = await desk.admin.post(`${TICKETS}/search`, { q: first.email, status: ["new"], limit: 5 })
    expect(searched).toMatchObject({ count: 1, limit: 5, tickets: [{ id: first.id }] })
  })

  it("gives each operator their own tickets, and counts what each has not read", async () => {
    const { caller: second, id } = await desk.anotherOperator()
    const ticket = await desk.aTicket()
    await desk.aTicket()
    const counts = async (caller = desk.admin) => (await caller.get(`${TICKETS}/counts`)).counts
    expect(await counts()).toMatchObject({ inbox: 2, mine: 0, unassigned: 2, unread: 2, all: 2, held: 0 })
    const { ticket: assigned } = await desk.admin.post(ticket.path, { assignee_id: id })
    expect(assigned.assignee).toEqual({ id, email: "second@example.com", name: null })
    expect(await counts(second)).toMatchObject({ mine: 1, unassigned: 1, unread: 2 })
    expect((await second.get(`${TICKETS}?assignee_id=me`)).tickets).toMatchObject([{ id: ticket.id, assignee: { id } }])
    expect((await desk.admin.get(`${TICKETS}?assignee_id=none`)).count).toBe(1)

    // Reading by itself says nothing: a preloaded page must not mark anything read.
    await second.get(ticket.path)
    expect(await counts(second)).toMatchObject({ unread: 2 })
    await second.post(`${ticket.path}/presence`, { writing: false })
    expect(await counts(second)).toMatchObject({ unread: 2 })
    const [seen] = (await desk.thread(ticket)).messages
    await second.post(`${ticket.path}/presence`, { writing: false, seen_message_id: seen.id })
    expect(await counts(second)).toMatchObject({ unread: 1 })
    expect(await counts()).toMatchObject({ unread: 2 })
    const visit = await desk.visit(ticket.email)
    await visit.write("And now it beeps.")
    expect(await counts(second)).toMatchObject({ unread: 2 })
    // The page was not read again yet: what came meanwhile was not seen.
    await second.post(`${ticket.path}/presence`, { writing: true, seen_message_id: seen.id })
    expect(await counts(second)).toMatchObject({ unread: 2 })
    const { messages } = await desk.thread(ticket)
    await second.post(`${ticket.path}/presence`, { writing: true, seen_message_id: messages.at(-1).id })
    expect(await counts(second)).toMatchObject({ unread: 1 })
  })

  it("counts requests that were refused in the last week, by reason", async () => {
    const support = app.container.resolve<SupportModuleService>(SUPPORT_MODULE)
    const now = Date.now()
    await support.countRefusal("honeypot", new Date(now))
    await support.countRefusal("honeypot", new Date(now - 86_400_000))
    await support.countRefusal("too_fast", new Date(now - 30 * 86_400_000))
    expect((await desk.admin.get(`${TICKETS}/counts`)).refused).toEqual({ honeypot: 2 })
  })

  it("tells two operators that they are at the same ticket", async () => {
    const { caller: second, id } = await desk.anotherOperator()
    const ticket = await desk.aTicket()
    const at = (caller: typeof second, writing: boolean) => caller.post(`${ticket.path}/presence`, { writing })
    expect(await at(desk.admin, false)).toEqual({ others: [] })
    const { others } = await at(second, true)
    expect(others).toMatchObject([{ operator_id: await desk.me(), email: "operator@example.com", state: "reading" }])
    expect(await at(desk.admin, true)).toMatchObject({
      others: [{ operator_id: id, email: "second@example.com", name: null, state: "writing", at: expect.any(String) }],
    })
    // Another ticket is another place.
    const elsewhere = await desk.aTicket()
    expect(await desk.admin.post(`${elsewhere.path}/presence`)).toEqual({ others: [] })
  })
}
