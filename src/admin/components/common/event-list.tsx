import { Button, Text } from "@medusajs/ui"
import { useText } from "../../lib/translate"

/** `facts` stand below the title in one line; what is empty is left out. */
export type ListedEvent = { id: string; title: string; facts: (string | null | undefined)[] }

type EventListProps = {
  events: ListedEvent[]
  /** There are older ones, and this asks for them. */
  onMore: (() => void) | null
  isLoadingMore: boolean
}

/** What happened to a license, a release or a ticket, latest first. */
export function EventList({ events, onMore, isLoadingMore }: EventListProps) {
  const { t } = useText()
  return (
    <>
      <ol className="flex flex-col gap-y-3 px-6 py-4">
        {events.map(({ id, title, facts }) => (
          <li key={id}>
            <Text size="small" leading="compact">
              {title}
            </Text>
            <Text size="xsmall" className="text-ui-fg-subtle break-words">
              {facts.filter(Boolean).join(" · ")}
            </Text>
          </li>
        ))}
      </ol>
      {onMore && (
        <div className="px-6 pb-4">
          <Button size="small" variant="transparent" isLoading={isLoadingMore} onClick={onMore}>
            {t("events.more")}
          </Button>
        </div>
      )}
    </>
  )
}
