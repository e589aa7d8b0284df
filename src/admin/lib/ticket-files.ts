import { backendUrl, sdk } from "./sdk"
import type { TicketAttachment } from "./ticket-types"

/** The store takes no more; asked here too, so that nobody waits for an upload that is refused at its end. */
export const MAX_FILES = 5
/** bytes */
export const MAX_FILE_BYTES = 10 * 1024 * 1024

/** What a picker offers; the store looks into the files, and is who decides. */
export const ACCEPTED = ".png,.jpg,.jpeg,.gif,.webp,.mp4,.pdf,.txt,.log,.md,.csv,.json,.zip,.gz"

/** Why a file would not be taken, as a key of `tickets.files.refused`; null when it may be sent. */
export function refusalOf(
  file: Pick<File, "size" | "name">,
  count: number
): "empty" | "too_large" | "too_many" | "type_not_allowed" | null {
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
    readonly reason: string | null
  ) {
    super(message)
  }
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
        reject(new FileRefused(answer.message || `${request.status} ${request.statusText}`, answer.reason ?? null))
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
