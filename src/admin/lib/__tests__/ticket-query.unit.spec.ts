import { bulkSummary } from "../ticket-bulk"
import { readView, ticketQuery } from "../ticket-query"

const shown = (given: object = {}) =>
  ticketQuery({ view: "inbox", q: "", filters: {}, order: null, limit: 20, offset: 0, ...given })

describe("the query of a view", () => {
  it("asks for what happened last, and in the overdue view for what waits longest", () => {
    expect(shown()).toEqual({ view: "inbox", limit: 20, offset: 0, order: "-last_message_at" })
    expect(shown({ view: "overdue" }).order).toBe("resolution_due_at")
    expect(shown({ view: "overdue", order: "number" }).order).toBe("number")
  })

  it("sends several values of a filter one by one, and no empty ones", () => {
    expect(shown({ q: "  1042 ", filters: { priority: "urgent,high", category: "", assignee_id: "none" } })).toEqual({
      view: "inbox",
      limit: 20,
      offset: 0,
      order: "-last_message_at",
      q: "1042",
      priority: ["urgent", "high"],
      assignee_id: "none",
    })
  })

  it.each(["mine", "unassigned"])("leaves the assignee to the view %s, which has its own", (view) => {
    expect(shown({ view, filters: { assignee_id: "user_1" } })).not.toHaveProperty("assignee_id")
  })

  it("opens the inbox for a view that there is not", () => {
    expect(readView("overdue")).toBe("overdue")
    expect(readView("everything")).toBe("inbox")
    expect(readView(null)).toBe("inbox")
  })
})

describe("what became of a selection", () => {
  const tickets = [
    { id: "a", number: 1, subject: "First" },
    { id: "b", number: 2, subject: "Second" },
  ]

  it("counts what changed apart from what was so already, and names what failed", () => {
    const summary = bulkSummary(
      [
        { id: "a", changed: true, error: null },
        { id: "b", changed: false, error: "This ticket is closed. Reopen it first." },
        { id: "c", changed: false, error: null },
      ],
      tickets
    )
    expect(summary).toEqual({
      changed: 1,
      unchanged: 1,
      failed: [{ id: "b", number: 2, subject: "Second", error: "This ticket is closed. Reopen it first." }],
    })
  })

  it("names a ticket that is no longer in the list by its id", () => {
    expect(bulkSummary([{ id: "z", changed: false, error: "Gone." }], tickets).failed).toEqual([
      { id: "z", number: null, subject: "z", error: "Gone." },
    ])
  })
})
