import { MAX_FILES, inspectFile, safeFilename, type Refusal } from "../../../modules/support/rules/attachment"
import { replyText, type InboundMail } from "../../../modules/support/rules/inbound"
import { cleanBody } from "../../../modules/support/rules/intake"
import {
  addCounts,
  nothingRedacted,
  redact,
  redactFilename,
  type RedactionCounts,
} from "../../../modules/support/rules/redact"
import { redactLine } from "../../../modules/support/rules/redact-line"
import { WHY_REFUSED } from "./refused-files"

export type RefusedFile = { filename: string; reason: Refusal | "too_many" }
export type MailFile = { filename: string; mime_type: string; content: Buffer }

/** What of a mail is kept, without card numbers, keys and secrets. */
export type MailWords = {
  /** On one line; may be empty. */
  subject: string
  /** Never empty, and names the files that were not taken. */
  body: string
  name: string | null
  files: MailFile[]
  refused: RefusedFile[]
  /** In the text and the names of files. */
  hidden: RedactionCounts
  /** In subject and name, which only a ticket keeps. */
  hidden_in_title: RedactionCounts
}

/** Somebody who sends a file, or a question in the subject alone. */
const NO_TEXT = "[no text]"

/** Looking into a file costs time, and naming it room: a person sends some, a machine thousands. */
const MOST_INSPECTED = 25
const MOST_NAMED = 20

/** Reads a mail. Its files are those that may be kept, at most five. */
export function mailWords(mail: InboundMail): MailWords {
  const subject = redactLine(mail.subject)
  const name = redactLine(mail.from.name ?? "")
  const text = redact(cleanBody(replyText(mail)) ?? "")
  const { files, refused, hidden } = sortFiles(mail.attachments)
  return {
    subject: subject.text,
    body: [text.text || NO_TEXT, ...namesOf(refused)].join("\n\n"),
    name: name.text || null,
    files,
    refused: refused.slice(0, MOST_NAMED),
    hidden: addCounts(hidden, text.counts),
    hidden_in_title: addCounts(subject.counts, name.counts),
  }
}

function sortFiles(attachments: InboundMail["attachments"]): {
  files: MailFile[]
  refused: RefusedFile[]
  hidden: RedactionCounts
} {
  const files: MailFile[] = []
  const refused: RefusedFile[] = []
  let hidden = nothingRedacted
  for (const [place, { filename: given, content }] of attachments.entries()) {
    const quiet = redactFilename(given.slice(0, 1000))
    const filename = safeFilename(quiet.text)
    hidden = addCounts(hidden, quiet.counts)
    if (files.length === MAX_FILES || place >= MOST_INSPECTED) {
      refused.push({ filename, reason: "too_many" })
      continue
    }
    const verdict = inspectFile(filename, content)
    if (verdict.ok) {
      files.push({ filename, mime_type: verdict.mime_type, content })
    } else {
      refused.push({ filename, reason: verdict.reason })
    }
  }
  return { files, refused, hidden }
}

function namesOf(refused: RefusedFile[]): string[] {
  const named = refused
    .slice(0, MOST_NAMED)
    .map(({ filename, reason }) => `[not attached: ${filename} (${WHY_REFUSED[reason]})]`)
  const more = refused.length - named.length
  return named.length ? [[...named, ...(more > 0 ? [`[not attached: ${more} more]`] : [])].join("\n")] : []
}
