import { Button, toast, usePrompt } from "@medusajs/ui"
import { useApplyUpgrade } from "../../hooks/order-review"
import { errorMessage, shortKey } from "../../lib/format"
import type { StaleUpgrade as Stale } from "../../lib/order-review-types"
import { money } from "../../lib/ticket-words"
import { useText } from "../../lib/translate"

/** A paid upgrade that is applied only by a decision, with what there is to decide by. */
export const StaleUpgrade = ({ orderId, upgrade }: { orderId: string; upgrade: Stale }) => {
  const { t, language } = useText()
  const confirm = usePrompt()
  const apply = useApplyUpgrade(orderId)
  const { from_plan: from, to_plan: to, paid, currency_code, today, reason } = upgrade
  const key = shortKey(upgrade.license.masked_key)
  const amount = (value: number) => money(value, currency_code, language)
  const price = today
    ? t("stale_upgrade.price", { paid: amount(paid), today: amount(today.due) })
    : t("stale_upgrade.price_unknown", { paid: amount(paid) })
  const why = t(`stale_upgrade.${reason}`)

  const decide = async () => {
    const confirmed = await confirm({
      title: t("stale_upgrade.title"),
      description: [t("stale_upgrade.description", { key, from, to }), price, why].join(" "),
      confirmText: t("stale_upgrade.confirm"),
      cancelText: t("common.cancel"),
      variant: "confirmation",
    })
    if (!confirmed) {
      return
    }
    try {
      const { upgraded, flags } = await apply.mutateAsync(upgrade.line_item_id)
      if (upgraded.length > 0) {
        toast.success(t("stale_upgrade.done"), { description: t("stale_upgrade.done_detail", { key, to }) })
      } else {
        toast.warning(t("stale_upgrade.not_done"), { description: flags[0]?.detail })
      }
    } catch (error) {
      toast.error(t("stale_upgrade.failed"), { description: errorMessage(error, t("common.unknown_error")) })
    }
  }

  return (
    <>
      {[t("stale_upgrade.what", { key, from, to }), price, why, t("stale_upgrade.choice")].join(" ")}
      <span className="mt-2 block">
        <Button size="small" variant="secondary" isLoading={apply.isPending} onClick={decide}>
          {t("stale_upgrade.button")}
        </Button>
      </span>
    </>
  )
}
