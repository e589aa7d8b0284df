import { XMarkMini } from "@medusajs/icons"
import { IconButton, Text } from "@medusajs/ui"
import { Link } from "react-router-dom"
import type { BulkSummary } from "../../lib/ticket-bulk"
import { useText } from "../../lib/translate"

/** The tickets of a selection that would not be changed, each with its reason. */
export const BulkReport = ({ summary, onDismiss }: { summary: BulkSummary; onDismiss: () => void }) => {
  const { t } = useText()
  return (
    <div role="alert" className="flex items-start justify-between gap-x-4 px-6 py-4">
      <div className="min-w-0">
        <Text size="small" weight="plus" leading="compact" className="text-ui-fg-error">
          {t("tickets.bulk.failed", { count: summary.failed.length })}
        </Text>
        <ul className="mt-2 flex flex-col gap-y-1">
          {summary.failed.map(({ id, number, subject, error }) => (
            <li key={id} className="txt-small text-ui-fg-subtle break-words">
              <Link to={`/tickets/${id}`} className="text-ui-fg-interactive hover:text-ui-fg-interactive-hover">
                {number === null ? subject : `#${number}`}
              </Link>{" "}
              {error}
            </li>
          ))}
        </ul>
        {summary.changed > 0 && (
          <Text size="small" className="text-ui-fg-subtle mt-2">
            {t("tickets.bulk.changed", { count: summary.changed })}
          </Text>
        )}
      </div>
      <IconButton size="small" variant="transparent" aria-label={t("common.dismiss")} onClick={onDismiss}>
        <XMarkMini />
      </IconButton>
    </div>
  )
}
