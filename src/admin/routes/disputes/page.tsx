import { defineRouteConfig } from "@medusajs/admin-sdk"
import { CreditCard } from "@medusajs/icons"
import { useState } from "react"
import { FilteredList } from "../../components/common/filtered-list"
import { DisputeRow } from "../../components/disputes/dispute-row"
import { useDisputes } from "../../hooks/disputes"
import { useNow } from "../../hooks/now"
import { useText } from "../../lib/translate"

const PAGE = 20
const FILTERS = ["open", "closed"] as const

/** Disputes of payments, with those first that have to be answered first. */
const DisputesPage = () => {
  const { t } = useText()
  const now = useNow()
  const [status, setStatus] = useState<(typeof FILTERS)[number]>("open")
  const [offset, setOffset] = useState(0)
  const query = useDisputes({ status, limit: PAGE, offset })
  const choose = (chosen: string) => {
    setStatus(chosen as typeof status)
    setOffset(0)
  }

  return (
    <FilteredList
      title={t("dispute.title")}
      description={t("dispute.list.description")}
      filter={{
        label: t("dispute.list.filter"),
        value: status,
        choices: FILTERS.map((value) => ({ value, label: t(`dispute.list.status.${value}`) })),
        onChoose: choose,
      }}
      query={query}
      rows={query.data?.disputes}
      load_failed={t("dispute.list.load_failed")}
      empty={
        status === "open"
          ? { title: t("dispute.list.empty"), help: t("dispute.list.empty_help") }
          : { title: t("dispute.list.none") }
      }
      paging={{
        offset,
        size: PAGE,
        count: query.data?.count ?? 0,
        previous: t("dispute.list.previous"),
        next: t("dispute.list.next"),
        onTurn: setOffset,
      }}
    >
      {(dispute) => <DisputeRow key={dispute.id} dispute={dispute} now={now} />}
    </FilteredList>
  )
}

export const config = defineRouteConfig({
  label: "dispute.title",
  icon: CreditCard,
  // Read from the source by the bundler, which follows no constant.
  translationNs: "licenseCenter",
})

export const handle = {
  breadcrumb: () => <Breadcrumb />,
}

const Breadcrumb = () => <>{useText().t("dispute.title")}</>

export default DisputesPage
