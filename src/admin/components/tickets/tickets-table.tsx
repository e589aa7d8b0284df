import {
  Button,
  createDataTableColumnHelper,
  createDataTableCommandHelper,
  createDataTableFilterHelper,
  DataTable,
  Heading,
  Text,
  toast,
  useDataTable,
  clx,
} from "@medusajs/ui"
import { type ReactNode, useMemo, useState } from "react"
import { useNavigate } from "react-router-dom"
import { useHiddenSearch } from "../../hooks/hidden-search"
import { useMe, useOperators } from "../../hooks/operators"
import { useBulkTickets, useTickets } from "../../hooks/tickets"
import { errorMessage } from "../../lib/format"
import { useTableState } from "../../lib/table-state"
import { bulkActions } from "../../lib/ticket-badges"
import { bulkSummary, type BulkSummary } from "../../lib/ticket-bulk"
import {
  CATEGORIES,
  defaultOrder,
  hasOwnAssignee,
  PRIORITIES,
  REPEATABLE_FILTERS,
  TICKET_FILTERS,
  ticketQuery,
} from "../../lib/ticket-query"
import type { BulkAction, Operator, Ticket, View } from "../../lib/ticket-types"
import { operatorName, ticketTitle } from "../../lib/ticket-words"
import { type Translate, useText } from "../../lib/translate"
import { LoadError } from "../common/load-error"
import { BulkReport } from "./bulk-report"
import { Ago, DueLabel, PriorityBadge, TicketStatusBadge, UnreadDot } from "./ticket-bits"
import { TicketRows } from "./ticket-rows"

const column = createDataTableColumnHelper<Ticket>()
const filter = createDataTableFilterHelper<Ticket>()
const command = createDataTableCommandHelper()
const PAGE_SIZE = 20
/** By CSS, so that sorting by them stays in the menu: who has it, and when it was last written to. */
const WIDE_ONLY = "max-xl:[&_tr>*:nth-child(5)]:hidden max-xl:[&_tr>*:nth-child(7)]:hidden"

/** `x` selects the row under the pointer, so it is not among them. */
const SHORTCUTS: Record<BulkAction, string> = {
  assign: "a",
  resolve: "r",
  close: "c",
  spam: "s",
  ham: "h",
  release: "l",
  reopen: "o",
  open: "o",
  waiting: "w",
}

