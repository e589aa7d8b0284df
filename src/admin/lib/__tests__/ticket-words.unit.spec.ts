import { inspectFile, MAX_BYTES, MAX_FILES as MOST_FILES } from "../../../modules/support/rules/attachment"
import { ACCEPTED, MAX_FILE_BYTES, MAX_FILES, refusalOf, refusedBy, REFUSALS } from "../ticket-files"
import { newTicketForm, parseTicketForm } from "../ticket-form"
import type { PresentOperator } from "../ticket-types"
import { eventDetail, hiddenText, messageAuthor, money, operatorName, presenceText, ticketTitle } from "../ticket-words"
import { textsIn } from "./texts"

const someone = (name: string | null, state: "writing" | "reading"): PresentOperator => ({
  operator_id: `user_${name}`,
  email: "bea@example.com",
  name,
  state,
  at: "",
})

describe("a ticket", () => {
  it("has a title also after its person was erased", async () => {
    expect(ticketTitle({ subject: "It does not start" }, await textsIn("en"))).toBe("It does not start")
    expect(ticketTitle({ subject: "" }, await textsIn("de"))).toBe("Gelöschte Anfrage")
  })
})

describe("who else is there", () => {
  it("names who writes, and not who only looks when somebody writes", async () => {
    const t = await textsIn("en")
    expect(presenceText([someone("Bea", "writing"), someone("Cy", "reading")], t, "en")).toBe("Bea is writing a reply")
    expect(presenceText([someone("Bea", "reading"), someone("Cy", "reading")], t, "en")).toBe(
      "Bea and Cy are looking at this too"
    )
    expect(presenceText([], t, "en")).toBeNull()
  })

  it("is known by the address without a name", async () => {
    const t = await textsIn("de")
    expect(presenceText([someone(null, "reading")], t, "de")).toBe("bea sieht sich das auch gerade an")
    expect(operatorName(null, t)).toBe("Früherer Bediener")
  })
})

describe("what was hidden in a message", () => {
  it("is counted by kind", async () => {
    const t = await textsIn("en")
    expect(hiddenText({ cards: 1, license_keys: 2, secrets: 0 }, t, "en")).toBe(
      "Hidden before it was stored: 1 card number and 2 license keys."
    )
    expect(hiddenText({ cards: 0, license_keys: 0, secrets: 0 }, t, "en")).toBeNull()
    expect(hiddenText(null, t, "en")).toBeNull()
  })
})

describe("the author of a message", () => {
  const ticket = {
    email: "ada@example.com",
    name: "Ada",
    participants: [{ id: "p2", email: "charles@example.com", name: null, proven_at: null, removed_at: null }],
  }

  it("is the participant who wrote it, and else whose ticket it is", async () => {
    const t = await textsIn("en")
    const from = (participant_id: string | null) =>
      messageAuthor({ author_type: "customer", author: null, participant_id }, ticket, t)
    expect(from("p2")).toBe("charles@example.com")
    expect(from(null)).toBe("Ada <ada@example.com>")
  })
})

describe("an entry of the history", () => {
  it("says what changed", async () => {
    const t = await textsIn("en")
    expect(eventDetail({ from: "open", to: "resolved" }, [], t)).toBe("Open → Resolved")
    expect(eventDetail({ fields: ["priority", "assignee_id"], priority: "urgent", assignee_id: null }, [], t)).toBe(
      "Priority: Urgent, Assigned to: Nobody"
    )
    expect(eventDetail({ fields: ["subject"] }, [], t)).toBe("Subject")
    expect(eventDetail(null, [], t)).toBeNull()
  })
})

describe("an amount", () => {
  it("is written in the operator's language, whatever the currency", () => {
    expect(money(149, "eur", "en")).toBe("€149.00")
    expect(money(5, "not a currency", "en")).toBe("5 NOT A CURRENCY")
  })
})

describe("a file", () => {
  it("is refused here by the limits of the store", () => {
    expect([MAX_FILES, MAX_FILE_BYTES]).toEqual([MOST_FILES, MAX_BYTES])
    expect(refusalOf({ name: "App.LOG", size: 1 }, 0)).toBeNull()
    expect(refusalOf({ name: "a.log", size: 0 }, 0)).toBe("empty")
    expect(refusalOf({ name: "a.log", size: MAX_FILE_BYTES + 1 }, 0)).toBe("too_large")
    expect(refusalOf({ name: "a.log", size: 1 }, MAX_FILES)).toBe("too_many")
    expect(refusalOf({ name: "a.log.exe", size: 1 }, 0)).toBe("type_not_allowed")
  })

  it("that the store refuses is told in the operator's language where its reason has words", async () => {
    const sentence = "a.png was not taken: its content is not what its name says"
    expect(refusedBy({ message: sentence, code: "content_mismatch" }, "")).toMatchObject({
      reason: "content_mismatch",
      message: sentence,
    })
    expect(refusedBy({ message: "There is no ticket", code: "other" }, "")).toMatchObject({ reason: null })
    expect(refusedBy({}, "502 Bad Gateway")).toMatchObject({ reason: null, message: "502 Bad Gateway" })
    for (const language of ["en", "de"] as const) {
      const t = await textsIn(language)
      expect(REFUSALS.filter((reason) => t(`tickets.files.refused.${reason}`).includes("refused"))).toEqual([])
    }
  })

  it("is offered by the picker when the store takes its kind", () => {
    const text = Buffer.from("{}")
    const refused = ACCEPTED.split(",").filter((extension) => {
      const verdict = inspectFile(`a${extension}`, text)
      return !verdict.ok && verdict.reason === "type_not_allowed"
    })
    expect(refused).toEqual([])
  })
})

describe("the form of a new ticket", () => {
  it("is about the purchase when it is opened from an order", () => {
    expect(newTicketForm({ email: "ada@example.com", order: { id: "order_1" } })).toMatchObject({
      email: "ada@example.com",
      category: "purchase",
    })
  })

  it("asks for an address, a subject and words", () => {
    expect(parseTicketForm(newTicketForm())).toEqual({
      ok: false,
      errors: { email: "required", subject: "required", message: "required" },
    })
    const typed = { ...newTicketForm(), email: "ada at home", subject: "Hello", message: "x" }
    expect(parseTicketForm(typed)).toEqual({ ok: false, errors: { email: "invalid_email" } })
  })

  it("sends what was typed, and no empty name", () => {
    const typed = { ...newTicketForm(), email: " ada@example.com ", subject: " Hello ", message: "Dear Ada\n" }
    expect(parseTicketForm(typed)).toEqual({
      ok: true,
      ticket: {
        email: "ada@example.com",
        subject: "Hello",
        message: "Dear Ada\n",
        category: "other",
        priority: "normal",
      },
    })
  })
})
