import { statementOf } from "../../../../modules/refunds/rules/eu/statement"
import { readWithdrawal } from "../read-withdrawal"

const TYPED = { name: " Ada Lovelace ", order_number: "#01042", email: "Ada@Example.com" }
const read = (more: object = {}) => readWithdrawal({ ...TYPED, ...more })

describe("the first step of a withdrawal", () => {
  it("is read as it was meant", () => {
    expect(read({ locale: "de-AT" })).toEqual({
      ok: true,
      request: {
        name: "Ada Lovelace",
        order_number: "1042",
        email: { address: expect.any(String), key: "ada@example.com" },
        part: null,
        language: "de",
      },
    })
  })

  it.each(["1042", "#1042", "Nr. 1042", "no 1042", 1042])("takes %p for the number of an order", (order_number) => {
    expect(read({ order_number })).toMatchObject({ request: { order_number: "1042" } })
  })

  it("takes what stores call their orders otherwise, and nothing that a mail program makes a link of", () => {
    expect(read({ order_number: "INV-2026-7" })).toMatchObject({ request: { order_number: "INV-2026-7" } })
    for (const order_number of ["evil.example", "http://evil", "a@b", "1042 please", ""]) {
      expect(read({ order_number })).toMatchObject({ ok: false, errors: [{ field: "order_number" }] })
    }
  })

  it("hides what must not be kept", () => {
    const hidden = read({ name: "Ada 4111 1111 1111 1111", part: "4111 1111 1111 1111" })
    expect(JSON.stringify(hidden)).not.toContain("4111 1111")
  })

  it("keeps what was typed on its line, so that nobody adds lines to a statement", () => {
    const forged = read({ name: "Ada\nI also owe nothing", part: "x\r\ny" })
    expect(forged).toMatchObject({ request: { name: "Ada I also owe nothing", part: "x y" } })
  })

  it.each([[null], ["text"], [[]], [{}]])("refuses %p", (body) => {
    expect(readWithdrawal(body).ok).toBe(false)
  })
})

it("states what is withdrawn from, in the customer's language", () => {
  const stated = { name: "Ada", order_number: "7", email: "a@b.example", part: null }
  expect(statementOf(stated, "en")).toBe(
    "I hereby give notice that I withdraw from my contract.\n\nOrder number: 7\nWhat I withdraw from: the whole contract\nName: Ada\nAcknowledgement of receipt to: a@b.example"
  )
  expect(statementOf({ ...stated, part: "Team" }, "de")).toContain("Widerrufen wird: Team")
})
