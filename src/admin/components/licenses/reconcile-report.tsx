import { XMarkMini } from "@medusajs/icons"
import { IconButton, InlineTip } from "@medusajs/ui"
import { reconcileSummary } from "../../lib/reconcile-summary"
import { useText } from "../../lib/translate"
import type { ReconcileResult } from "../../lib/types"

/** What "Check order" did. Stays until it is dismissed; what it could not decide stands beside it, and stays anyway. */
export const ReconcileReport = ({ result, onDismiss }: { result: ReconcileResult; onDismiss: () => void }) => {
  const { t } = useText()
  return (
    <div role="status" className="flex items-start gap-x-4 px-6 py-4">
      <InlineTip variant="success" label={t("reconcile.label")} className="min-w-0 flex-1">
        {reconcileSummary(result, t)}
      </InlineTip>
      <IconButton size="small" variant="transparent" aria-label={t("common.dismiss")} onClick={onDismiss}>
        <XMarkMini />
      </IconButton>
    </div>
  )
}
