import { Container } from "@medusajs/ui"
import type { LoaderFunctionArgs, UIMatch } from "react-router-dom"
import { useLoaderData, useNavigate, useParams } from "react-router-dom"
import { LoadError } from "../../../components/common/load-error"
import { LoadingRows } from "../../../components/common/loading"
import { InstallsChart } from "../../../components/releases/installs-chart"
import { ReleaseActions } from "../../../components/releases/release-actions"
import { ReleaseFacts } from "../../../components/releases/release-facts"
import { ReleaseFiles } from "../../../components/releases/release-files"
import { ReleaseHistory } from "../../../components/releases/release-history"
import { ReleaseNotes } from "../../../components/releases/release-notes"
import { ReleaseRollout } from "../../../components/releases/release-rollout"
import { releaseQuery, useRelease } from "../../../hooks/releases"
import type { Release } from "../../../lib/release-types"
import { useText } from "../../../lib/translate"

/** One release: what it is, its files, to whom it goes, what runs out there, and what happened to it. */
const ReleasePage = () => {
  const { t } = useText()
  const { id } = useParams() as { id: string }
  const loaded = useLoaderData() as { release: Release | null }
  const navigate = useNavigate()
  const query = useRelease(id)
  const release = query.data ?? (loaded.release?.id === id ? loaded.release : undefined)

  if (!release) {
    return (
      <Container className="p-0">
        {query.isError ? (
          <LoadError
            title={t("release.load_failed")}
            error={query.error}
            onRetry={() => query.refetch()}
            retrying={query.isFetching}
          />
        ) : (
          <LoadingRows rows={6} />
        )}
      </Container>
    )
  }
  const back = () => navigate(`/releases?product_id=${release.product_id}`, { replace: true })

  return (
    <div className="flex flex-col gap-x-4 gap-y-3 xl:flex-row xl:items-start">
      <div className="flex w-full min-w-0 flex-col gap-y-3">
        <ReleaseFacts release={release} actions={<ReleaseActions release={release} onDiscarded={back} />} />
        <ReleaseFiles release={release} />
        <ReleaseNotes notes={release.notes} />
      </div>
      <div className="flex w-full max-w-full shrink-0 flex-col gap-y-3 xl:max-w-[440px]">
        {release.status === "published" && <ReleaseRollout release={release} />}
        <Container className="p-0">
          <InstallsChart productId={release.product_id} highlight={release.version} />
        </Container>
        <ReleaseHistory releaseId={release.id} />
      </div>
    </div>
  )
}

/** For the breadcrumb. A release that cannot be read is told by the page, with a way to try again. */
export const loader = async ({ params }: LoaderFunctionArgs) => {
  try {
    return { release: await releaseQuery(params.id!).queryFn() }
  } catch {
    return { release: null }
  }
}

export const handle = {
  breadcrumb: ({ data }: UIMatch<{ release: Release | null }>) => data?.release?.version ?? "…",
}

export default ReleasePage
