import {
  bulkActions,
  canMerge,
  mergeHint,
  priorityBadge,
  replyBlock,
  ticketActions,
  ticketBadge,
} from "../ticket-badges"
import type { EarlierTicket, Ticket, TicketRef, TicketStatus } from "../ticket-types"

const aTicket = (status: TicketStatus, merged_into_id: string | null = null) =>
  ({ status, merged_into_id, closed_at: null }) satisfies Pick<Ticket, "status" | "merged_into_id" | "closed_at">

describe("the badges of a ticket", () => {
  it("tell who is awaited: the store, or the customer", () => {
    expect(ticketBadge("open")).toEqual({ color: "orange", label: "tickets.status.open" })
    expect(ticketBadge("waiting_customer").color).not.toBe(ticketBadge("open").color)
  })

  it("are grey for a status that this version does not know", () => {
    expect(ticketBadge("parked" as TicketStatus).color).toBe("grey")
  })

  it("mark every priority but the usual one", () => {
    expect(priorityBadge("normal")).toBeNull()
    expect(priorityBadge("urgent")).toEqual({ color: "red", label: "tickets.priority.urgent" })
    expect(priorityBadge("low")?.color).toBe("grey")
  })
})

describe("the menu of a ticket", () => {
  it.each([
    ["new", ["resolve", "waiting", "open", "close", "spam"]],
    ["open", ["resolve", "waiting", "close", "spam"]],
    ["waiting_customer", ["resolve", "open", "close", "spam"]],
    ["resolved", ["waiting", "reopen", "close", "spam"]],
    ["closed", ["reopen", "spam"]],
    ["spam", ["ham"]],
    ["held", ["close", "release", "spam"]],
  ] as const)("of a ticket that is %s offers what changes it: %p", (status, actions) => {
    expect(ticketActions(aTicket(status))).toEqual(actions)
  })

  it("of a merged ticket offers nothing: it goes on elsewhere", () => {
    expect(ticketActions(aTicket("closed", "lctkt_2"))).toEqual([])
    expect(canMerge(aTicket("closed", "lctkt_2"))).toBe(false)
  })

  it("lets a ticket be merged while it is open", () => {
    expect(canMerge(aTicket("open"))).toBe(true)
    expect(canMerge(aTicket("spam"))).toBe(false)
  })
})

describe("a mail that was held", () => {
  const answered: TicketRef = { id: "lctkt_1", number: 1042, subject: "It beeps", status: "open" }
  const earlier = (status: TicketStatus): EarlierTicket[] => [
    { ...answered, status, category: "other", created_at: "", last_message_at: "" },
  ]
  const aMail = (status: TicketStatus) => ({
    ...aTicket(status),
    hold_reason: "unauthenticated",
    follow_up_of: answered,
    earlier: earlier("open"),
  })

  it("is to be merged into the ticket that it answers, once it is let through", () => {
    expect(mergeHint(aMail("new"))).toBe(answered)
    expect(mergeHint(aMail("held"))).toBeNull()
    expect(mergeHint({ ...aMail("closed"), merged_into_id: answered.id })).toBeNull()
  })

  it("is not, when that is of another address, or spam, or nothing was held", () => {
    expect(mergeHint({ ...aMail("new"), earlier: [] })).toBeNull()
    expect(mergeHint({ ...aMail("new"), earlier: earlier("spam") })).toBeNull()
    expect(mergeHint({ ...aMail("new"), follow_up_of: null })).toBeNull()
    expect(mergeHint({ ...aMail("new"), hold_reason: null })).toBeNull()
  })
})

describe("a reply", () => {
  it("is kept back where its customer would not get it, with the reason", () => {
    const blocks = (["new", "open", "waiting_customer", "resolved", "closed", "spam", "held"] as const).map((status) =>
      replyBlock(aTicket(status))
    )
    expect(blocks).toEqual([null, null, null, null, "closed", "spam", "held"])
    expect(replyBlock(aTicket("closed", "lctkt_2"))).toBe("merged")
  })
})

describe("what a selection is offered", () => {
  it("follows the view that it was made in", () => {
    expect(bulkActions("inbox")).toEqual(["resolve", "close", "spam"])
    expect(bulkActions("held")).toEqual(["release", "spam"])
    expect(bulkActions("spam")).toEqual(["ham"])
    expect(bulkActions("closed")).toEqual(["reopen"])
  })
})
