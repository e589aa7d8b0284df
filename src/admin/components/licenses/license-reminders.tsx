import { Heading, Text } from "@medusajs/ui"
import { useLicenseReminders } from "../../hooks/reminders"
import { formatDateTime } from "../../lib/format"
import { type Translate, useText } from "../../lib/translate"
import type { LicenseReminder } from "../../lib/types"
import { EventList } from "../common/event-list"
import { LoadError } from "../common/load-error"
import { LoadingRows } from "../common/loading"

/** What a license's customer was reminded of, or was not and why, and what is to come. */
export const LicenseReminders = ({ licenseId }: { licenseId: string }) => {
  const { t, language } = useText()
  const query = useLicenseReminders(licenseId)

  return (
    <section>
      <Heading level="h3" className="px-6 pb-2 pt-4">
        {t("reminders.title")}
      </Heading>
      {query.data?.unsubscribed && (
        <Text size="small" className="text-ui-fg-subtle text-pretty px-6 pb-4">
          {t("reminders.unsubscribed")}
        </Text>
      )}
      {query.isError && !query.data ? (
        <LoadError
          title={t("reminders.load_failed")}
          error={query.error}
          onRetry={() => query.refetch()}
          retrying={query.isFetching}
        />
      ) : !query.data ? (
        <LoadingRows rows={2} />
      ) : query.data.reminders.length === 0 ? (
        <Text size="small" className="text-ui-fg-subtle px-6 pb-4">
          {t("reminders.none")}
        </Text>
      ) : (
        <EventList
          events={query.data.reminders.map((reminder) => ({
            id: reminder.id ?? `planned ${reminder.offset_days}`,
            title: offsetText(reminder.offset_days, t),
            facts: [stateText(reminder, query.data.unsubscribed, t, language)],
          }))}
          onMore={null}
          isLoadingMore={false}
        />
      )}
    </section>
  )
}

function offsetText(days: number, t: Translate): string {
  return days === 0
    ? t("reminders.on_the_day")
    : t(days < 0 ? "reminders.before" : "reminders.after", { count: Math.abs(days) })
}

function stateText(
  { status, reason, due_at, not_before, settled_at }: LicenseReminder,
  unsubscribed: boolean,
  t: Translate,
  language: string
) {
  if (unsubscribed && (status === "planned" || status === "due")) {
    return t("reminders.not_to_be_sent")
  }
  const at = status === "due" ? (not_before ?? due_at) : (settled_at ?? due_at)
  return t(`reminders.status.${status}`, {
    date: formatDateTime(at, language),
    reason: reason ? t(`reminders.reason.${reason}`, { defaultValue: reason }) : "",
  })
}
