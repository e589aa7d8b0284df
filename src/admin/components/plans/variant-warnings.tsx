import { InlineTip } from "@medusajs/ui"
import { Link } from "react-router-dom"
import { useText } from "../../lib/translate"
import type { VariantWarning } from "../../lib/types"

/** What would keep a variant from being sold without shipping, each with the page that mends it. */
export const VariantWarnings = (props: { warnings: VariantWarning[]; productId: string; variantId: string }) => {
  const { t } = useText()
  if (props.warnings.length === 0) {
    return null
  }
  const cures: Record<string, string> = {
    shipping_profile: `/products/${props.productId}/shipping-profile`,
    managed_inventory: `/products/${props.productId}/variants/${props.variantId}/edit`,
    inventory_requires_shipping: `/products/${props.productId}/variants/${props.variantId}/edit`,
  }
  return (
    <div className="flex flex-col gap-y-2 px-6 py-4">
      {props.warnings.map((warning) => {
        const cure = cures[warning.code]
        return (
          <InlineTip
            key={warning.code}
            variant="warning"
            label={t(`warning.${warning.code}.label`, { defaultValue: t("warning.label") })}
          >
            {t(`warning.${warning.code}.text`, { defaultValue: warning.detail })}
            {cure && (
              <>
                {" "}
                <Link to={cure} className="text-ui-fg-interactive hover:text-ui-fg-interactive-hover">
                  {t(`warning.${warning.code}.link`)}
                </Link>
              </>
            )}
          </InlineTip>
        )
      })}
    </div>
  )
}
