import { Popover, Text } from "@medusajs/ui"
import { useTicketCounts } from "../../hooks/tickets"
import { useText } from "../../lib/translate"

/** How many requests never became a ticket, and why: so that a form that is too strict does not go unnoticed. */
export const RefusedRequests = () => {
  const { t, language } = useText()
  const refused = Object.entries(useTicketCounts().data?.refused ?? {}).filter(([, count]) => count > 0)
  const total = refused.reduce((sum, [, count]) => sum + count, 0)
  if (total === 0) {
    return null
  }
  const format = new Intl.NumberFormat(language)
  return (
    <Popover>
      <Popover.Trigger asChild>
        <button
          type="button"
          className="txt-small text-ui-fg-muted hover:text-ui-fg-subtle focus-visible:shadow-borders-focus rounded text-left underline decoration-dotted underline-offset-4 outline-none"
        >
          {t("tickets.refused.line", { count: total })}
        </button>
      </Popover.Trigger>
      <Popover.Content align="start" className="w-80 max-w-[calc(100vw-2rem)] p-4">
        <Text size="small" className="text-ui-fg-subtle text-pretty">
          {t("tickets.refused.help")}
        </Text>
        <dl className="mt-3 flex flex-col gap-y-1.5">
          {refused
            .sort(([, a], [, b]) => b - a)
            .map(([reason, count]) => (
              <div key={reason} className="flex items-baseline justify-between gap-x-4">
                <dt className="txt-compact-small text-pretty">
                  {t(`tickets.refused.reason.${reason}`, { defaultValue: reason })}
                </dt>
                <dd className="txt-compact-small-plus tabular-nums">{format.format(count)}</dd>
              </div>
            ))}
        </dl>
      </Popover.Content>
    </Popover>
  )
}
