import {
  Badge,
  Button,
  createDataTableColumnHelper,
  createDataTableFilterHelper,
  DataTable,
  Heading,
  StatusBadge,
  Text,
  useDataTable,
} from "@medusajs/ui"
import { type ReactNode, useMemo } from "react"
import { useNavigate } from "react-router-dom"
import { useReleases } from "../../hooks/releases"
import { releaseBadge } from "../../lib/badges"
import { formatDate } from "../../lib/format"
import type { Release } from "../../lib/release-types"
import { useTableState } from "../../lib/table-state"
import { type Translate, useText } from "../../lib/translate"
import { LoadError } from "../common/load-error"

const column = createDataTableColumnHelper<Release>()
const filter = createDataTableFilterHelper<Release>()
const PAGE_SIZE = 20

/** All releases, or those of one product; what is searched and filtered stands in the page's address. */
export const ReleasesTable = (props: {
  product?: { id: string; title: string }
  onCreate: () => void
  /** How to get from one product's releases to all. */
  scope?: ReactNode
}) => {
  const { t, language } = useText()
  const navigate = useNavigate()
  const state = useTableState(PAGE_SIZE, ["status", "channel"])
  const query = useReleases({
    limit: PAGE_SIZE,
    offset: state.offset,
    order: state.order ?? "-created_at",
    q: state.q,
    product_id: props.product?.id,
    status: state.filters.status,
    channel: state.filters.channel,
  })
  const columns = useMemo(() => columnsOf(t, language, !props.product), [t, language, props.product])
  const filters = useMemo(() => filtersOf(t), [t])
  const table = useDataTable<Release>({
    columns,
    filters,
    data: query.data?.releases ?? [],
    rowCount: query.data?.count ?? 0,
    getRowId: ({ id }) => id,
    isLoading: query.isPending,
    onRowClick: (_event, { id }) => navigate(`/releases/${id}`),
    search: { state: state.q, onSearchChange: state.search },
    filtering: state.filtering,
    sorting: { state: state.sorting, onSortingChange: state.sort },
    pagination: { state: state.pagination, onPaginationChange: state.paginate },
  })

  return (
    <DataTable instance={table}>
      <DataTable.Toolbar
        className="flex flex-col items-start justify-between gap-2 md:flex-row md:items-center"
        translations={{ clearAll: t("table.clear_all"), sort: t("table.sort") }}
      >
        <div className="min-w-0">
          <Heading>
            {props.product ? t("release.list.title_of", { product: props.product.title }) : t("release.list.title")}
          </Heading>
          <Text size="small" className="text-ui-fg-subtle text-pretty">
            {props.scope ?? t("release.list.description")}
          </Text>
        </div>
        <div className="flex w-full flex-wrap items-center gap-2 md:w-auto md:flex-nowrap">
          <DataTable.Search placeholder={t("release.list.search")} className="min-w-0 flex-1 md:w-48 md:flex-none" />
          <DataTable.FilterMenu tooltip={t("table.filter")} />
          <DataTable.SortingMenu tooltip={t("table.sort")} />
          <Button size="small" variant="secondary" onClick={props.onCreate}>
            {t("release.create.action")}
          </Button>
        </div>
      </DataTable.Toolbar>
      {query.isError && !query.data ? (
        <LoadError
          title={t("release.list.load_failed")}
          error={query.error}
          onRetry={() => query.refetch()}
          retrying={query.isFetching}
        />
      ) : (
        <>
          <DataTable.Table
            emptyState={{
              empty: { heading: t("release.list.empty"), description: t("release.list.empty_help") },
              filtered: { heading: t("release.list.no_match"), description: t("release.list.no_match_help") },
            }}
          />
          <DataTable.Pagination
            translations={{
              of: t("table.of"),
              results: t("table.results"),
              pages: t("table.pages"),
              prev: t("common.previous"),
              next: t("common.next"),
            }}
          />
        </>
      )}
    </DataTable>
  )
}

function columnsOf(t: Translate, language: string, withProduct: boolean) {
  return [
    column.accessor("version", {
      header: t("release.field.version"),
      cell: ({ row: { original } }) => (
        <span className="txt-compact-small-plus text-ui-fg-base">{original.version}</span>
      ),
    }),
    ...(withProduct
      ? [
          column.accessor((release) => release.product?.title ?? t("release.product.gone"), {
            id: "product",
            header: t("release.field.product"),
          }),
        ]
      : []),
    column.accessor("status", {
      header: t("release.field.status"),
      cell: ({ row: { original } }) => {
        const badge = releaseBadge(original)
        return <StatusBadge color={badge.color}>{t(badge.label, { percent: original.rollout_percent })}</StatusBadge>
      },
    }),
    column.accessor("channel", {
      header: t("release.field.channel"),
      cell: ({ getValue }) => <Badge size="2xsmall">{t(`release.channel.${getValue()}`)}</Badge>,
    }),
    column.accessor((release) => release.artifacts.length, {
      id: "files",
      header: t("artifact.title"),
      align: "right",
    }),
    column.accessor("published_at", {
      header: t("release.field.published_at"),
      enableSorting: true,
      sortAscLabel: t("table.oldest_first"),
      sortDescLabel: t("table.newest_first"),
      cell: ({ getValue }) => (getValue() ? formatDate(getValue()!, language) : t("release.not_yet")),
    }),
    column.accessor("created_at", {
      header: t("release.field.created_at"),
      enableSorting: true,
      sortAscLabel: t("table.oldest_first"),
      sortDescLabel: t("table.newest_first"),
      cell: ({ getValue }) => formatDate(getValue(), language),
    }),
  ]
}

function filtersOf(t: Translate) {
  return [
    filter.accessor("status", {
      type: "radio",
      label: t("release.field.status"),
      options: ["draft", "published", "yanked"].map((value) => ({ value, label: t(`release.status.${value}`) })),
    }),
    filter.accessor("channel", {
      type: "radio",
      label: t("release.field.channel"),
      options: ["stable", "beta", "alpha"].map((value) => ({ value, label: t(`release.channel.${value}`) })),
    }),
  ]
}
