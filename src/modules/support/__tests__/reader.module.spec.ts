import { moduleIntegrationTestRunner } from "@medusajs/test-utils"
import { ModulesSdkUtils } from "@medusajs/framework/utils"
import { SUPPORT_MODULE } from ".."
import { generateKey } from "../../../lib/license-key"
import type SupportModuleService from "../service"
import type { OpenTicketInput, TicketFilters, TicketPage, View } from "../types"

jest.setTimeout(120_000)

const OPERATOR = { type: "operator", id: "user_1" } as const
const OTHER = { type: "operator", id: "user_2" } as const
const OPTIONS = { secret: Buffer.alloc(32, 7).toString("base64") }
const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE

moduleIntegrationTestRunner<SupportModuleService>({
  moduleName: SUPPORT_MODULE,
  resolve: "./src/modules/support",
  moduleOptions: OPTIONS,
  pathToMigrations: "./src/modules/support/migrations",
  testSuite: ({ service, MikroOrmWrapper }) => {
    let pool: ReturnType<typeof ModulesSdkUtils.createPgConnection>
    beforeEach(() => {
      pool = ModulesSdkUtils.createPgConnection({ clientUrl: MikroOrmWrapper.clientUrl })
    })
    afterEach(() => pool.destroy())

    const aTicket = (subject: string, more: Partial<OpenTicketInput> = {}) =>
      service.openTicket({
        source: "hosted",
        email: "ada@example.com",
        subject,
        body: `${subject}, in more words.`,
        category: "other",
        ...more,
      })
    const reply = (ticket: { id: string }, body: string, kind: "public" | "note" = "public") =>
      service.writeAsOperator({ ticket_id: ticket.id, kind, body, actor: OPERATOR })
    const set = (ticket: { id: string }, column: string, value: Date | null) =>
      pool.raw(`UPDATE license_center_ticket SET ${column} = ? WHERE id = ?`, [value as Date, ticket.id])

    const search = async (filters: TicketFilters, page: Partial<TicketPage> = {}, now = new Date()) => {
      const whole: TicketPage = { limit: 50, offset: 0, order: { by: "number", desc: false }, ...page }
      const [found, count] = await service.searchTickets(filters, whole, OPERATOR.id, now)
      return { found, count, subjects: found.map(({ subject }) => subject) }
    }
    const subjects = async (filters: TicketFilters) => (await search(filters)).subjects

    /** One ticket of each state, called after it. */
    const oneOfEach = async () => {
      await aTicket("unassigned")
      const mine = await aTicket("mine")
      await service.updateTicket(mine.id, { assignee_id: OPERATOR.id }, OPERATOR)
      const theirs = await aTicket("theirs")
      await service.updateTicket(theirs.id, { assignee_id: OTHER.id }, OPERATOR)
      const late = await aTicket("late")
      await set(late, "first_reply_due_at", new Date(Date.now() - MINUTE))
      await reply(await aTicket("waiting"), "What does it say?")
      const resolved = await aTicket("resolved")
      await service.changeTicket(resolved.id, "resolved", OPERATOR)
      const closed = await aTicket("closed")
      await service.changeTicket(closed.id, "closed_by_operator", OPERATOR)
      const spam = await aTicket("spam")
      await service.changeTicket(spam.id, "marked_spam", OPERATOR)
      await aTicket("held", { hold_reason: "unknown_sender" })
      const merged = await aTicket("merged")
      await service.mergeTickets(merged.id, mine.id, OPERATOR)
    }

    it("shows in each view what belongs there, and counts the same", async () => {
      await oneOfEach()
      const expected: Record<View, string[]> = {
        inbox: ["unassigned", "mine", "theirs", "late"],
        mine: ["mine"],
        unassigned: ["unassigned", "late"],
        waiting: ["waiting"],
        overdue: ["late"],
        held: ["held"],
        closed: ["resolved", "closed"],
        spam: ["spam"],
        all: ["unassigned", "mine", "theirs", "late", "waiting", "resolved", "closed", "merged"],
      }
      const counts = await service.countTickets(OPERATOR.id, new Date())
      for (const [view, tickets] of Object.entries(expected) as [View, string[]][]) {
        const { subjects, count } = await search({ view })
        expect([view, subjects]).toEqual([view, tickets])
        expect([view, count, counts[view]]).toEqual([view, tickets.length, tickets.length])
      }
      expect(await subjects({})).toEqual(expected.all)
      expect(await subjects({ status: ["spam", "held"] })).toEqual(["spam", "held"])
      expect((await service.countTickets(OTHER.id, new Date())).mine).toBe(1)
    })

    it("counts a ticket as overdue by its resolution too, and not by a first reply that was given", async () => {
      const answered = await aTicket("answered")
      await service.writeAsOperator({
        ticket_id: answered.id,
        kind: "public",
        body: "Hm.",
        actor: OPERATOR,
        status: "open",
      })
      await set(answered, "first_reply_due_at", new Date(Date.now() - DAY))
      expect(await subjects({ view: "overdue" })).toEqual([])
      await set(answered, "resolution_due_at", new Date(Date.now() - DAY))
      const { found } = await search({ view: "overdue" })
      expect(found).toMatchObject([
        { subject: "answered", first_reply: { state: "missed" }, resolution: { state: "overdue" } },
      ])
    })

    it("filters by what a ticket is about, by who has it, and by whose it is", async () => {
      const one = await aTicket("one", { category: "refund", priority: "high", order_id: "order_1" })
      await aTicket("two", {
        license_id: "lic_1",
        product_id: "prod_1",
        customer_id: "cus_1",
        email: "Bob@Example.com",
      })
      await service.updateTicket(one.id, { assignee_id: OPERATOR.id }, OPERATOR)
      expect(await subjects({ category: ["refund", "license"] })).toEqual(["one"])
      expect(await subjects({ priority: ["normal"] })).toEqual(["two"])
      expect(await subjects({ order_id: "order_1" })).toEqual(["one"])
      expect(await subjects({ license_id: "lic_1", product_id: "prod_1", customer_id: "cus_1" })).toEqual(["two"])
      expect(await subjects({ assignee_id: OPERATOR.id })).toEqual(["one"])
      expect(await subjects({ assignee_id: "none" })).toEqual(["two"])
      expect(await subjects({ email: "bob@example.COM" })).toEqual(["two"])
      expect(await subjects({ email: "ob@example.com" })).toEqual([])
    })

    it("finds by number, by the beginning of an address, and by words wherever they stand", async () => {
      const printer = await aTicket("Printer 100% on_fire", { email: "bob@example.com" })
      const other = await aTicket("Nothing prints")
      await reply(other, "We wait for the new driver.", "note")
      await reply(other, "Did you switch it off and on?")
      expect(await subjects({ q: `#${printer.number}` })).toEqual(["Printer 100% on_fire"])
      expect(await subjects({ q: String(other.number) })).toEqual(["Nothing prints"])
      expect(await subjects({ q: "bob@ex" })).toEqual(["Printer 100% on_fire"])
      expect(await subjects({ q: "ob@ex" })).toEqual([])
      expect(await subjects({ q: "PRINT" })).toEqual(["Printer 100% on_fire", "Nothing prints"])
      expect(await subjects({ q: "driver switch" })).toEqual(["Nothing prints"])
      expect(await subjects({ q: "driver fire" })).toEqual([])
      expect(await subjects({ q: printer.id })).toEqual(["Printer 100% on_fire"])
    })

    it("takes wildcards and quotes for what they are", async () => {
      await aTicket("Printer 100% on_fire")
      await aTicket("Printer 1000 onefire \\o/")
      expect(await subjects({ q: "100%" })).toEqual(["Printer 100% on_fire"])
      expect(await subjects({ q: "on_fire" })).toEqual(["Printer 100% on_fire"])
      expect(await subjects({ q: "%" })).toEqual(["Printer 100% on_fire"])
      expect(await subjects({ q: "\\o/" })).toEqual(["Printer 1000 onefire \\o/"])
      for (const q of [
        "'; DROP TABLE license_center_ticket; --",
        "?",
        "??",
        ":x",
        "$1",
        "x".repeat(200),
        "% ".repeat(90),
      ]) {
        expect([q, Array.isArray(await subjects({ q }))]).toEqual([q, true])
      }
    })

    it("finds where a key was hidden by the key, which never reaches the database", async () => {
      const key = generateKey("TEST")
      await aTicket("With a key", { body: `My key ${key} does not work` })
      await aTicket("With another", { body: `My key ${generateKey("TEST")} does not work` })
      expect(await subjects({ q: key.toLowerCase() })).toEqual(["With a key"])
    })

    it("sorts by each column, those without a due time last, and pages", async () => {
      const [a, b, c] = [await aTicket("a"), await aTicket("b"), await aTicket("c")]
      const at = (days: number) => new Date(Date.now() + days * DAY)
      await set(a, "resolution_due_at", at(3))
      await set(b, "resolution_due_at", null)
      await set(c, "resolution_due_at", at(1))
      const by = async (column: TicketPage["order"]["by"], desc: boolean) =>
        (await search({}, { order: { by: column, desc } })).subjects.join("")
      expect(await by("resolution_due_at", false)).toBe("cab")
      expect(await by("resolution_due_at", true)).toBe("acb")
      expect(await by("number", true)).toBe("cba")
      await reply(a, "First things first.")
      expect(await by("last_message_at", true)).toBe("acb")
      const second = await search({}, { limit: 1, offset: 1 })
      expect([second.subjects, second.count]).toEqual([["b"], 3])
    })

    it("shows the last public words, whose they are, and whether the operator has seen them", async () => {
      const ticket = await aTicket("Long", { body: `It  says\n\n${"🙂 no ".repeat(100)}` })
      const [
        {
          found: [before],
        },
        counts,
      ] = [await search({}), await service.countTickets(OPERATOR.id, new Date())]
      expect(before).toMatchObject({ unread: true, last_author: "customer" })
      expect(before!.preview).toMatch(/^It says 🙂 no 🙂/)
      expect([...before!.preview]).toHaveLength(140)
      expect(counts.unread).toBe(1)

      expect(await service.markPresence(ticket.id, OPERATOR.id, false, new Date())).toEqual([])
      await reply(ticket, "It is a known thing.", "note")
      const {
        found: [seen],
      } = await search({})
      expect(seen).toMatchObject({ unread: false, last_author: "customer" })
      expect((await service.countTickets(OPERATOR.id, new Date())).unread).toBe(0)
      expect((await service.countTickets(OTHER.id, new Date())).unread).toBe(1)

      await reply(ticket, "Update it, please.")
      const {
        found: [after],
      } = await search({})
      expect(after).toMatchObject({
        preview: "Update it, please.",
        last_author: "operator",
        resolution: { state: "paused" },
      })
      expect(after!.created_at).toBeInstanceOf(Date)
    })

    it("tells who else writes or reads, for as long as that is likely", async () => {
      const ticket = await aTicket("Two at once")
      const now = new Date()
      const later = (seconds: number) => new Date(now.getTime() + seconds * 1000)
      await service.markPresence(ticket.id, OTHER.id, true, now)
      const seen = async (seconds: number) =>
        (await service.markPresence(ticket.id, OPERATOR.id, false, later(seconds))).map(({ state }) => state)
      expect(await service.markPresence(ticket.id, OPERATOR.id, false, later(19))).toEqual([
        { operator_id: OTHER.id, state: "writing", at: now },
      ])
      expect(await seen(21)).toEqual(["reading"])
      expect(await seen(61)).toEqual([])
      await service.markPresence(ticket.id, OTHER.id, false, later(62))
      expect(await seen(63)).toEqual(["reading"])
      await expect(service.markPresence("lctkt_none", OPERATOR.id, true, now)).rejects.toMatchObject({
        type: "not_found",
      })
    })

    it("reads a thread in order with everything that belongs to it", async () => {
      const early = await aTicket("Earlier")
      const ticket = await aTicket("Now", { follow_up_of_id: early.id })
      const source = await aTicket("Merged", { body: "One more thing." })
      await reply(ticket, "Let me see.", "note")
      await service.mergeTickets(source.id, ticket.id, OPERATOR)
      await reply(ticket, "Done.")
      const file = { filename: "a.txt", mime_type: "text/plain", size: 3, sha256: "00", file_id: "file_1" }
      const { id } = await service.addAttachment(ticket.id, { operator_id: OPERATOR.id }, file)
      const unsent = await service.readThread(ticket.id, OPERATOR.id, new Date())
      expect(unsent.messages.flatMap(({ attachments }) => attachments)).toEqual([])
      await service.writeAsOperator({
        ticket_id: ticket.id,
        kind: "public",
        body: "See the file.",
        actor: OPERATOR,
        attachment_ids: [id],
      })
      const thread = await service.readThread(ticket.id, OPERATOR.id, new Date())
      expect(thread.messages.map(({ kind, body }) => [kind, body])).toEqual([
        ["public", "Now, in more words."],
        ["system", "follow_up"],
        ["public", "One more thing."],
        ["note", "Let me see."],
        ["system", "merged_in"],
        ["public", "Done."],
        ["public", "See the file."],
      ])
      expect(thread.messages.at(-1)!.attachments).toMatchObject([{ id, filename: "a.txt", size: 3 }])
      expect(thread).toMatchObject({
        merged_into: null,
        merged_from: [{ id: source.id, number: source.number, subject: "Merged", status: "closed" }],
        follow_up_of: { id: early.id },
        followed_up_by: [],
        earlier: [{ id: early.id, category: "other" }],
        participants: [{ email: "ada@example.com" }],
      })
      expect((await service.readThread(source.id, OPERATOR.id, new Date())).merged_into).toMatchObject({
        id: ticket.id,
      })
      expect((await service.readThread(early.id, OPERATOR.id, new Date())).followed_up_by).toMatchObject([
        { id: ticket.id },
      ])
      await expect(service.readThread("lctkt_none", OPERATOR.id, new Date())).rejects.toMatchObject({
        type: "not_found",
      })
    })

    it("shows the state of every private link, and no token", async () => {
      const ticket = await aTicket("Links")
      const states = async (now = new Date()) => {
        const { links } = await service.readThread(ticket.id, OPERATOR.id, now)
        return links.map(({ state, kind, email }) => [kind, state, email])
      }
      expect(await states()).toEqual([["opened", "owed", "ada@example.com"]])
      const [link] = await service.listSupportLinks({ ticket_id: ticket.id })
      const { token } = (await service.readLinkMail(link!.id, new Date()))!
      expect((await states())[0]![1]).toBe("valid")
      expect(JSON.stringify(await service.readThread(ticket.id, OPERATOR.id, new Date()))).not.toContain(token)
      expect((await states(new Date(Date.now() + 91 * DAY)))[0]![1]).toBe("expired")
      await service.changeTicket(ticket.id, "closed_by_operator", OPERATOR)
      expect((await states(new Date(Date.now() + 31 * DAY)))[0]![1]).toBe("expired")
      await service.revokeLinks(ticket.id, link!.id, OPERATOR)
      expect((await states()).at(-1)![1]).toBe("revoked")
    })
  },
})
