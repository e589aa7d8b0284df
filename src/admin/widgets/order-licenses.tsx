import { defineWidgetConfig } from "@medusajs/admin-sdk"
import type { AdminOrder, DetailWidgetProps } from "@medusajs/framework/types"
import { Button, Container, Heading, Input, Text, toast } from "@medusajs/ui"
import { useDeferredValue, useState } from "react"
import { LoadError } from "../components/common/load-error"
import { LoadingRows } from "../components/common/loading"
import { LicenseDrawer } from "../components/licenses/license-drawer"
import { LicenseRow } from "../components/licenses/license-row"
import { OrderFlags } from "../components/licenses/order-flags"
import { RenewedLicenses } from "../components/licenses/renewed-licenses"
import { ReconcileReport } from "../components/licenses/reconcile-report"
import { RevertedRenewals, UpgradedLicenses } from "../components/licenses/upgraded-licenses"
import { useOrderLicenses, useOrderMoment, useReconcileOrder } from "../hooks/licenses"
import { useOrderReview } from "../hooks/order-review"
import { useSellsLicenses } from "../hooks/plans"
import { useLicensesRenewedBy } from "../hooks/renewals"
import { errorMessage } from "../lib/format"
import { orderState } from "../lib/polling"
import { useText } from "../lib/translate"
import type { License, ReconcileResult } from "../lib/types"

const PAGE_SIZE = 10

/** Page, search and report belong to one order: another order begins anew. */
const OrderLicensesWidget = ({ data: order }: DetailWidgetProps<AdminOrder>) => (
  <OrderLicenses key={order.id} order={order} />
)

/**
 * The licenses of an order, those that it renewed or upgraded, and what there is to decide about them. An order without
 * software does not show the section at all.
 */
const OrderLicenses = ({ order }: { order: AdminOrder }) => {
  const { t } = useText()
  const [offset, setOffset] = useState(0)
  const [search, setSearch] = useState("")
  const q = useDeferredValue(search.trim())
  const [opened, setOpened] = useState<License | null>(null)
  const [report, setReport] = useState<ReconcileResult | null>(null)

  const [sellsLicenses, setSellsLicenses] = useState(false)
  const moment = useOrderMoment(orderState(order))

  const query = useOrderLicenses(order.id, { limit: PAGE_SIZE, offset, q }, { sellsLicenses, moment })
  const licenses = query.data?.licenses ?? []
  const count = query.data?.count ?? 0
  const renewed = useLicensesRenewedBy(order.id, moment).data?.licenses ?? []
  const review = useOrderReview(order.id, moment).data
  const upgrades = review?.upgrades ?? []
  const takenBack = review?.reverted_renewals ?? []
  const flags = review?.flags ?? report?.flags ?? []
  const hasMore = renewed.length > 0 || upgrades.length > 0 || takenBack.length > 0 || flags.length > 0
  const isBare = Boolean(query.data) && count === 0 && !q && offset === 0
  const variantIds = [...new Set((order.items ?? []).flatMap((item) => (item.variant_id ? [item.variant_id] : [])))]
  const catalogue = useSellsLicenses(variantIds, isBare)
  const check = useReconcileOrder(order.id)
  // Known only once the list has turned out to be empty, and then how soon the list is read again depends on it.
  if (catalogue.sells && !sellsLicenses) {
    setSellsLicenses(true)
  }

  if (isBare && !report && !hasMore && !catalogue.isPending && !catalogue.sells) {
    return null
  }

  const checkOrder = async () => {
    try {
      setReport(await check.mutateAsync())
    } catch (error) {
      toast.error(t("reconcile.failed"), { description: errorMessage(error, t("common.unknown_error")) })
    }
  }

  return (
    <Container className="divide-y p-0">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 px-6 py-4">
        <Heading level="h2">{t("license.title")}</Heading>
        <Button
          size="small"
          variant="secondary"
          onClick={checkOrder}
          isLoading={check.isPending}
          title={t("reconcile.hint")}
        >
          {t("reconcile.button")}
        </Button>
      </div>
      {report && <ReconcileReport result={report} onDismiss={() => setReport(null)} />}
      {flags.length > 0 && <OrderFlags orderId={order.id} flags={flags} staleUpgrades={review?.stale_upgrades ?? []} />}
      {(count > PAGE_SIZE || search) && (
        <div className="px-6 py-4">
          <Input
            type="search"
            size="small"
            aria-label={t("license.search")}
            placeholder={t("license.search")}
            value={search}
            onChange={(event) => {
              setSearch(event.target.value)
              setOffset(0)
            }}
          />
        </div>
      )}
      {query.isError && !query.data ? (
        <LoadError
          title={t("license.load_failed")}
          error={query.error}
          onRetry={() => query.refetch()}
          retrying={query.isFetching}
        />
      ) : !query.data || (isBare && catalogue.isPending) ? (
        <LoadingRows rows={2} />
      ) : isBare && hasMore ? null : licenses.length === 0 ? (
        <Text size="small" className="text-ui-fg-subtle text-pretty px-6 py-4">
          {q ? t("license.no_match") : t("license.none_yet")}
        </Text>
      ) : (
        <ul className="divide-y">
          {licenses.map((license) => (
            <LicenseRow key={license.id} license={license} onOpen={() => setOpened(license)} />
          ))}
        </ul>
      )}
      {count > PAGE_SIZE && <Pager offset={offset} count={count} onChange={setOffset} />}
      {renewed.length > 0 && <RenewedLicenses licenses={renewed} onOpen={setOpened} />}
      {upgrades.length > 0 && <UpgradedLicenses upgrades={upgrades} onOpen={setOpened} />}
      {takenBack.length > 0 && <RevertedRenewals renewals={takenBack} onOpen={setOpened} />}
      {opened && (
        <LicenseDrawer
          license={
            [...licenses, ...renewed, ...[...upgrades, ...takenBack].map(({ license }) => license)].find(
              ({ id }) => id === opened.id
            ) ?? opened
          }
          onClose={() => setOpened(null)}
        />
      )}
    </Container>
  )
}

const Pager = ({ offset, count, onChange }: { offset: number; count: number; onChange: (offset: number) => void }) => {
  const { t } = useText()
  return (
    <div className="flex flex-wrap items-center justify-between gap-2 px-6 py-4">
      <Text size="small" className="text-ui-fg-subtle">
        {t("common.range", { from: offset + 1, to: Math.min(offset + PAGE_SIZE, count), count })}
      </Text>
      <div className="flex gap-x-2">
        <Button
          size="small"
          variant="transparent"
          disabled={offset === 0}
          onClick={() => onChange(Math.max(0, offset - PAGE_SIZE))}
        >
          {t("common.previous")}
        </Button>
        <Button
          size="small"
          variant="transparent"
          disabled={offset + PAGE_SIZE >= count}
          onClick={() => onChange(offset + PAGE_SIZE)}
        >
          {t("common.next")}
        </Button>
      </div>
    </div>
  )
}

export const config = defineWidgetConfig({
  zone: "order.details",
  id: "license-center-order-licenses",
})

export default OrderLicensesWidget
