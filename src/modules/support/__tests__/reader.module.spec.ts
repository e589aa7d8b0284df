import { generateKey } from "../../../lib/license-key"
import { searchClause } from "../services/ticket-search"
import type { OpenTicketInput, TicketFilters, TicketPage, View } from "../types"
import { DAY, OPERATOR, withSupport } from "./with-support"

const OTHER = { type: "operator", id: "user_2" } as const
const MINUTE = 60_000

withSupport(({ service, sql, reply }) => {
  const aTicket = (subject: string, more: Partial<OpenTicketInput> = {}) =>
    service.openTicket({
      source: "hosted",
      email: "ada@example.com",
      subject,
      body: `${subject}, in more words.`,
      category: "other",
      ...more,
    })
  const set = (ticket: { id: string }, column: string, value: Date | null) =>
    sql(`UPDATE license_center_ticket SET ${column} = ? WHERE id = ?`, [value as Date, ticket.id])

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

  it("finds by number, by the beginning of an address, and by words that stand together", async () => {
    const printer = await aTicket("Printer 100% on_fire", { email: "bob@example.com" })
    const other = await aTicket("Nothing prints")
    await reply(other, "We wait for the new driver.", "note")
    await reply(other, "Did you switch the driver off and on?")
    expect(await subjects({ q: `#${printer.number}` })).toEqual(["Printer 100% on_fire"])
    expect(await subjects({ q: String(other.number) })).toEqual(["Nothing prints"])
    expect(await subjects({ q: "PRINT" })).toEqual(["Printer 100% on_fire", "Nothing prints"])
    expect(await subjects({ q: "rinter" })).toEqual([])
    expect(await subjects({ q: "driver swi" })).toEqual(["Nothing prints"])
    expect(await subjects({ q: "wait switch" })).toEqual([])
    expect(await subjects({ q: "driver fire" })).toEqual([])
    expect(await subjects({ q: printer.id })).toEqual(["Printer 100% on_fire"])
  })

  it("reads nothing but addresses for what looks like one", async () => {
    const ticket = await aTicket("Of Bob", { email: "Bob@Example.com" })
    await service.addParticipant(ticket.id, "eve_1@example.org", OPERATOR)
    await aTicket("About Bob", { body: "Write to bob@example.com or to eve_1@example.org." })
    for (const q of ["bob@", "BOB@ex", "bob@example.com", "eve_1@", "eve_1@example.org"]) {
      expect([q, await subjects({ q })]).toEqual([q, ["Of Bob"]])
    }
    for (const q of ["ob@ex", "evex1@", "bob@example.com.de", "%@"]) {
      expect([q, await subjects({ q })]).toEqual([q, []])
    }
    expect(await subjects({ q: "bob" })).toEqual(["Of Bob", "About Bob"])
    expect(await subjects({ q: "to eve_1@example.org" })).toEqual(["About Bob"])
  })

  it("takes a number for a ticket's, and searches in texts for a long one that no ticket has", async () => {
    const ticket = await aTicket("Of the number")
    await sql("UPDATE license_center_ticket SET number = 123456 WHERE id = ?", [ticket.id])
    await aTicket("Numbers", { body: "It says 123456, ERR-98765 and 4711." })
    expect(await subjects({ q: "123456" })).toEqual(["Of the number"])
    expect(await subjects({ q: "98765" })).toEqual(["Numbers"])
    expect(await subjects({ q: "#98765" })).toEqual([])
    expect(await subjects({ q: "4711" })).toEqual([])
    expect(await subjects({ q: "says 4711" })).toEqual(["Numbers"])
    expect(await subjects({ q: "99999999999999999999" })).toEqual([])
  })

  it("finds words of any language, and those in names of errors, files, versions and markup", async () => {
    const body =
      "Größe „unbekannt“: ERR_SYNC-5012 in C:\\Users\\ada\\app.log, https://example.com/help?topic=sync, <timeout> since v2.4.1…ok"
    await aTicket("All kinds", { body })
    for (const q of "größe unbekannt err ERR_SYNC-5012 users app.log app help topic sync <timeout> timeout v2.4 ok".split(
      " "
    )) {
      expect([q, await subjects({ q })]).toEqual([q, ["All kinds"]])
    }
  })

  it("takes wildcards, quotes and operators for nothing", async () => {
    await aTicket("Printer 100% on_fire")
    expect(await subjects({ q: "100% !on_fire" })).toEqual(["Printer 100% on_fire"])
    expect(await subjects({ q: "printer | nothing" })).toEqual([])
    expect(await subjects({ q: "... printer ???" })).toEqual(["Printer 100% on_fire"])
    for (const q of ["%", "_", "?", "...", "🙂", "' | '", ":*", "\\", "\u00ad"]) {
      expect([q, await subjects({ q })]).toEqual([q, []])
    }
    for (const q of [
      "'; DROP TABLE license_center_ticket; --",
      "a'b\\'c:*d&!e<->f",
      "$1 ?? :x",
      "x".repeat(200),
      "ü".repeat(200),
      "% ".repeat(90),
      "½ ² ٣ \u0301 e\u0301",
      "\ud800",
      "bob@%_\\",
    ]) {
      expect([q, Array.isArray(await subjects({ q }))]).toEqual([q, true])
    }
  })

  it("reads an index for each kind of search", async () => {
    await sql(`
        INSERT INTO license_center_ticket (id, number, subject, source, email, email_key, last_message_at)
        SELECT 'lctkt_' || g, 50000 + g, 'Subject s' || g, 'hosted', 'u' || g || '@example.com', 'u' || g || '@example.com', now()
          FROM generate_series(1, 3000) g`)
    await sql(`
        INSERT INTO license_center_ticket_participant (id, ticket_id, email, email_key)
        SELECT 'lcpar_' || g, 'lctkt_' || g, 'u' || g || '@example.com', 'u' || g || '@example.com' FROM generate_series(1, 3000) g`)
    await sql(`
        INSERT INTO license_center_ticket_message (id, ticket_id, kind, author_type, body, channel)
        SELECT 'lcmsg_' || g, 'lctkt_' || g, 'public', 'customer', 'Word w' || g || ' of a text', 'form' FROM generate_series(1, 3000) g`)
    await sql("ANALYZE")
    const plan = async (q: string): Promise<string> => {
      const { sql: where, values } = searchClause(q)
      const { rows } = await sql(`EXPLAIN SELECT t.id FROM license_center_ticket t WHERE ${where}`, values as string[])
      return rows.map((row: Record<string, string>) => row["QUERY PLAN"]).join("\n")
    }
    for (const q of ["w1234", "word w1234", "u1234@", "#50001", "50001", "99999", generateKey("TEST")]) {
      expect([q, await plan(q)]).toEqual([q, expect.not.stringMatching(/Seq Scan on \w+ [^t]/)])
    }
    expect(await subjects({ q: "w1234" })).toEqual(["Subject s1234"])
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

    const { messages } = await service.readThread(ticket.id, OPERATOR.id, new Date())
    expect(await service.markPresence(ticket.id, OPERATOR.id, false, messages[0]!.id, new Date())).toEqual([])
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

  it("leaves unread what came after the message that the page has shown", async () => {
    const ticket = await aTicket("Read")
    const [participant] = await service.listSupportParticipants({ ticket_id: ticket.id })
    const write = async (body: string) =>
      (
        await service.writeAsVisitor({
          ticket_id: ticket.id,
          participant_id: participant!.id,
          channel: "link",
          body,
        })
      ).message_id
    const isUnread = async (seen: string | null) => {
      await service.markPresence(ticket.id, OPERATOR.id, false, seen, new Date())
      return (await search({})).found[0]!.unread
    }
    const [first] = (await service.readThread(ticket.id, OPERATOR.id, new Date())).messages
    const second = await write("One more thing.")
    expect(await isUnread(null)).toBe(true)
    expect(await isUnread(first!.id)).toBe(true)
    expect(await isUnread("lcmsg_none")).toBe(true)
    expect(await isUnread(second)).toBe(false)
    expect(await isUnread(first!.id)).toBe(false)
    const third = await write("And another.")
    expect(await isUnread(second)).toBe(true)
    expect(await isUnread(third)).toBe(false)
    const other = await aTicket("Elsewhere")
    const [elsewhere] = (await service.readThread(other.id, OPERATOR.id, new Date())).messages
    await write("A last one.")
    expect(await isUnread(elsewhere!.id)).toBe(true)
  })

  it("tells who else writes or reads, for as long as that is likely", async () => {
    const ticket = await aTicket("Two at once")
    const now = new Date()
    const later = (seconds: number) => new Date(now.getTime() + seconds * 1000)
    await service.markPresence(ticket.id, OTHER.id, true, null, now)
    const seen = async (seconds: number) =>
      (await service.markPresence(ticket.id, OPERATOR.id, false, null, later(seconds))).map(({ state }) => state)
    expect(await service.markPresence(ticket.id, OPERATOR.id, false, null, later(19))).toEqual([
      { operator_id: OTHER.id, state: "writing", at: now },
    ])
    expect(await seen(21)).toEqual(["reading"])
    expect(await seen(61)).toEqual([])
    await service.markPresence(ticket.id, OTHER.id, false, null, later(62))
    expect(await seen(63)).toEqual(["reading"])
    await expect(service.markPresence("lctkt_none", OPERATOR.id, true, null, now)).rejects.toMatchObject({
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
})
