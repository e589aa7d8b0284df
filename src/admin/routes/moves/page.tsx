import { defineRouteConfig } from "@medusajs/admin-sdk"
import { ArrowPathMini } from "@medusajs/icons"
import { useState } from "react"
import { FilteredList } from "../../components/common/filtered-list"
import { RebindRequestRow } from "../../components/moves/rebind-request-row"
import { useRebindRequests } from "../../hooks/rebind-requests"
import { useText } from "../../lib/translate"

const PAGE = 20
const FILTERS = ["escalated", "asked", "done", "declined"] as const

/** Moves to another device that wait for an operator, because their license has none left. */
const MovesPage = () => {
  const { t } = useText()
  const [status, setStatus] = useState<string>("escalated")
  const [offset, setOffset] = useState(0)
  const query = useRebindRequests({ status, limit: PAGE, offset })
  const choose = (chosen: string) => {
    setStatus(chosen)
    setOffset(0)
  }

  return (
    <FilteredList
      title={t("moves.title")}
      description={t("moves.description")}
      filter={{
        label: t("moves.filter"),
        value: status,
        choices: FILTERS.map((value) => ({ value, label: t(`moves.status.${value}`) })),
        onChoose: choose,
      }}
      query={query}
      rows={query.data?.rebind_requests}
      load_failed={t("moves.load_failed")}
      empty={
        status === "escalated" ? { title: t("moves.empty"), help: t("moves.empty_help") } : { title: t("moves.none") }
      }
      paging={{
        offset,
        size: PAGE,
        count: query.data?.count ?? 0,
        previous: t("moves.newer"),
        next: t("moves.older"),
        onTurn: setOffset,
      }}
    >
      {(request) => <RebindRequestRow key={request.id} request={request} about />}
    </FilteredList>
  )
}

export const config = defineRouteConfig({
  label: "moves.title",
  icon: ArrowPathMini,
  // Read from the source by the bundler, which follows no constant.
  translationNs: "licenseCenter",
})

export const handle = {
  breadcrumb: () => <Breadcrumb />,
}

const Breadcrumb = () => <>{useText().t("moves.title")}</>

export default MovesPage
