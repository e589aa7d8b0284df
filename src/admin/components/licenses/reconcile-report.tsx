import { XMarkMini } from "@medusajs/icons"
import { IconButton, InlineTip } from "@medusajs/ui"
import { reconcileSummary } from "../../lib/reconcile-summary"
import { useText } from "../../lib/translate"
import type { ReconcileResult } from "../../lib/types"

/** What "Check order" did, and what it could not decide by itself. Stays until it is dismissed. */
export const ReconcileReport = ({ result, onDismiss }: { result: ReconcileResult; onDismiss: () => void }) => {
  const { t } = useText()
  return (
    <div role="status" className="flex items-start gap-x-4 px-6 py-4">
      <div className="flex min-w-0 flex-1 flex-col gap-y-2">
        <InlineTip variant="success" label={t("reconcile.label")}>
          {reconcileSummary(result, t)}
        </InlineTip>
        {result.flags.map((flag, index) => (
          <InlineTip
            key={`${flag.code}-${index}`}
            variant="warning"
            label={t(`reconcile.flag.${flag.code}`, { defaultValue: t("reconcile.flag_label") })}
          >
            {flag.detail}
          </InlineTip>
        ))}
      </div>
      <IconButton size="small" variant="transparent" aria-label={t("common.dismiss")} onClick={onDismiss}>
        <XMarkMini />
      </IconButton>
    </div>
  )
}
