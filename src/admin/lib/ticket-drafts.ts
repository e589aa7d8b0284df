import type { ReplyStatus, TicketAttachment, TicketMessage } from "./ticket-types"

export type DraftKind = "reply" | "note"

/** What is being written in a ticket, of each kind on its own, so that no note is ever sent as a reply. */
export type Draft = {
  text: string
  files: TicketAttachment[]
  status: ReplyStatus
  /** Sent with it: the same one makes one message, however often it is sent. */
  submission: string
  /** The last public message when the writing began; null before it, or when there was none. */
  seen: string | null
}

export type DraftStorage = Pick<Storage, "getItem" | "setItem" | "removeItem">

const key = (ticketId: string, kind: DraftKind) => `license-center:draft:${ticketId}:${kind}`

export function emptyDraft(): Draft {
  return { text: "", files: [], status: "waiting_customer", submission: newSubmission(), seen: null }
}

/** Storage that is full, forbidden or holds something else costs the draft, never the page. */
export function readDraft(storage: DraftStorage | null, ticketId: string, kind: DraftKind): Draft {
  try {
    const stored = JSON.parse(storage?.getItem(key(ticketId, kind)) ?? "null") as Partial<Draft> | null
    return stored && typeof stored.text === "string" && typeof stored.submission === "string"
      ? { ...emptyDraft(), ...stored, files: Array.isArray(stored.files) ? stored.files : [] }
      : emptyDraft()
  } catch {
    return emptyDraft()
  }
}

export function writeDraft(storage: DraftStorage | null, ticketId: string, kind: DraftKind, draft: Draft): void {
  try {
    if (isEmpty(draft)) {
      storage?.removeItem(key(ticketId, kind))
    } else {
      storage?.setItem(key(ticketId, kind), JSON.stringify(draft))
    }
  } catch {
    // The draft stays in the page.
  }
}

export const isEmpty = (draft: Draft) => draft.text === "" && draft.files.length === 0

/** The browser's storage of this tab; null where it is forbidden. */
export function tabStorage(): DraftStorage | null {
  try {
    return window.sessionStorage
  } catch {
    return null
  }
}

/** `crypto.randomUUID` is missing on an admin that is served without TLS. */
export function newSubmission(): string {
  if (typeof crypto.randomUUID === "function") {
    return crypto.randomUUID()
  }
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("")
}

type Said = Pick<TicketMessage, "id" | "kind" | "author_type" | "operator_id">

/** The last message that customers can see. */
export function lastPublicId(messages: Said[]): string | null {
  return messages.filter(({ kind }) => kind === "public").at(-1)?.id ?? null
}

/** The public messages of others that came while this draft was being written. */
export function missedWhileWriting<M extends Said>(messages: M[], draft: Draft, me: string | null): M[] {
  if (draft.seen === null || isEmpty(draft)) {
    return []
  }
  const spoken = messages.filter(({ kind }) => kind === "public")
  const seen = spoken.findIndex(({ id }) => id === draft.seen)
  return seen < 0 ? [] : spoken.slice(seen + 1).filter(({ operator_id }) => operator_id === null || operator_id !== me)
}