/** One view of the inbox; what is searched, filtered and sorted stands in the page's address. */
export const TicketsTable = (props: { view: View; views: ReactNode; notice: ReactNode; onCreate: () => void }) => {
  const { t } = useText()
  const { view } = props
  const navigate = useNavigate()
  const operators = useOperators().data
  const me = useMe().data
  const state = { ...useTableState(PAGE_SIZE, TICKET_FILTERS, REPEATABLE_FILTERS), ...useHiddenSearch() }
  const [selection, setSelection] = useState<Record<string, boolean>>({})
  const [report, setReport] = useState<BulkSummary | null>(null)
  const bulk = useBulkTickets()
  const query = useTickets(ticketQuery({ ...state, view, limit: PAGE_SIZE }), { poll: true })
  const tickets = query.data?.tickets ?? []

  const run = async (action: BulkAction) => {
    const ids = Object.keys(selection)
    if (ids.length === 0 || bulk.isPending) {
      return
    }
    try {
      const { results } = await bulk.mutateAsync({ ids, action, ...(action === "assign" && { assignee_id: me?.id }) })
      const summary = bulkSummary(results, tickets)
      setReport(summary.failed.length > 0 ? summary : null)
      if (summary.failed.length === 0) {
        toast.success(t("tickets.bulk.changed", { count: summary.changed }), {
          description: summary.unchanged > 0 ? t("tickets.bulk.unchanged", { count: summary.unchanged }) : undefined,
        })
      }
      setSelection(Object.fromEntries(summary.failed.map(({ id }) => [id, true])))
    } catch (error) {
      toast.error(t("tickets.bulk.not_done"), { description: errorMessage(error, t("common.unknown_error")) })
    }
  }

  const order = state.order ?? defaultOrder(view)
  const columns = useMemo(() => columnsOf(t), [t])
  const filters = useMemo(() => filtersOf(t, operators ?? [], view, me), [t, operators, view, me])
  const actions: BulkAction[] = [
    ...(me && !["spam", "held"].includes(view) ? (["assign"] as const) : []),
    ...bulkActions(view),
  ]
  const table = useDataTable<Ticket>({
    columns,
    filters,
    data: tickets,
    rowCount: query.data?.count ?? 0,
    getRowId: ({ id }) => id,
    isLoading: query.isPending,
    onRowClick: (_event, { id }) => navigate(`/tickets/${id}`),
    rowSelection: { state: selection, onRowSelectionChange: setSelection },
    commands: actions.map((action) =>
      command.command({
        label: t(`tickets.bulk.action.${action}`),
        shortcut: SHORTCUTS[action],
        action: () => void run(action),
      })
    ),
    search: { state: state.q, onSearchChange: state.search },
    filtering: state.filtering,
    sorting: {
      state: { id: order.replace(/^-/, ""), desc: order.startsWith("-") },
      onSortingChange: state.sort,
    },
    pagination: { state: state.pagination, onPaginationChange: state.paginate },
  })

  return (
    <DataTable instance={table}>
      <DataTable.Toolbar
        className="flex flex-col items-start justify-between gap-3 md:flex-row md:items-center"
        translations={{ clearAll: t("table.clear_all"), sort: t("table.sort") }}
      >
        <div className="flex min-w-0 flex-col items-start">
          <Heading>{t("tickets.title")}</Heading>
          {props.notice}
        </div>
        <div className="flex w-full flex-wrap items-center gap-2 md:w-auto md:flex-nowrap">
          <DataTable.Search placeholder={t("tickets.search")} className="min-w-0 basis-full md:w-64 md:basis-auto" />
          <DataTable.FilterMenu tooltip={t("table.filter")} />
          <DataTable.SortingMenu tooltip={t("table.sort")} />
          <Button size="small" variant="secondary" className="ml-auto shrink-0" onClick={props.onCreate}>
            {t("tickets.create.action")}
          </Button>
        </div>
      </DataTable.Toolbar>
      {props.views}
      {report && <BulkReport summary={report} onDismiss={() => setReport(null)} />}
      {query.isError && !query.data ? (
        <LoadError
          title={t("tickets.load_failed")}
          error={query.error}
          onRetry={() => query.refetch()}
          retrying={query.isFetching}
        />
      ) : (
        <>
          {tickets.length > 0 && <TicketRows tickets={tickets} />}
          <div className={tickets.length > 0 ? clx("max-md:hidden", WIDE_ONLY) : undefined}>
            <DataTable.Table
              emptyState={{
                empty: { heading: t(`tickets.empty.${view}.title`), description: t(`tickets.empty.${view}.help`) },
                filtered: { heading: t("tickets.no_match"), description: t("tickets.no_match_help") },
              }}
            />
          </div>
          <DataTable.Pagination
            translations={{
              of: t("table.of"),
              results: t("table.results"),
              pages: t("table.pages"),
              prev: t("common.previous"),
              next: t("common.next"),
            }}
          />
          <DataTable.CommandBar selectedLabel={(count) => t("tickets.bulk.selected", { count })} />
        </>
      )}
    </DataTable>
  )
}

