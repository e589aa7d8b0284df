import { useQueryClient } from "@tanstack/react-query"
import { useCallback, useEffect, useRef, useState } from "react"
import { sdk } from "../lib/sdk"
import type { PresentOperator } from "../lib/ticket-types"
import { queryKeys } from "./query-keys"

const EVERY_MS = 10_000
/** For how long after the last key somebody counts as writing. */
const WRITING_MS = 15_000

/**
 * Says that this operator looks at a ticket, or writes in it, for as long as the page is in view, and tells who else does.
 *
 * @param seenMessageId the last message that the page shows: what came after it stays unread until it is shown as well
 * @returns `touch` is called with each change of the reply
 */
export function usePresence(
  ticketId: string,
  seenMessageId: string | null
): {
  others: PresentOperator[]
  touch: () => void
} {
  const client = useQueryClient()
  const [others, setOthers] = useState<PresentOperator[]>([])
  const touched = useRef(0)
  const seen = useRef<string | null>(null)
  const told = useRef<string | null>(null)

  const tell = useCallback(async () => {
    if (document.visibilityState !== "visible") {
      return
    }
    const writing = Date.now() - touched.current < WRITING_MS
    const seen_message_id = seen.current
    try {
      const answer = await sdk.client.fetch<{ others: PresentOperator[] }>(
        `/admin/license-center/tickets/${ticketId}/presence`,
        { method: "POST", body: { writing, seen_message_id } }
      )
      setOthers(answer.others)
      if (told.current !== seen_message_id) {
        told.current = seen_message_id
        void client.invalidateQueries({ queryKey: queryKeys.ticketCounts() })
      }
    } catch {
      // Not worth a word: it is said again in a moment, and the thread tells by itself when the store is away.
      setOthers([])
    }
  }, [ticketId, client])

  useEffect(() => {
    touched.current = 0
    told.current = null
    setOthers([])
    const timer = setInterval(() => void tell(), EVERY_MS)
    const onVisible = () => void tell()
    document.addEventListener("visibilitychange", onVisible)
    return () => {
      clearInterval(timer)
      document.removeEventListener("visibilitychange", onVisible)
    }
  }, [tell])

  // At once when the page opens, and when it shows something new.
  useEffect(() => {
    seen.current = seenMessageId
    void tell()
  }, [seenMessageId, tell])

  const touch = useCallback(() => {
    const begins = Date.now() - touched.current >= WRITING_MS
    touched.current = Date.now()
    // A colleague should see it before they have begun as well.
    if (begins) {
      void tell()
    }
  }, [tell])

  return { others, touch }
}
