import { backendUrl, sdk } from "./sdk"
import type { TicketAttachment } from "./ticket-types"

/** The store takes no more; asked here too, so that nobody waits for an upload that is refused at its end. */
export const MAX_FILES = 5
/** bytes */
export const MAX_FILE_BYTES = 10 * 1024 * 1024

/** What a picker offers; the store looks into the files, and is who decides. */
export const ACCEPTED = ".png,.jpg,.jpeg,.gif,.webp,.mp4,.pdf,.txt,.log,.md,.csv,.json,.zip,.gz"

/** Keys of `tickets.files.refused`, which the server answers as `code`. */
export const REFUSALS = [
  "empty",
  "too_large",
  "too_many",
  "type_not_allowed",
  "content_mismatch",
  "active_content",
] as const
export type Refusal = (typeof REFUSALS)[number]

/** Why a file would not be taken, as far as that is seen from outside; null when it may be sent. */
export function refusalOf(file: Pick<File, "size" | "name">, count: number): Refusal | null {
  if (count >= MAX_FILES) {
    return "too_many"
  }
  if (!ACCEPTED.split(",").some((extension) => file.name.toLowerCase().endsWith(extension))) {
    return "type_not_allowed"
  }
  if (file.size === 0) {
    return "empty"
  }
  return file.size > MAX_FILE_BYTES ? "too_large" : null
}

/** What the server said of a file that it did not take. `reason` is set for what `tickets.files.refused` has words for. */
export class FileRefused extends Error {
  constructor(
    message: string,
    readonly reason: Refusal | null
  ) {
    super(message)
  }
}

/** Medusa's form of an error: what has a `code` of ours is told in the operator's language, the rest as it is. */
export function refusedBy(answer: { message?: string; code?: string }, otherwise: string): FileRefused {
  return new FileRefused(answer.message || otherwise, REFUSALS.find((reason) => reason === answer.code) ?? null)
}

const pathOf = (ticketId: string, rest: string) => `/admin/license-center/tickets/${ticketId}/attachments/${rest}`

/**
 * Sends a file for a message that is being written: its bytes are the body. By XMLHttpRequest, for its progress.
 *
 * @param onProgress from 0 to 1
 * @throws DOMException `AbortError` when it was called off, FileRefused otherwise
 */
export async function uploadAttachment(
  ticketId: string,
  file: File,
  onProgress: (sent: number) => void,
  signal: AbortSignal
): Promise<TicketAttachment> {
  const token = await sdk.client.getToken()
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    const query = new URLSearchParams({ filename: file.name })
    request.open("POST", `${backendUrl()}${pathOf(ticketId, `upload?${query}`)}`)
    request.withCredentials = true
    request.responseType = "json"
    request.setRequestHeader("content-type", "application/octet-stream")
    if (token) {
      request.setRequestHeader("authorization", `Bearer ${token}`)
    }
    request.upload.onprogress = (event) => event.lengthComputable && onProgress(event.loaded / event.total)
    request.onload = () => {
      const answer = request.response ?? {}
      if (request.status < 300 && answer.attachment) {
        resolve(answer.attachment)
      } else {
        reject(refusedBy(answer, `${request.status} ${request.statusText}`))
      }
    }
    request.onerror = () => reject(new FileRefused("", null))
    request.onabort = () => reject(new DOMException("", "AbortError"))
    signal.addEventListener("abort", () => request.abort(), { once: true })
    if (signal.aborted) {
      reject(new DOMException("", "AbortError"))
      return
    }
    request.send(file)
  })
}

/** Saves a file of a ticket. Never shown in the page: it may be anything that somebody sent. */
export async function downloadAttachment(ticketId: string, attachment: TicketAttachment): Promise<void> {
  const response = await sdk.client.fetch<Response>(pathOf(ticketId, attachment.id), {
    headers: { accept: "application/octet-stream" },
  })
  const url = URL.createObjectURL(new Blob([await response.arrayBuffer()], { type: "application/octet-stream" }))
  const link = document.createElement("a")
  link.href = url
  link.download = attachment.filename
  link.click()
  // The browser reads it after this turn.
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}
