import { useCallback, useState } from "react"
import { type Draft, type DraftKind, emptyDraft, readDraft, tabStorage, writeDraft } from "../lib/ticket-drafts"

/** A draft that outlives a reload and a look at another ticket, in this tab of the browser only. */
export function useDraft(ticketId: string, kind: DraftKind) {
  const [draft, setDraft] = useState<Draft>(() => readDraft(tabStorage(), ticketId, kind))

  const change = useCallback(
    (next: (current: Draft) => Draft) =>
      setDraft((current) => {
        const changed = next(current)
        writeDraft(tabStorage(), ticketId, kind, changed)
        return changed
      }),
    [ticketId, kind]
  )

  return { draft, change, clear: useCallback(() => change(emptyDraft), [change]) }
}
