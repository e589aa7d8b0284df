import { defineWidgetConfig } from "@medusajs/admin-sdk"
import type { AdminProduct, DetailWidgetProps } from "@medusajs/framework/types"
import { Button, Container, Heading, StatusBadge, Text } from "@medusajs/ui"
import { useState } from "react"
import { Link, useNavigate } from "react-router-dom"
import { LoadError } from "../components/common/load-error"
import { LoadingRows } from "../components/common/loading"
import { CreateReleaseModal } from "../components/releases/create-release-modal"
import { InstallsChart } from "../components/releases/installs-chart"
import { useSellsLicenses } from "../hooks/plans"
import { useReleases } from "../hooks/releases"
import { releaseBadge } from "../lib/badges"
import { formatDate } from "../lib/format"
import { useText } from "../lib/translate"

const SHOWN = 5

/** The latest releases of a product that is sold as software; other products do not show the section at all. */
const ProductReleasesWidget = ({ data: product }: DetailWidgetProps<AdminProduct>) => {
  const { t, language } = useText()
  const navigate = useNavigate()
  const [creating, setCreating] = useState(false)
  const query = useReleases({ product_id: product.id, limit: SHOWN, offset: 0, order: "-created_at" })
  const isBare = query.data?.count === 0
  const catalogue = useSellsLicenses(isBare ? (product.variants ?? []).map(({ id }) => id) : [], isBare)
  const releases = query.data?.releases ?? []

  if (isBare && (catalogue.isPending || !catalogue.sells)) {
    return null
  }
  return (
    <Container className="divide-y p-0">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 px-6 py-4">
        <Heading level="h2">{t("release.list.title")}</Heading>
        <Button size="small" variant="secondary" onClick={() => setCreating(true)}>
          {t("release.create.action")}
        </Button>
      </div>
      {query.isError && !query.data ? (
        <LoadError
          title={t("release.list.load_failed")}
          error={query.error}
          onRetry={() => query.refetch()}
          retrying={query.isFetching}
        />
      ) : !query.data ? (
        <LoadingRows rows={2} />
      ) : releases.length === 0 ? (
        <Text size="small" className="text-ui-fg-subtle text-pretty px-6 py-4">
          {t("release.list.empty_help")}
        </Text>
      ) : (
        <ul className="divide-y">
          {releases.map((release) => {
            const badge = releaseBadge(release)
            return (
              <li key={release.id}>
                <Link
                  to={`/releases/${release.id}`}
                  className="hover:bg-ui-bg-base-hover flex flex-wrap items-center justify-between gap-x-4 gap-y-1 px-6 py-3"
                >
                  <div className="flex min-w-0 items-center gap-x-3">
                    <Text size="small" weight="plus" leading="compact" className="break-all">
                      {release.version}
                    </Text>
                    {release.channel !== "stable" && (
                      <Text size="small" leading="compact" className="text-ui-fg-subtle">
                        {t(`release.channel.${release.channel}`)}
                      </Text>
                    )}
                  </div>
                  <div className="flex items-center gap-x-3">
                    <Text size="small" leading="compact" className="text-ui-fg-subtle">
                      {release.published_at ? formatDate(release.published_at, language) : t("release.not_yet")}
                    </Text>
                    <StatusBadge color={badge.color}>
                      {t(badge.label, { percent: release.rollout_percent })}
                    </StatusBadge>
                  </div>
                </Link>
              </li>
            )
          })}
        </ul>
      )}
      {query.data && query.data.count > SHOWN && (
        <div className="px-6 py-3">
          <Link
            to={`/releases?product_id=${product.id}`}
            className="txt-compact-small-plus text-ui-fg-interactive hover:text-ui-fg-interactive-hover"
          >
            {t("release.list.show_all", { count: query.data.count })}
          </Link>
        </div>
      )}
      {query.data && query.data.count > 0 && <InstallsChart productId={product.id} />}
      {creating && (
        <CreateReleaseModal
          product={product}
          onCreated={({ id }) => navigate(`/releases/${id}`)}
          onClose={() => setCreating(false)}
        />
      )}
    </Container>
  )
}

export const config = defineWidgetConfig({
  zone: "product.details",
  id: "license-center-product-releases",
})

export default ProductReleasesWidget
