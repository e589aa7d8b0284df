import { exampleOf, findReplies, insertText, sortReplies, unfilled, unknownVariables } from "../saved-reply-text"
import type { SavedReply } from "../ticket-types"
import { textsIn } from "./texts"

const aReply = (title: string, category: SavedReply["category"] = null, body = ""): SavedReply => ({
  id: title,
  title,
  body,
  category,
  created_at: "",
  updated_at: "",
  created_by: null,
  updated_by: null,
})

describe("the saved replies offered in a ticket", () => {
  it("begin with those of its category, and end with those of others", () => {
    const replies = [aReply("b", "refund"), aReply("d"), aReply("c", "license"), aReply("a", "license")]
    expect(sortReplies(replies, "license", "en").map(({ title }) => title)).toEqual(["a", "c", "d", "b"])
  })

  it("are found by every typed word, in title or text", () => {
    const replies = [aReply("Move", null, "to another computer"), aReply("Version", null, "Which one?")]
    expect(findReplies(replies, "COMPUTER move").map(({ title }) => title)).toEqual(["Move"])
    expect(findReplies(replies, "  ")).toHaveLength(2)
    expect(findReplies(replies, "move version")).toEqual([])
  })
})

describe("a saved reply in the box", () => {
  it("is a paragraph of its own after other words, with the cursor behind it", () => {
    expect(insertText("Hi", "there", 2)).toEqual({ text: "Hi\n\nthere", cursor: 9 })
    expect(insertText("", "there", 0)).toEqual({ text: "there", cursor: 5 })
    expect(insertText("Hi\n end", "X", 3)).toEqual({ text: "Hi\nX end", cursor: 4 })
  })

  it("is not sent unseen with names that have no value", () => {
    expect(unfilled("Dear {{customer.first_name}}, {{product.title}}")).toEqual([
      "customer.first_name",
      "product.title",
    ])
    expect(unfilled("Dear Ada, a { and a } are fine")).toEqual([])
  })
})

describe("a saved reply that is being written", () => {
  it("is refused with a name that no ticket has", () => {
    expect(unknownVariables("{{customer.first_name}} {{custmer.name}} {{x|y}}")).toEqual(["custmer.name", "x"])
  })

  it("is shown as a customer would get it", async () => {
    expect(exampleOf("Dear {{customer.first_name|there}}, #{{ticket.number}}", await textsIn("en"))).toBe(
      "Dear Ada, #1042"
    )
  })
})
