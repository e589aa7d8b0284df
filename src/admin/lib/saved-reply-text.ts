import { fillIn, VARIABLES } from "../../modules/support/rules/saved-reply"
import type { Category, SavedReply } from "./ticket-types"
import type { Translate } from "./translate"

export { VARIABLES }

/** What a text still names that has no value: it would reach the customer with its braces. */
export function unfilled(text: string): string[] {
  return fillIn(text, {}).missing
}

/** Those of the ticket's category first, then those for all, then the others; each by title. */
export function sortReplies(replies: SavedReply[], category: Category, language: string): SavedReply[] {
  const rank = (reply: SavedReply) => (reply.category === category ? 0 : reply.category === null ? 1 : 2)
  const { compare } = new Intl.Collator(language)
  return [...replies].sort((a, b) => rank(a) - rank(b) || compare(a.title, b.title))
}

/** Those whose title or text has every typed word. */
export function findReplies(replies: SavedReply[], typed: string): SavedReply[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean)
  return replies.filter(({ title, body }) => {
    const text = `${title}\n${body}`.toLowerCase()
    return words.every((word) => text.includes(word))
  })
}

/** Puts a text where the cursor is, as a paragraph of its own when it comes after other words. */
export function insertText(text: string, inserted: string, at: number): { text: string; cursor: number } {
  const before = text.slice(0, at)
  const gap = before.trim() === "" || /\n\s*$/.test(before) ? "" : "\n\n"
  const start = before + gap + inserted
  return { text: start + text.slice(at), cursor: start.length }
}

/** Names that no ticket has a value for: slips of the pen. */
export function unknownVariables(body: string): string[] {
  return unfilled(body).filter((name) => !(VARIABLES as readonly string[]).includes(name))
}

/** A saved reply as a customer might get it. */
export function exampleOf(body: string, t: Translate): string {
  return fillIn(
    body,
    Object.fromEntries(VARIABLES.map((name) => [name, t(`savedReplies.example.${name.replace(".", "_")}`)]))
  ).text
}