function columnsOf(t: Translate) {
  const byTime = { sortAscLabel: t("table.oldest_first"), sortDescLabel: t("table.newest_first") }
  const byUrgency = { sortAscLabel: t("tickets.sort.soonest"), sortDescLabel: t("tickets.sort.latest") }
  return [
    column.select(),
    column.accessor("number", {
      header: t("tickets.field.ticket"),
      enableSorting: true,
      sortLabel: t("tickets.field.number"),
      ...byTime,
      // Takes what the other columns leave: its content asks for no width, and is cut where it does not fit.
      size: 1000,
      minSize: 208,
      truncateTooltip: false,
      cell: ({ row: { original: ticket } }) => (
        <div className="flex w-full items-center gap-x-2 [contain:inline-size]">
          <UnreadDot unread={ticket.unread} />
          <div className="min-w-0 flex-1 py-2">
            <Text
              size="small"
              leading="compact"
              weight={ticket.unread ? "plus" : "regular"}
              className="text-ui-fg-base truncate"
              title={ticketTitle(ticket, t)}
            >
              {ticketTitle(ticket, t)}
            </Text>
            <Text size="xsmall" leading="compact" className="text-ui-fg-muted truncate">
              #{ticket.number}
              {ticket.preview && ` · ${ticket.preview}`}
            </Text>
          </div>
        </div>
      ),
    }),
    column.accessor("email", {
      header: t("tickets.field.customer"),
      size: 165,
      minSize: 165,
      maxSize: 165,
      cell: ({ row: { original: ticket } }) => (
        <div className="min-w-0">
          <Text size="small" leading="compact" className="truncate" title={ticket.email}>
            {ticket.name ?? ticket.email}
          </Text>
          {ticket.name && (
            <Text size="xsmall" leading="compact" className="text-ui-fg-muted truncate" title={ticket.email}>
              {ticket.email}
            </Text>
          )}
        </div>
      ),
    }),
    column.accessor("status", {
      header: t("tickets.field.status"),
      size: 168,
      minSize: 168,
      maxSize: 168,
      truncateTooltip: false,
      cell: ({ row: { original: ticket } }) => (
        <div className="flex flex-col items-start gap-y-1 py-1">
          <TicketStatusBadge status={ticket.status} />
          <PriorityBadge priority={ticket.priority} />
        </div>
      ),
    }),
    column.accessor((ticket) => (ticket.assignee_id ? operatorName(ticket.assignee, t) : ""), {
      id: "assignee",
      header: t("tickets.field.assignee_id"),
      size: 110,
      minSize: 110,
      maxSize: 110,
      cell: ({ getValue }) => getValue() || <span className="text-ui-fg-muted">–</span>,
    }),
    column.accessor("resolution_due_at", {
      header: t("tickets.field.due"),
      enableSorting: true,
      sortLabel: t("tickets.field.due"),
      ...byUrgency,
      size: 132,
      minSize: 132,
      maxSize: 132,
      truncateTooltip: false,
      cell: ({ row: { original: ticket } }) => <DueLabel ticket={ticket} />,
    }),
    column.accessor("last_message_at", {
      header: t("tickets.field.last_message_at"),
      enableSorting: true,
      ...byTime,
      size: 130,
      minSize: 130,
      maxSize: 130,
      truncateTooltip: false,
      cell: ({ getValue }) => <Ago at={getValue()} short className="text-ui-fg-subtle" />,
    }),
  ]
}

function filtersOf(t: Translate, operators: Operator[], view: View, me: Operator | undefined) {
  return [
    filter.accessor("category", {
      type: "multiselect",
      label: t("tickets.field.category"),
      searchable: false,
      options: CATEGORIES.map((value) => ({ value, label: t(`tickets.category.${value}`) })),
    }),
    filter.accessor("priority", {
      type: "multiselect",
      label: t("tickets.field.priority"),
      searchable: false,
      options: PRIORITIES.map((value) => ({ value, label: t(`tickets.priority.${value}`) })),
    }),
    ...(hasOwnAssignee(view)
      ? []
      : [
          filter.accessor("assignee_id", {
            type: "radio",
            label: t("tickets.field.assignee_id"),
            options: [
              { value: "me", label: t("tickets.me") },
              { value: "none", label: t("tickets.unassigned") },
              ...operators
                .filter(({ id }) => id !== me?.id)
                .map((operator) => ({ value: operator.id, label: operatorName(operator, t) })),
            ],
          }),
        ]),
  ]
}
