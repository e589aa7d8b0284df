import type { Visitor } from "../../../modules/support/types"
import type { RefusedFile } from "../../../pages/tickets/files"
import { ThreadPage, type Done, type Problem } from "../../../pages/tickets/thread"
import { MAX_MESSAGE } from "../../../workflows/support/lib/read-request"
import type { Hosted } from "../hosted"
import { showEnded } from "./visit"

/** A reply that was sent and is not there: what of it the page shows again. */
export type Unsent = { message: string; submission: string; problem?: Problem; refused?: RefusedFile[] }

/** The ticket that the visit opened, with what was done before or what has to be done again. */
export async function showThread(
  hosted: Hosted,
  visitor: Visitor,
  { status = 200, done, reply }: { status?: number; done?: Done; reply?: Unsent } = {}
): Promise<void> {
  const { support, show } = hosted
  const now = new Date()
  const [ticket, uploads] = await Promise.all([
    support.readAsVisitor(visitor),
    support.listWaitingAttachments(visitor.visit_id),
  ])
  if (!ticket) {
    // It is none for customers any more, of which they learn nothing.
    showEnded(hosted, reply?.message)
    return
  }
  show(status, ThreadPage, {
    ticket,
    now,
    done,
    problem: reply?.problem,
    longest: MAX_MESSAGE,
    here: reply ? undefined : "/t",
    reply: {
      form_token: support.forms.token(visitor.visit_id),
      submission: reply && support.forms.open(reply.submission) ? reply.submission : support.forms.seal(now),
      message: reply?.message,
      uploads: uploads.map(({ id, filename, mime_type, size }) => ({ id, filename, mime_type, size: Number(size) })),
      refused: reply?.refused ?? [],
    },
  })
}
