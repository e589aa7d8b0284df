import { ExclamationCircle } from "@medusajs/icons"
import { Button, Text } from "@medusajs/ui"
import { errorMessage } from "../../lib/format"
import { useText } from "../../lib/translate"

/** What went wrong while loading, and a way to try once more. */
export const LoadError = ({
  title,
  error,
  onRetry,
  retrying,
}: {
  title: string
  error: unknown
  onRetry: () => void
  retrying?: boolean
}) => {
  const { t } = useText()
  return (
    <div role="alert" className="flex flex-wrap items-center justify-between gap-4 px-6 py-4">
      <div className="flex min-w-0 items-start gap-x-3">
        <ExclamationCircle className="text-ui-fg-error shrink-0" />
        <div className="min-w-0">
          <Text size="small" weight="plus" leading="compact">
            {title}
          </Text>
          <Text size="small" className="text-ui-fg-subtle break-words">
            {errorMessage(error, t("common.unknown_error"))}
          </Text>
        </div>
      </div>
      <Button size="small" variant="secondary" onClick={onRetry} isLoading={retrying}>
        {t("common.retry")}
      </Button>
    </div>
  )
}
