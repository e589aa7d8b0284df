import { redact } from "../rules/redact"

/** A part of a WHERE clause over `t`, with its `?` bindings. */
export type Clause = { sql: string; values: unknown[] }

/** More words narrow a search down no further. */
const MOST_WORDS = 8
/** Fewer digits stand in every other message; then only a ticket's number is meant. */
const SHORTEST_NUMBER_IN_TEXT = 5

const HAS_NUMBER = "SELECT n.id FROM license_center_ticket n WHERE n.number = ? AND n.deleted_at IS NULL"

/**
 * What an operator typed, by what it looks like:
 *
 * - `#1001`: the ticket of this number. So is `1001`; five digits and more that no ticket has are searched in texts.
 * - `bob@`, `bob@example.com`: the beginning of an address, of who asked or of who takes part. Nothing else is read.
 * - anything else: words that all begin so in one message (notes included) or in the subject, in any order and case. A
 *   single one may also be the beginning of an address, or a ticket's id.
 *
 * Messages hold no key, but where one was hidden its last group: a key finds these. Each kind is read by an index, and
 * brings ids: an OR over different tables would be answered by reading all of them.
 */
export function searchClause(q: string): Clause {
  const number = /^(#?)\s*(\d{1,9})$/.exec(q)
  if (number) {
    return numberClause(Number(number[2]), number[1] === "#" ? "" : number[2]!)
  }
  if (/^[^\s@]+@\S*$/.test(q)) {
    return among(addressBegins(q))
  }
  const hidden = redact(q)
  const text = hidden.counts.license_keys > 0 ? hidden.text : q
  const isOne = /^\S+$/.test(text)
  return among([
    ...textHas(text),
    ...(isOne ? [...addressBegins(text), { sql: "SELECT ?::text", values: [text] }] : []),
  ])
}

function numberClause(number: number, digits: string): Clause {
  const exact = { sql: HAS_NUMBER, values: [number] }
  const isText = digits.length >= SHORTEST_NUMBER_IN_TEXT
  const texts = isText ? textHas(digits) : []
  return among([
    exact,
    ...texts.map(({ sql, values }) => ({ sql: `${sql} AND NOT EXISTS (${HAS_NUMBER})`, values: [...values, number] })),
  ])
}

function addressBegins(text: string): Clause[] {
  const values = [`${text.toLowerCase().replace(/[\\%_]/g, "\\$&")}%`]
  return [
    { sql: "SELECT e.id FROM license_center_ticket e WHERE e.email_key LIKE ? AND e.deleted_at IS NULL", values },
    {
      sql: `SELECT a.ticket_id FROM license_center_ticket_participant a
             WHERE a.email_key LIKE ? AND a.removed_at IS NULL AND a.deleted_at IS NULL`,
      values,
    },
  ]
}

/** The conditions of the indexes, word by word: they are not used without. */
function textHas(text: string): Clause[] {
  const query = wordsQuery(text)
  return query === null
    ? []
    : [
        {
          sql: `SELECT w.ticket_id FROM license_center_ticket_message w
                 WHERE license_center_ticket_words(w.body) @@ to_tsquery('simple', ?)
                   AND w.kind <> 'system' AND w.deleted_at IS NULL`,
          values: [query],
        },
        {
          sql: `SELECT s.id FROM license_center_ticket s
                 WHERE license_center_ticket_words(s.subject) @@ to_tsquery('simple', ?) AND s.deleted_at IS NULL`,
          values: [query],
        },
      ]
}

/**
 * Each word as a beginning, all of them: `'err':* & '5012':*`. Split where `license_center_ticket_words` splits. Letters,
 * digits and dots are all that is left, so that nothing of it is an operator; null when nothing is left.
 */
function wordsQuery(text: string): string | null {
  const words = (text.match(/[\p{L}\p{M}\p{N}.]+/gu) ?? [])
    .map((word) => word.replace(/^\.+|\.+$/g, ""))
    .filter(Boolean)
    .slice(0, MOST_WORDS)
  return words.length ? words.map((word) => `'${word}':*`).join(" & ") : null
}

/** Of a ticket that one of these brings; of none when there are none. */
const among = (found: Clause[]): Clause =>
  found.length
    ? {
        sql: `t.id IN (${found.map(({ sql }) => sql).join(" UNION ALL ")})`,
        values: found.flatMap((one) => one.values),
      }
    : { sql: "FALSE", values: [] }
