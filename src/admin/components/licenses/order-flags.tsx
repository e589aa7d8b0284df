import { InlineTip } from "@medusajs/ui"
import type { StaleUpgrade as Stale } from "../../lib/order-review-types"
import { useText } from "../../lib/translate"
import type { ReconcileFlag } from "../../lib/types"
import { StaleUpgrade } from "./stale-upgrade"

type Props = { orderId: string; flags: ReconcileFlag[]; staleUpgrades: Stale[] }

/** What reconciliation cannot decide by itself, for as long as it is so. */
export const OrderFlags = ({ orderId, flags, staleUpgrades }: Props) => {
  const { t } = useText()
  const staleOf = ({ code, line_item_id }: ReconcileFlag) =>
    code === "UPGRADE_STALE" ? staleUpgrades.find((stale) => stale.line_item_id === line_item_id) : undefined
  return (
    <div className="flex flex-col gap-y-2 px-6 py-4">
      {flags.map((flag, index) => {
        const stale = staleOf(flag)
        return (
          <InlineTip
            key={`${flag.code}-${index}`}
            variant="warning"
            label={t(`reconcile.flag.${flag.code}`, { defaultValue: t("reconcile.flag_label") })}
          >
            {stale ? <StaleUpgrade orderId={orderId} upgrade={stale} /> : flag.detail}
          </InlineTip>
        )
      })}
    </div>
  )
}
