import { HAPPENINGS, nextStatus, STATUSES, type Happening, type TicketStatus } from "../ticket-status"

const NOW = new Date("2026-11-24T12:00:00Z")
const DAY = 86_400_000
const daysAgo = (days: number) => new Date(NOW.getTime() - days * DAY)
const WINDOW = 14

const aTicket = (
  status: TicketStatus,
  { closed_at = null as Date | null, merged_into_id = null as string | null } = {}
) => ({
  status,
  closed_at,
  merged_into_id,
})
const isOver = (status: TicketStatus) => ["resolved", "closed", "spam"].includes(status)
const after = (status: TicketStatus, happening: Happening) =>
  nextStatus(aTicket(status, { closed_at: isOver(status) ? daysAgo(1) : null }), happening, NOW, WINDOW)

/** Written a second time and by status: what each ticket becomes, "-" when it stays and "no" when that is refused. */
const EXPECTED: Record<TicketStatus, Record<Happening, TicketStatus | "-" | "no">> = {
  new: {
    customer_replied: "-",
    operator_replied: "waiting_customer",
    note_added: "-",
    resolved: "resolved",
    closed_by_customer: "closed",
    closed_by_operator: "closed",
    marked_spam: "spam",
    marked_ham: "-",
    released: "-",
    reopened: "-",
    auto_closed: "-",
    merged: "closed",
    set_waiting: "waiting_customer",
    set_open: "open",
  },
  open: {
    customer_replied: "-",
    operator_replied: "waiting_customer",
    note_added: "-",
    resolved: "resolved",
    closed_by_customer: "closed",
    closed_by_operator: "closed",
    marked_spam: "spam",
    marked_ham: "-",
    released: "-",
    reopened: "-",
    auto_closed: "-",
    merged: "closed",
    set_waiting: "waiting_customer",
    set_open: "-",
  },
  waiting_customer: {
    customer_replied: "open",
    operator_replied: "-",
    note_added: "-",
    resolved: "resolved",
    closed_by_customer: "closed",
    closed_by_operator: "closed",
    marked_spam: "spam",
    marked_ham: "-",
    released: "-",
    reopened: "-",
    auto_closed: "closed",
    merged: "closed",
    set_waiting: "-",
    set_open: "open",
  },
  resolved: {
    customer_replied: "open",
    operator_replied: "-",
    note_added: "-",
    resolved: "-",
    closed_by_customer: "closed",
    closed_by_operator: "closed",
    marked_spam: "spam",
    marked_ham: "-",
    released: "-",
    reopened: "open",
    auto_closed: "-",
    merged: "closed",
    set_waiting: "waiting_customer",
    set_open: "open",
  },
  closed: {
    customer_replied: "open",
    operator_replied: "no",
    note_added: "-",
    resolved: "no",
    closed_by_customer: "-",
    closed_by_operator: "-",
    marked_spam: "spam",
    marked_ham: "-",
    released: "-",
    reopened: "open",
    auto_closed: "-",
    merged: "-",
    set_waiting: "no",
    set_open: "no",
  },
  spam: {
    customer_replied: "-",
    operator_replied: "no",
    note_added: "-",
    resolved: "no",
    closed_by_customer: "-",
    closed_by_operator: "no",
    marked_spam: "-",
    marked_ham: "open",
    released: "no",
    reopened: "no",
    auto_closed: "-",
    merged: "no",
    set_waiting: "no",
    set_open: "no",
  },
  held: {
    customer_replied: "-",
    operator_replied: "no",
    note_added: "-",
    resolved: "no",
    closed_by_customer: "-",
    closed_by_operator: "closed",
    marked_spam: "spam",
    marked_ham: "no",
    released: "new",
    reopened: "no",
    auto_closed: "-",
    merged: "no",
    set_waiting: "no",
    set_open: "no",
  },
}
const CELLS = STATUSES.flatMap((status) =>
  HAPPENINGS.map((happening) => [status, happening, EXPECTED[status][happening]] as const)
)

