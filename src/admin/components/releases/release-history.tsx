import { Container, Heading } from "@medusajs/ui"
import { useState } from "react"
import { useReleaseEvents } from "../../hooks/releases"
import { formatDateTime } from "../../lib/format"
import type { ReleaseEvent } from "../../lib/release-types"
import { type Translate, useText } from "../../lib/translate"
import { EventList } from "../common/event-list"
import { LoadError } from "../common/load-error"
import { LoadingRows } from "../common/loading"

const FIRST = 8
const MORE = 100

/** What happened to a release, latest first. */
export const ReleaseHistory = ({ releaseId }: { releaseId: string }) => {
  const { t, language } = useText()
  const [limit, setLimit] = useState(FIRST)
  const query = useReleaseEvents(releaseId, limit)
  return (
    <Container className="divide-y p-0">
      <div className="px-6 py-4">
        <Heading level="h2">{t("release.history.title")}</Heading>
      </div>
      {query.isError && !query.data ? (
        <LoadError
          title={t("events.load_failed")}
          error={query.error}
          onRetry={() => query.refetch()}
          retrying={query.isFetching}
        />
      ) : !query.data ? (
        <LoadingRows rows={3} />
      ) : (
        <EventList
          events={query.data.events.map((event) => ({
            id: event.id,
            title: t(`release.event.${event.name.replace("release.", "")}`, {
              defaultValue: event.name,
              percent: event.data?.rollout_percent,
              filename: event.data?.filename,
            }),
            facts: [
              detailText(event, t),
              formatDateTime(event.created_at, language),
              actorText(event, t),
              event.reason,
            ],
          }))}
          onMore={query.data.count > limit && limit < MORE ? () => setLimit(MORE) : null}
          isLoadingMore={query.isFetching}
        />
      )}
    </Container>
  )
}

function actorText({ actor_type, actor_email }: ReleaseEvent, t: Translate): string {
  return actor_email ?? t(`events.actor.${actor_type}`, { defaultValue: actor_type })
}

/** `Rollout 25 %`, `setup.exe`, or the fields that changed. */
function detailText({ data }: ReleaseEvent, t: Translate): string | null {
  if (typeof data?.rollout_percent === "number") {
    return t("release.event.detail_rollout", { percent: data.rollout_percent })
  }
  if (typeof data?.filename === "string") {
    return data.filename
  }
  return Array.isArray(data?.fields)
    ? data.fields.map((field) => t(`release.field.${field}`, { defaultValue: String(field) })).join(", ")
    : null
}
