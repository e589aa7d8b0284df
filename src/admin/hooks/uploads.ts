import { useCallback, useEffect, useRef, useState } from "react"
import { errorMessage } from "../lib/format"
import { FileRefused, refusalOf, uploadAttachment } from "../lib/ticket-files"
import type { TicketAttachment } from "../lib/ticket-types"
import { useText } from "../lib/translate"

export type UploadInProgress = {
  key: number
  filename: string
  /** From 0 to 1; null once it has failed. */
  sent: number | null
  failure: string | null
}

/**
 * Files on their way into a message. What has arrived is given to `onArrived` and is no longer among them; what failed
 * stays, with its reason, until it is dismissed.
 *
 * @param count how many the message has already
 */
export function useUploads(ticketId: string, count: number, onArrived: (file: TicketAttachment) => void) {
  const { t } = useText()
  const [uploads, setUploads] = useState<UploadInProgress[]>([])
  const aborts = useRef(new Map<number, AbortController>())
  const nextKey = useRef(0)

  // Nothing goes on sending unseen once the ticket is left.
  useEffect(() => {
    const running = aborts.current
    return () => running.forEach((abort) => abort.abort())
  }, [])

  const change = (key: number, changed: Partial<UploadInProgress>) =>
    setUploads((current) => current.map((upload) => (upload.key === key ? { ...upload, ...changed } : upload)))
  const dismiss = (key: number) => {
    aborts.current.get(key)?.abort()
    setUploads((current) => current.filter((upload) => upload.key !== key))
  }
  const refused = (reason: string) => t(`tickets.files.refused.${reason}`, { defaultValue: reason })

  const send = async (file: File, key: number) => {
    const abort = new AbortController()
    aborts.current.set(key, abort)
    try {
      const attachment = await uploadAttachment(ticketId, file, (sent) => change(key, { sent }), abort.signal)
      onArrived(attachment)
      setUploads((current) => current.filter((upload) => upload.key !== key))
    } catch (error) {
      if (error instanceof DOMException && error.name === "AbortError") {
        return
      }
      const reason = error instanceof FileRefused && error.reason
      change(key, { sent: null, failure: reason ? refused(reason) : errorMessage(error, t("artifact.upload.lost")) })
    } finally {
      aborts.current.delete(key)
    }
  }

  const add = (files: File[]) => {
    let taken = count + uploads.filter(({ failure }) => !failure).length
    const begun = files.map((file) => {
      const refusal = refusalOf(file, taken)
      taken += refusal ? 0 : 1
      return { file, key: nextKey.current++, refusal }
    })
    setUploads((current) => [
      ...current.filter(({ failure }) => !failure),
      ...begun.map(({ file, key, refusal }) => ({
        key,
        filename: file.name,
        sent: refusal ? null : 0,
        failure: refusal && refused(refusal),
      })),
    ])
    begun.filter(({ refusal }) => !refusal).forEach(({ file, key }) => void send(file, key))
  }

  const clearFailed = useCallback(() => setUploads((current) => current.filter(({ failure }) => !failure)), [])

  return { uploads, add, dismiss, clearFailed, sending: uploads.some(({ failure }) => !failure) }
}