describe("what becomes of a ticket", () => {
  it.each(CELLS)("%s, then %s: %s", (status, happening, expected) => {
    const step = after(status, happening)
    if (expected === "no") {
      expect(step).toEqual({ refused: expect.stringMatching(/^This ticket is .+\. .+ first\.$/) })
    } else if (expected === "-") {
      expect(step).toEqual({ status, changed: false })
    } else {
      expect(step).toEqual({ status: expected, changed: true })
      expect(expected).not.toBe(status)
    }
  })

  it("refuses nothing to a customer, whatever the ticket is", () => {
    for (const status of STATUSES) {
      expect(after(status, "customer_replied")).not.toHaveProperty("refused")
      expect(after(status, "closed_by_customer")).not.toHaveProperty("refused")
    }
  })

  it("leaves the decision about spam and held tickets to operators", () => {
    const leaves = (status: TicketStatus) =>
      HAPPENINGS.filter((happening) => Object.values(after(status, happening))[1] === true)
    expect(leaves("spam")).toEqual(["marked_ham"])
    expect(leaves("held")).toEqual(["closed_by_operator", "marked_spam", "released"])
  })

  it("finds done what was done a moment ago", () => {
    for (const status of STATUSES) {
      for (const happening of HAPPENINGS) {
        const step = after(status, happening)
        if ("status" in step && step.changed) {
          const again = nextStatus(aTicket(step.status, { closed_at: NOW }), happening, NOW, WINDOW)
          expect([status, happening, again]).toEqual([status, happening, { status: step.status, changed: false }])
        }
      }
    }
  })
})

describe("a customer's reply to what is over", () => {
  const reply = (status: TicketStatus, closed_at: Date | null, window = WINDOW) =>
    nextStatus(aTicket(status, { closed_at }), "customer_replied", NOW, window)

  it.each(["resolved", "closed"] as const)(
    "opens a %s ticket for 14 days, and is a new ticket after them",
    (status) => {
      expect(reply(status, daysAgo(0))).toEqual({ status: "open", changed: true })
      expect(reply(status, daysAgo(14))).toEqual({ status: "open", changed: true })
      expect(reply(status, new Date(daysAgo(14).getTime() - 1))).toEqual({ follow_up: true })
      expect(reply(status, daysAgo(400))).toEqual({ follow_up: true })
    }
  )

  it("counts the days of the store", () => {
    expect(reply("closed", daysAgo(3), 2)).toEqual({ follow_up: true })
    expect(reply("closed", daysAgo(3), 30)).toEqual({ status: "open", changed: true })
  })

  it("opens it when nobody knows since when it is over, or a clock was wrong", () => {
    expect(reply("closed", null)).toEqual({ status: "open", changed: true })
    expect(reply("closed", daysAgo(-1))).toEqual({ status: "open", changed: true })
  })

  it("stays with spam, for however long", () => {
    expect(reply("spam", daysAgo(400))).toEqual({ status: "spam", changed: false })
  })

  it("is for customers: an operator opens a ticket again at any time", () => {
    expect(nextStatus(aTicket("closed", { closed_at: daysAgo(400) }), "reopened", NOW, WINDOW)).toEqual({
      status: "open",
      changed: true,
    })
  })
})

describe("a merged ticket", () => {
  const same = { status: "closed", changed: false }
  const refused = { refused: "This ticket was merged into another one. Go on there." }
  const EXPECTED: Record<Happening, object> = {
    customer_replied: refused,
    operator_replied: refused,
    note_added: same,
    resolved: refused,
    closed_by_customer: same,
    closed_by_operator: same,
    marked_spam: refused,
    marked_ham: same,
    released: same,
    reopened: refused,
    auto_closed: same,
    merged: refused,
    set_waiting: refused,
    set_open: refused,
  }

  it.each(HAPPENINGS)("stays closed when this happens: %s", (happening) => {
    const ticket = aTicket("closed", { closed_at: daysAgo(1), merged_into_id: "lctkt_2" })
    expect(nextStatus(ticket, happening, NOW, WINDOW)).toEqual(EXPECTED[happening])
  })
})
