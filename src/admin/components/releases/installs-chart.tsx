import { Heading, Text } from "@medusajs/ui"
import { useInstalls } from "../../hooks/releases"
import { formatShare } from "../../lib/format"
import { installsBars } from "../../lib/installs"
import { useText } from "../../lib/translate"
import { LoadError } from "../common/load-error"
import { LoadingRows } from "../common/loading"

/** Which versions the devices of a product run, one bar each. Read aloud it is a list of versions and numbers. */
export const InstallsChart = ({ productId, highlight }: { productId: string; highlight?: string }) => {
  const { t, language } = useText()
  const query = useInstalls(productId)
  const bars = query.data ? installsBars(query.data) : []
  const longest = Math.max(...bars.map(({ share }) => share), 0)
  return (
    <section>
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 px-6 pb-2 pt-4">
        <Heading level="h3">{t("installs.title")}</Heading>
        {query.data && query.data.installs > 0 && (
          <Text size="xsmall" className="text-ui-fg-subtle">
            {t("installs.count", { count: query.data.installs, days: query.data.days })}
          </Text>
        )}
      </div>
      {query.isError && !query.data ? (
        <LoadError
          title={t("installs.load_failed")}
          error={query.error}
          onRetry={() => query.refetch()}
          retrying={query.isFetching}
        />
      ) : !query.data ? (
        <LoadingRows rows={3} />
      ) : bars.length === 0 ? (
        <Text size="small" className="text-ui-fg-subtle text-pretty px-6 pb-4">
          {t("installs.none", { days: query.data.days })}
        </Text>
      ) : (
        <ul className="flex flex-col gap-y-2 px-6 pb-4">
          {bars.map((bar) => {
            const name = bar.others ? t("installs.others") : (bar.version ?? t("installs.unknown"))
            const marked = highlight !== undefined && bar.version === highlight
            return (
              <li
                key={`${bar.others}:${bar.version}`}
                className="grid grid-cols-[minmax(0,7rem)_minmax(0,1fr)_5.5rem] items-center gap-x-3"
              >
                <Text
                  size="small"
                  leading="compact"
                  weight={marked ? "plus" : "regular"}
                  className="truncate"
                  title={name}
                >
                  {name}
                </Text>
                <div className="bg-ui-bg-component h-2 overflow-hidden rounded-full" aria-hidden>
                  <div
                    className={
                      marked ? "bg-ui-tag-green-icon h-full rounded-full" : "bg-ui-fg-interactive h-full rounded-full"
                    }
                    style={{ width: `${Math.max(2, (bar.share / longest) * 100)}%` }}
                  />
                </div>
                <Text size="xsmall" leading="compact" className="text-ui-fg-subtle text-right tabular-nums">
                  {new Intl.NumberFormat(language).format(bar.installs)} · {formatShare(bar.share, language)}
                </Text>
              </li>
            )
          })}
        </ul>
      )}
    </section>
  )
}
