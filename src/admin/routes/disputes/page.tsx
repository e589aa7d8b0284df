import { defineRouteConfig } from "@medusajs/admin-sdk"
import { CreditCard } from "@medusajs/icons"
import { Button, Container, Heading, Select, Text } from "@medusajs/ui"
import { useState } from "react"
import { LoadError } from "../../components/common/load-error"
import { LoadingRows } from "../../components/common/loading"
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
    <Container className="divide-y p-0">
      <div className="flex flex-col justify-between gap-3 px-6 py-4 md:flex-row md:items-center">
        <div className="min-w-0">
          <Heading>{t("dispute.title")}</Heading>
          <Text size="small" className="text-ui-fg-subtle text-pretty">
            {t("dispute.list.description")}
          </Text>
        </div>
        <div className="w-full shrink-0 md:w-56">
          <Select size="small" value={status} onValueChange={choose}>
            <Select.Trigger aria-label={t("dispute.list.filter")}>
              <Select.Value />
            </Select.Trigger>
            <Select.Content>
              {FILTERS.map((filter) => (
                <Select.Item key={filter} value={filter}>
                  {t(`dispute.list.status.${filter}`)}
                </Select.Item>
              ))}
            </Select.Content>
          </Select>
        </div>
      </div>
      {query.isError && !query.data ? (
        <LoadError
          title={t("dispute.list.load_failed")}
          error={query.error}
          onRetry={() => query.refetch()}
          retrying={query.isFetching}
        />
      ) : !query.data ? (
        <LoadingRows rows={4} />
      ) : query.data.disputes.length === 0 ? (
        <div className="flex flex-col items-center gap-y-1 px-6 py-16 text-center">
          <Text size="small" weight="plus">
            {t(status === "open" ? "dispute.list.empty" : "dispute.list.none")}
          </Text>
          {status === "open" && (
            <Text size="small" className="text-ui-fg-subtle text-pretty max-w-prose">
              {t("dispute.list.empty_help")}
            </Text>
          )}
        </div>
      ) : (
        <ul className="divide-y">
          {query.data.disputes.map((dispute) => (
            <DisputeRow key={dispute.id} dispute={dispute} now={now} />
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
            {t("dispute.list.previous")}
          </Button>
          <Button
            size="small"
            variant="secondary"
            disabled={offset + PAGE >= query.data.count}
            onClick={() => setOffset(offset + PAGE)}
          >
            {t("dispute.list.next")}
          </Button>
        </div>
      )}
    </Container>
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
