import { StatusBadge, Text } from "@medusajs/ui"
import type { ReactNode } from "react"
import { licenseBadge } from "../../lib/badges"
import { formatDate, shortKey } from "../../lib/format"
import { useText } from "../../lib/translate"
import type { License } from "../../lib/types"
import { DeliveryState } from "./delivery-state"
import { LicenseActions } from "./license-actions"

type Props = { license: License; onOpen: () => void; note?: ReactNode }

/** One license on the order page: what was sold, whether it runs, whether its key arrived. `note`: what the order did. */
export const LicenseRow = ({ license, onOpen, note }: Props) => {
  const { t } = useText()
  const badge = licenseBadge(license.state)
  return (
    <li className="flex items-start gap-x-4 px-6 py-4">
      <div className="grid min-w-0 flex-1 grid-cols-1 gap-x-6 gap-y-3 md:grid-cols-[minmax(0,3fr)_minmax(0,2fr)_minmax(0,2fr)]">
        <div className="flex min-w-0 flex-col items-start gap-y-1">
          <Text size="small" weight="plus" leading="compact">
            {license.product.title}
          </Text>
          <Text size="small" leading="compact" className="text-ui-fg-subtle">
            {license.plan.name}
          </Text>
          <button
            type="button"
            onClick={onOpen}
            className="txt-compact-xsmall text-ui-fg-interactive hover:text-ui-fg-interactive-hover max-w-full break-all text-left font-mono"
            title={license.masked_key}
            aria-label={t("license.details_of", { key: license.masked_key })}
          >
            {shortKey(license.masked_key)}
          </button>
          {note}
        </div>
        <div className="flex min-w-0 flex-col items-start gap-y-1">
          <StatusBadge color={badge.color}>{t(badge.label)}</StatusBadge>
          <Text size="small" leading="compact" className="text-ui-fg-subtle">
            {seatsText(license, t)}
          </Text>
          <Validity license={license} />
        </div>
        <DeliveryState license={license} />
      </div>
      <LicenseActions license={license} onOpen={onOpen} />
    </li>
  )
}

export function seatsText(license: Pick<License, "seats">, t: ReturnType<typeof useText>["t"]): string {
  const { limit, used } = license.seats
  return limit === null ? t("license.seats_unlimited", { count: used }) : t("license.seats", { used, count: limit })
}

const Validity = ({ license }: { license: License }) => {
  const { t, language } = useText()
  const text = license.expires_at
    ? t(new Date(license.expires_at) > new Date() ? "license.valid_until" : "license.ended", {
        date: formatDate(license.expires_at, language),
      })
    : license.updates_until
      ? t("license.updates_until", { date: formatDate(license.updates_until, language) })
      : null
  return text ? (
    <Text size="xsmall" className="text-ui-fg-subtle">
      {text}
    </Text>
  ) : null
}
