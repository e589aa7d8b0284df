import { EraseCustomer } from "../../../../api/admin/license-center/customers/validators"
import { spellingsOf } from "../spellings"

describe("an address of a customer", () => {
  it.each([
    [" Ada@Example.com ", ["ada@example.com"]],
    ["ada@BÜCHER.example", ["ada@xn--bcher-kva.example", "ada@bücher.example"]],
    ["ada@xn--bcher-kva.example", ["ada@xn--bcher-kva.example", "ada@bücher.example"]],
    ["ada lovelace@example.com", ["ada lovelace@example.com"]],
  ])("%s is looked for in every spelling", (typed, spellings) => {
    expect(spellingsOf(typed)).toEqual(spellings)
  })

  it("is compared with its repetition whatever the spelling, and holds no NUL, nor does the reason", () => {
    const body = { email: "ada@BÜCHER.example", confirm: "ada@xn--bcher-kva.example", reason: "asked" }
    expect(EraseCustomer.parse(body)).toMatchObject({ email: body.confirm, confirm: body.confirm })
    expect(EraseCustomer.safeParse({ ...body, email: "a\0@b.example", confirm: "a\0@b.example" }).success).toBe(false)
    expect(EraseCustomer.safeParse({ ...body, reason: "asked\0" }).success).toBe(false)
  })
})
