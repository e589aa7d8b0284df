import { ChatBubbleLeftRight } from "@medusajs/icons"
import { Badge } from "@medusajs/ui"
import { useLayoutEffect, useRef, useState } from "react"
import { createPortal } from "react-dom"
import { MENU_POLL_MS, useTicketCounts } from "../../hooks/tickets"
import { useText } from "../../lib/translate"

const MOST_SHOWN = 99

/**
 * The menu's icon, and the number of unread tickets at the end of its line. The dashboard's labels are fixed texts, but
 * an icon is a component and stands in the menu on every page: it finds its own line, and adds the number to it.
 */
export const SupportIcon = () => {
  const { t } = useText()
  const icon = useRef<HTMLSpanElement>(null)
  const [line, setLine] = useState<Element | null>(null)
  const unread = useTicketCounts(MENU_POLL_MS).data?.counts.unread ?? 0

  useLayoutEffect(() => setLine(icon.current?.closest("a, button") ?? null), [])

  return (
    <span ref={icon} className="contents">
      <ChatBubbleLeftRight />
      {line &&
        unread > 0 &&
        createPortal(
          <Badge size="2xsmall" rounded="full" color="blue" className="ml-auto tabular-nums">
            <span aria-hidden>{unread > MOST_SHOWN ? `${MOST_SHOWN}+` : unread}</span>
            <span className="sr-only">{t("tickets.unread", { count: unread })}</span>
          </Badge>,
          line
        )}
    </span>
  )
}
