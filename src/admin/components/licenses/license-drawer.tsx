import { Button, Drawer, Heading, StatusBadge, Text } from "@medusajs/ui"
import { useState } from "react"
import { useLicense, useLicenseEvents } from "../../hooks/licenses"
import { licenseBadge } from "../../lib/badges"
import { durationInWords } from "../../lib/duration-form"
import { formatDate, formatDateTime, shortKey } from "../../lib/format"
import { reasonText } from "../../lib/reason-text"
import { type Translate, useText } from "../../lib/translate"
import type { License, LicenseEvent, Rebinds } from "../../lib/types"
import { EventList } from "../common/event-list"
import { LoadError } from "../common/load-error"
import { LoadingRows } from "../common/loading"
import { SectionRow } from "../common/section-row"
import { LicenseRequests } from "../moves/license-requests"
import { DeliveryState } from "./delivery-state"
import { DeviceList } from "./device-list"
import { ExplainUpdates } from "./explain-updates"
import { LicenseActions } from "./license-actions"
import { LicenseReminders } from "./license-reminders"
import { LicenseTerms } from "./license-terms"
import { seatsText } from "./license-row"
import { UpgradeList } from "./upgrade-list"

const FIRST_EVENTS = 10
const MORE_EVENTS = 100

/** Everything about one license: its state, its devices, and what happened to it. */
export const LicenseDrawer = ({ license: listed, onClose }: { license: License; onClose: () => void }) => {
  const { t, language } = useText()
  const query = useLicense(listed.id)
  const license = query.data ?? listed
  const badge = licenseBadge(license.state)

  return (
    <Drawer open onOpenChange={(open) => !open && onClose()}>
      <Drawer.Content>
        <Drawer.Header>
          <Drawer.Title>{license.product.title}</Drawer.Title>
          <Drawer.Description className="font-mono" title={license.masked_key}>
            {shortKey(license.masked_key)}
          </Drawer.Description>
        </Drawer.Header>
        <Drawer.Body className="divide-y overflow-y-auto p-0">
          <section>
            <div className="flex items-center justify-between gap-x-4 px-6 py-4">
              <StatusBadge color={badge.color}>{t(badge.label)}</StatusBadge>
              <LicenseActions license={license} />
            </div>
            {license.status !== "active" && license.status_reason && (
              <Text size="small" className="text-ui-fg-subtle text-pretty px-6 pb-4">
                {t("license.reason", { reason: reasonText(license.status_reason, t) })}
              </Text>
            )}
          </section>
          <div className="divide-y">
            <SectionRow title={t("license.field.plan")}>{license.plan.name}</SectionRow>
            <SectionRow title={t("license.field.email")}>{license.email}</SectionRow>
            <SectionRow title={t("license.field.seats")}>{seatsText(license, t)}</SectionRow>
            <SectionRow title={t("license.field.expires_at")}>
              {license.expires_at ? formatDate(license.expires_at, language) : t("license.never_ends")}
            </SectionRow>
            <SectionRow title={t("license.field.updates_until")}>
              {license.updates_until ? formatDate(license.updates_until, language) : t("license.updates_with_license")}
            </SectionRow>
            {query.data && (
              <SectionRow title={t("license.field.moves")}>{movesText(query.data.rebinds, t, language)}</SectionRow>
            )}
            <SectionRow title={t("license.field.delivery")}>
              <DeliveryState license={license} />
            </SectionRow>
          </div>
          {query.data && <LicenseTerms license={query.data} />}
          <section>
            <Heading level="h3" className="px-6 pb-2 pt-4">
              {t("devices.title")}
            </Heading>
            {query.data ? (
              <DeviceList licenseId={license.id} activations={query.data.activations} />
            ) : query.isError ? (
              <LoadError
                title={t("devices.load_failed")}
                error={query.error}
                onRetry={() => query.refetch()}
                retrying={query.isFetching}
              />
            ) : (
              <LoadingRows rows={2} />
            )}
          </section>
          <LicenseRequests licenseId={license.id} />
          {query.data && <ExplainUpdates license={license} activations={query.data.activations} />}
          {license.status === "active" && <UpgradeList licenseId={license.id} />}
          <LicenseReminders licenseId={license.id} />
          <Events licenseId={license.id} />
        </Drawer.Body>
        <Drawer.Footer>
          <Drawer.Close asChild>
            <Button size="small" variant="secondary">
              {t("common.close")}
            </Button>
          </Drawer.Close>
        </Drawer.Footer>
      </Drawer.Content>
    </Drawer>
  )
}

const Events = ({ licenseId }: { licenseId: string }) => {
  const { t, language } = useText()
  const [limit, setLimit] = useState(FIRST_EVENTS)
  const query = useLicenseEvents(licenseId, limit)

  return (
    <section>
      <Heading level="h3" className="px-6 pb-2 pt-4">
        {t("events.title")}
      </Heading>
      {query.isError && !query.data ? (
        <LoadError
          title={t("events.load_failed")}
          error={query.error}
          onRetry={() => query.refetch()}
          retrying={query.isFetching}
        />
      ) : !query.data ? (
        <LoadingRows rows={3} />
      ) : query.data.events.length === 0 ? (
        <Text size="small" className="text-ui-fg-subtle px-6 pb-4">
          {t("events.none")}
        </Text>
      ) : (
        <EventList
          events={query.data.events.map((event) => ({
            id: event.id,
            title: t(`events.name.${event.name}`, { defaultValue: event.name }),
            facts: [
              formatDateTime(event.created_at, language),
              actorText(event, t),
              event.reason && reasonText(event.reason, t),
            ],
          }))}
          onMore={query.data.count > limit && limit < MORE_EVENTS ? () => setLimit(MORE_EVENTS) : null}
          isLoadingMore={query.isFetching}
        />
      )}
    </section>
  )
}

/** "Operator ada@example.com": which of the people who run the store. */
function actorText(event: LicenseEvent, t: Translate): string {
  const actor = t(`events.actor.${event.actor_type}`, { defaultValue: event.actor_type })
  return event.actor_email ? `${actor} ${event.actor_email}` : actor
}

function movesText({ limit, used, window, next_at }: Rebinds, t: Translate, language: string): string {
  const duration = durationInWords(window, t, "duration_within")
  return [
    limit === null
      ? t("license.moves_unlimited", { count: used, duration })
      : t("license.moves", { used, count: limit, duration }),
    next_at && t("license.next_move", { date: formatDateTime(next_at, language) }),
  ]
    .filter(Boolean)
    .join(" · ")
}
