import { BODIES, BUSY_RETRY, type Held } from "../../../../lib/body-budget"
import { networkOf } from "../../../../lib/rate-limit"
import type { Visitor } from "../../../../modules/support/types"
import type { RefusedFile } from "../../../../pages/tickets/files"
import { PlainPage } from "../../../../pages/tickets/plain"
import type { Problem } from "../../../../pages/tickets/thread"
import {
  admitUpload,
  discardUpload,
  refusedUpload,
  uploadAsVisitor,
  writeAsVisitor,
  type MessageWritten,
} from "../../../../workflows/support/lib/visitor-desk"
import { hiddenAsQuery } from "../../hidden-query"
import { hostedForm, logFailure, type Hosted } from "../../hosted"
import { visitCookie } from "../../session-cookie"
import { showThread, type Unsent } from "../show-thread"
import { showEnded, visitorIn, visitorOfForm } from "../visit"
import { readParts, type NoParts, type Parts, type ReadFile } from "./read-parts"

/** For a message with five files of the greatest size, over a line of 2 Mbit/s. */
const DEADLINE_MS = 4 * 60_000
/** For a message alone. */
const DEADLINE_ALONE_MS = 60_000

/** Writes a customer's message. When a file of it is refused nothing is sent, and everything else is kept. */
export const POST = hostedForm(async (hosted) => {
  const { req } = hosted
  const visitor = await visitorIn(hosted)
  if (!visitor && visitCookie.read(req) === null) {
    // Nobody's form: not a byte of it is read.
    showEnded(hosted)
    return
  }
  // Whose visit has ended gets back what was written, and has as little room as every stranger.
  const held = visitor ? BODIES.visitors.open(visitor.ticket_id) : BODIES.strangers.open(networkOf(hosted.ip))
  try {
    await takeForm(hosted, visitor, held)
  } finally {
    held.release()
  }
})

async function takeForm(hosted: Hosted, known: Visitor | null, held: Held): Promise<void> {
  const { req, res } = hosted
  const parts = await readParts(req, res, {
    held,
    deadline_ms: known ? DEADLINE_MS : DEADLINE_ALONE_MS,
    admit: known && (async () => (await admitUpload(req.scope, known)) === null),
  })
  if (typeof parts === "string") {
    refuseForm(hosted, parts)
    return
  }
  const message = parts.text("message")
  const visitor = await visitorOfForm(hosted, parts.text("form_token"), message)
  if (!visitor) {
    return
  }
  const reply: Unsent = { message, submission: parts.text("submission") }
  try {
    await takeReply(hosted, visitor, parts, reply)
  } catch (error) {
    logFailure(req, error as Error)
    await showThread(hosted, visitor, { status: 503, reply: { ...reply, problem: "failed" } })
  }
}

function refuseForm({ res, show }: Hosted, why: NoParts): void {
  if (why !== "unreadable") {
    res.setHeader("Retry-After", String(BUSY_RETRY))
  }
  show(why === "unreadable" ? 400 : 503, PlainPage, { says: "failed", back: "/t" })
}

async function takeReply(hosted: Hosted, visitor: Visitor, parts: Parts, reply: Unsent): Promise<void> {
  const { added, refused } = await upload(hosted, visitor, parts.files)
  const removed = parts.text("remove")
  if (removed) {
    await discardUpload(hosted.req.scope, visitor, removed)
  }
  if (refused.length) {
    await showThread(hosted, visitor, { status: 400, reply: { ...reply, problem: "refused", refused } })
    return
  }
  if (removed) {
    await showThread(hosted, visitor, { reply })
    return
  }
  const answer = await write(hosted, visitor, [...parts.texts("attachment"), ...added], reply)
  if (!answer.ok) {
    await showThread(hosted, visitor, { status: answer.wait === null ? 400 : 429, reply: withProblem(reply, answer) })
    return
  }
  const { written, hidden } = answer
  if (!written.created) {
    // The same form came before, with the same files.
    await Promise.all(added.map((id) => discardUpload(hosted.req.scope, visitor, id)))
  }
  const query = new URLSearchParams({ sent: "1" })
  const counts = hiddenAsQuery(hidden)
  if (counts) {
    query.set("hidden", counts)
  }
  if (written.follow_up) {
    query.set("follow_up", String(written.number))
  }
  hosted.lead(`/t?${query}#done`)
}

async function upload({ req }: Hosted, visitor: Visitor, files: ReadFile[]) {
  const added: string[] = []
  const refused: RefusedFile[] = []
  for (const file of files) {
    const uploaded =
      "refused" in file ? refusedUpload(file.refused, file.filename) : await uploadAsVisitor(req.scope, visitor, file)
    if (uploaded.ok) {
      added.push(uploaded.attachment.id)
    } else {
      refused.push({ filename: uploaded.filename, reason: uploaded.reason })
    }
  }
  return { added, refused }
}

/**
 * Of the files that the page named only those that are still there: of a form that is sent twice the first has taken
 * them. When it does so between the look and the writing, the second look finds them gone.
 */
async function write(
  { req, support }: Hosted,
  visitor: Visitor,
  named: string[],
  { message, submission }: Unsent
): Promise<MessageWritten> {
  const attempt = async () => {
    const there = await support.listWaitingAttachments(visitor.visit_id)
    return writeAsVisitor(req.scope, visitor, {
      message,
      attachment_ids: there.map(({ id }) => id).filter((id) => named.includes(id)),
      submission: support.forms.open(submission)?.id,
      via: "link",
    })
  }
  const first = await attempt()
  const isTaken = !first.ok && first.errors.some(({ field }) => field === "attachments")
  return isTaken ? attempt() : first
}

function withProblem(reply: Unsent, { errors, wait }: Extract<MessageWritten, { ok: false }>): Unsent {
  const isLong = errors.some(({ field, problem }) => field === "message" && problem === "too_long")
  const isMissing = errors.some(({ field }) => field === "message")
  const problem: Problem = wait !== null ? "wait" : isLong ? "long" : isMissing ? "missing" : "failed"
  return { ...reply, problem }
}

export { backToThread as GET } from "../back-to-thread"
