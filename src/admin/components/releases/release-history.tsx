import { Button, Container, Heading, Text } from "@medusajs/ui"
import { useState } from "react"
import { useReleaseEvents } from "../../hooks/releases"
import { formatDateTime } from "../../lib/format"
import type { ReleaseEvent } from "../../lib/release-types"
import { type Translate, useText } from "../../lib/translate"
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
        <ol className="flex flex-col gap-y-3 px-6 py-4">
          {query.data.events.map((event) => (
            <li key={event.id}>
              <Text size="small" leading="compact">
                {t(`release.event.${event.name.replace("release.", "")}`, {
                  defaultValue: event.name,
                  percent: event.data?.rollout_percent,
                  filename: event.data?.filename,
                })}
              </Text>
              <Text size="xsmall" className="text-ui-fg-subtle break-words">
                {[detailText(event, t), formatDateTime(event.created_at, language), actorText(event, t), event.reason]
                  .filter(Boolean)
                  .join(" · ")}
              </Text>
            </li>
          ))}
        </ol>
      )}
      {query.data && query.data.count > limit && limit < MORE && (
        <div className="px-6 py-3">
          <Button size="small" variant="transparent" isLoading={query.isFetching} onClick={() => setLimit(MORE)}>
            {t("events.more")}
          </Button>
        </div>
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
