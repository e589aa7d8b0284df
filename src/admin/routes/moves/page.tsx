import { defineRouteConfig } from "@medusajs/admin-sdk"
import { ArrowPathMini } from "@medusajs/icons"
import { Button, Container, Heading, Select, Text } from "@medusajs/ui"
import { useState } from "react"
import { LoadError } from "../../components/common/load-error"
import { LoadingRows } from "../../components/common/loading"
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
    <Container className="divide-y p-0">
      <div className="flex flex-col justify-between gap-3 px-6 py-4 md:flex-row md:items-center">
        <div className="min-w-0">
          <Heading>{t("moves.title")}</Heading>
          <Text size="small" className="text-ui-fg-subtle text-pretty">
            {t("moves.description")}
          </Text>
        </div>
        <div className="w-full shrink-0 md:w-56">
          <Select size="small" value={status} onValueChange={choose}>
            <Select.Trigger aria-label={t("moves.filter")}>
              <Select.Value />
            </Select.Trigger>
            <Select.Content>
              {FILTERS.map((filter) => (
                <Select.Item key={filter} value={filter}>
                  {t(`moves.status.${filter}`)}
                </Select.Item>
              ))}
            </Select.Content>
          </Select>
        </div>
      </div>
      {query.isError && !query.data ? (
        <LoadError
          title={t("moves.load_failed")}
          error={query.error}
          onRetry={() => query.refetch()}
          retrying={query.isFetching}
        />
      ) : !query.data ? (
        <LoadingRows rows={4} />
      ) : query.data.rebind_requests.length === 0 ? (
        <div className="flex flex-col items-center gap-y-1 px-6 py-16 text-center">
          <Text size="small" weight="plus">
            {t(status === "escalated" ? "moves.empty" : "moves.none")}
          </Text>
          {status === "escalated" && (
            <Text size="small" className="text-ui-fg-subtle text-pretty max-w-prose">
              {t("moves.empty_help")}
            </Text>
          )}
        </div>
      ) : (
        <ul className="divide-y">
          {query.data.rebind_requests.map((request) => (
            <RebindRequestRow key={request.id} request={request} about />
          ))}
        </ul>
      )}
      {query.data && query.data.count > PAGE && (
        <div className="flex justify-end gap-x-2 px-6 py-4">
          <Button
            size="small"
            variant="secondary"
            disabled={offset === 0}
            onClick={() => setOffset(Math.max(0, offset - PAGE))}
          >
            {t("moves.newer")}
          </Button>
          <Button
            size="small"
            variant="secondary"
            disabled={offset + PAGE >= query.data.count}
            onClick={() => setOffset(offset + PAGE)}
          >
            {t("moves.older")}
          </Button>
        </div>
      )}
    </Container>
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
