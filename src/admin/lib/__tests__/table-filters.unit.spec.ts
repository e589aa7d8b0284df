import { addedFilters, fromTableFilters, toTableFilters } from "../table-filters"

const REPEATABLE = ["category", "priority"]

describe("the filters of a table", () => {
  it("go into the address and come back as they were", () => {
    const filters = { category: ["refund", "other"], assignee_id: "me" }
    expect(fromTableFilters(filters)).toEqual({ category: "refund,other", assignee_id: "me" })
    expect(toTableFilters(fromTableFilters(filters), REPEATABLE)).toEqual(filters)
  })

  it.each([
    ["several values", { category: [] }],
    ["one value", { assignee_id: null }],
    ["no value at all", { status: undefined }],
    ["a text", { name: "" }],
  ])("stay when they were just added and wait for %s, outside the address", (_what, next) => {
    const [name] = Object.keys(next)
    expect(fromTableFilters(next)[name!]).toBeUndefined()
    expect(Object.keys(toTableFilters(fromTableFilters(next), REPEATABLE, addedFilters(next)))).toEqual([name])
  })

  it("move into the address with their first value, beside what is there", () => {
    const next = { category: ["refund"], priority: ["high"], assignee_id: null }
    expect(addedFilters(next)).toEqual({ assignee_id: null })
    expect(fromTableFilters(next)).toEqual({ category: "refund", priority: "high", assignee_id: undefined })
  })

  it("take what the address says over what was added", () => {
    expect(toTableFilters({ category: "refund" }, REPEATABLE, { category: [], assignee_id: null })).toEqual({
      category: ["refund"],
      assignee_id: null,
    })
  })

  it("are none once they are taken away", () => {
    expect(addedFilters({})).toEqual({})
    expect(toTableFilters({ category: undefined, assignee_id: "" }, REPEATABLE)).toEqual({})
  })
})
