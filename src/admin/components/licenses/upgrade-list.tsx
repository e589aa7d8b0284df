import { Button, Copy, Heading, Text, toast } from "@medusajs/ui"
import { useState } from "react"
import { useUpgradeCart, useUpgrades } from "../../hooks/upgrades"
import { errorMessage, formatDate } from "../../lib/format"
import { money } from "../../lib/ticket-words"
import { type Translate, useText } from "../../lib/translate"
import type { Upgrade } from "../../lib/upgrade-types"
import { LoadError } from "../common/load-error"
import { LoadingRows } from "../common/loading"

/** What a license can become and costs, with a cart for each that its customer pays. */
export const UpgradeList = ({ licenseId }: { licenseId: string }) => {
  const { t } = useText()
  const query = useUpgrades(licenseId)

  return (
    <section>
      <Heading level="h3" className="px-6 pb-2 pt-4">
        {t("upgrades.title")}
      </Heading>
      {query.isError ? (
        <LoadError
          title={t("upgrades.load_failed")}
          error={query.error}
          onRetry={() => query.refetch()}
          retrying={query.isFetching}
        />
      ) : !query.data ? (
        <LoadingRows rows={1} />
      ) : query.data.length === 0 ? (
        <Text size="small" className="text-ui-fg-subtle px-6 pb-4">
          {t("upgrades.none")}
        </Text>
      ) : (
        <ul className="flex flex-col gap-y-4 px-6 pb-4">
          {query.data.map((upgrade) => (
            <UpgradeItem key={upgrade.variant_id} licenseId={licenseId} upgrade={upgrade} />
          ))}
        </ul>
      )}
    </section>
  )
}

const UpgradeItem = ({ licenseId, upgrade }: { licenseId: string; upgrade: Upgrade }) => {
  const { t, language } = useText()
  const make = useUpgradeCart(licenseId)
  // Where it is paid; the cart's id while the store has not said.
  const [place, setPlace] = useState<string | null>(null)

  const makeCart = async () => {
    try {
      const made = await make.mutateAsync(upgrade.variant_id)
      setPlace(made.checkout_url ?? made.cart.id)
      toast.success(t("upgrades.made"), { description: t("upgrades.made_detail") })
    } catch (error) {
      toast.error(t("upgrades.failed"), { description: errorMessage(error, t("common.unknown_error")) })
    }
  }

  return (
    <li className="flex items-start justify-between gap-x-4">
      <div>
        <Text size="small" weight="plus">
          {upgrade.plan.name}
        </Text>
        {factsOf(upgrade, t, language).map((fact) => (
          <Text key={fact} size="small" className="text-ui-fg-subtle text-pretty">
            {fact}
          </Text>
        ))}
        {upgrade.quote.entitlements_lost.length > 0 && (
          <Text size="small" weight="plus" className="text-ui-fg-error text-pretty">
            {t("upgrades.loses", { entitlements: upgrade.quote.entitlements_lost.join(", ") })}
          </Text>
        )}
        {place && (
          <div className="mt-1 flex items-center gap-x-2">
            <code className="text-ui-fg-base break-all font-mono text-xs">{place}</code>
            <Copy content={place} />
          </div>
        )}
      </div>
      <Button size="small" variant="secondary" className="shrink-0" isLoading={make.isPending} onClick={makeCart}>
        {t("upgrades.make")}
      </Button>
    </li>
  )
}

function factsOf({ quote }: Upgrade, t: Translate, language: string): string[] {
  const { price, credit, due, currency_code, seats, expires_at, days_left, days_of_term } = quote
  const gained = quote.entitlements_gained.join(", ")
  const amount = (value: number) => money(value, currency_code, language)
  return [
    [
      seats === null ? t("upgrades.unlimited") : t("upgrades.seats", { count: seats }),
      expires_at ? t("license.valid_until", { date: formatDate(expires_at, language) }) : t("license.never_ends"),
    ].join(" · "),
    t("upgrades.due", { due: amount(due), price: amount(price), credit: amount(credit) }),
    ...(days_left !== null && days_of_term !== null
      ? [t("upgrades.days", { left: days_left, count: days_of_term })]
      : []),
    ...(gained ? [t("upgrades.gains", { entitlements: gained })] : []),
  ]
}
