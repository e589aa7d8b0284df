import { generateKey } from "../../../../lib/license-key"
import { readTicketRequest, type TicketRequest } from "../read-request"

const CARD = "4111 1111 1111 1111"
const asked = { email: "Ada@Example.com", subject: "It does not start", message: "Since yesterday it does not start." }

function read(more: Record<string, unknown> = {}): TicketRequest {
  const answer = readTicketRequest({ ...asked, ...more })
  if (!answer.ok) {
    throw new Error(JSON.stringify(answer.errors))
  }
  return answer.request
}

function problems(body: unknown): string[] {
  const answer = readTicketRequest(body)
  return answer.ok ? [] : answer.errors.map(({ field, problem }) => `${field} ${problem}`)
}

describe("a request to open a ticket", () => {
  it("is read with all that was left out", () => {
    expect(read()).toEqual({
      email: { address: "Ada@example.com", key: "ada@example.com" },
      name: null,
      subject: "It does not start",
      message: "Since yesterday it does not start.",
      category: "other",
      license_key: null,
      order_number: null,
      product: null,
      locale: null,
      hidden: { cards: 0, license_keys: 0, secrets: 0 },
    })
    const nothing = { name: null, category: null, license_key: "", order_number: null, product: "  ", locale: null }
    expect(read({ ...nothing, of_a_newer_storefront: { any: "thing" } })).toEqual(read())
  })

  it("takes what belongs to it as people write it", () => {
    const key = generateKey("TEST")
    expect(
      read({ name: " Ada  Lovelace ", category: "refund", license_key: ` ${key} `, product: "nimbus", locale: "DE-de" })
    ).toMatchObject({ name: "Ada Lovelace", category: "refund", license_key: key, product: "nimbus", locale: "de-DE" })
    for (const number of ["1042", "#1042", "# 1042", " 001042 ", 1042]) {
      expect(read({ order_number: number }).order_number).toBe("1042")
    }
  })

  it("says everything that is wrong at once, by field", () => {
    expect(problems({})).toEqual(["email required", "message required"])
    expect(
      problems({
        email: "ada",
        subject: 7,
        message: "\u200b \n\t",
        name: "a".repeat(101),
        category: "complaint",
        license_key: "K".repeat(201),
        order_number: "A-17",
        product: ["nimbus"],
        locale: "not a language",
      })
    ).toEqual([
      "email malformed",
      "subject malformed",
      "message required",
      "name too_long",
      "category malformed",
      "license_key too_long",
      "order_number malformed",
      "product malformed",
      "locale malformed",
    ])
  })

  it.each([[null], [undefined], ["text"], [7], [[asked]]])("refuses %p as a whole", (body) => {
    expect(problems(body)).toEqual([" malformed"])
  })

  it("ends where the limits are", () => {
    expect(
      problems({ ...asked, message: "a".repeat(20_000), subject: "a".repeat(300), name: "a".repeat(100) })
    ).toEqual([])
    expect(problems({ ...asked, message: "a".repeat(20_001), subject: "a".repeat(301) })).toEqual([
      "subject too_long",
      "message too_long",
    ])
    expect(
      problems({ ...asked, order_number: "1".repeat(41), locale: "a".repeat(36), email: `${"a".repeat(300)}@b.de` })
    ).toEqual(["email too_long", "order_number too_long", "locale too_long"])
  })

  it("refuses NUL and half characters, and takes them out of what is cleaned anyway", () => {
    for (const bad of ["a\0b", "a\ud800b"]) {
      const rest = { email: `${bad}@example.com`, name: bad, license_key: bad, product: bad }
      expect(problems({ ...asked, ...rest })).toEqual([
        "email malformed",
        "name malformed",
        "license_key malformed",
        "product malformed",
      ])
      expect(read({ subject: bad, message: bad })).toMatchObject({
        message: "ab",
        subject: expect.stringMatching(/^a ?b$/),
      })
    }
  })

  it("hides cards, keys and secrets wherever somebody types, and counts them together", () => {
    const key = generateKey("TEST")
    const request = read({ name: `Ada ${key}`, subject: `Card ${CARD}`, message: `Charge ${CARD}, my key is ${key}.` })
    expect(request.hidden).toEqual({ cards: 2, license_keys: 2, secrets: 0 })
    expect(JSON.stringify(request)).not.toMatch(/4111|1111 1111/)
    expect(JSON.stringify(request)).not.toContain(key.slice(0, -6))
  })

  it("hides what stands where a subject is cut off, and what only cleaning brings together", () => {
    const { subject, hidden } = read({ subject: `${"a".repeat(140)} ${CARD} and more` })
    expect(subject).not.toContain("4111")
    expect(hidden.cards).toBe(1)
    expect(read({ subject: "41\u202d11 1111 11\u202c11 1111" }).subject).toBe("[card number hidden]")
  })

  it("keeps of a language tag only what a mail can use", () => {
    expect(read({ locale: "de-DE-u-co-phonebk" }).locale).toBe("de-DE")
    expect(read({ locale: "en-x-secret" }).locale).toBe("en")
    expect(read({ locale: "zh-hant-tw" }).locale).toBe("zh-Hant-TW")
  })
})
