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
 * @returns `touch` is called with each change of the reply
 */
export function usePresence(ticketId: string): { others: PresentOperator[]; touch: () => void } {
  const client = useQueryClient()
  const [others, setOthers] = useState<PresentOperator[]>([])
  const touched = useRef(0)
  const wasRead = useRef(false)

  const tell = useCallback(async () => {
    if (document.visibilityState !== "visible") {
      return
    }
    const writing = Date.now() - touched.current < WRITING_MS
    try {
      const answer = await sdk.client.fetch<{ others: PresentOperator[] }>(
        `/admin/license-center/tickets/${ticketId}/presence`,
        { method: "POST", body: { writing } }
      )
      setOthers(answer.others)
      if (!wasRead.current) {
        wasRead.current = true
        void client.invalidateQueries({ queryKey: queryKeys.ticketCounts() })
      }
    } catch {
      // Not worth a word: it is said again in a moment, and the thread tells by itself when the store is away.
      setOthers([])
    }
  }, [ticketId, client])

  useEffect(() => {
    touched.current = 0
    wasRead.current = false
    setOthers([])
    void tell()
    const timer = setInterval(() => void tell(), EVERY_MS)
    const onVisible = () => void tell()
    document.addEventListener("visibilitychange", onVisible)
    return () => {
      clearInterval(timer)
      document.removeEventListener("visibilitychange", onVisible)
    }
  }, [tell])

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
