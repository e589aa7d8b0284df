import { Badge, Button, StatusBadge, Text, toast } from "@medusajs/ui"
import { useState } from "react"
import { useReleaseSeat } from "../../hooks/licenses"
import { releasedLabel } from "../../lib/badges"
import { formatDate, formatDateTime } from "../../lib/format"
import { useText } from "../../lib/translate"
import type { Activation } from "../../lib/types"
import { ReasonPrompt } from "../common/reason-prompt"

/** The devices (or sites) of a license: those that hold a seat first, then those that lost it, and how. */
export const DeviceList = ({ licenseId, activations }: { licenseId: string; activations: Activation[] }) => {
  const { t, language } = useText()
  if (activations.length === 0) {
    return (
      <Text size="small" className="text-ui-fg-subtle px-6 pb-4">
        {t("devices.none")}
      </Text>
    )
  }
  const live = activations.filter((activation) => !activation.deactivated_at)
  const released = activations.filter((activation) => activation.deactivated_at)
  return (
    <ul className="flex flex-col gap-y-4 px-6 pb-4">
      {[...live, ...released].map((activation) => (
        <li key={activation.id} className="flex items-start justify-between gap-x-4">
          <div className="flex min-w-0 flex-col items-start gap-y-0.5">
            <Text size="small" weight="plus" leading="compact" className="max-w-full break-words">
              {activation.name || t("devices.unnamed")}
            </Text>
            <Text size="xsmall" className="text-ui-fg-subtle max-w-full break-words">
              {[
                activation.platform,
                activation.app_version && t("devices.version", { version: activation.app_version }),
                t("devices.activated", { date: formatDate(activation.activated_at, language) }),
              ]
                .filter(Boolean)
                .join(" · ")}
            </Text>
            <Text size="xsmall" className="text-ui-fg-subtle">
              {activation.deactivated_at
                ? t(releasedLabel(activation.deactivated_reason), {
                    date: formatDateTime(activation.deactivated_at, language),
                  })
                : activation.last_seen_at &&
                  t("devices.last_seen", { date: formatDateTime(activation.last_seen_at, language) })}
            </Text>
            <Marks activation={activation} />
          </div>
          <div className="flex shrink-0 flex-col items-end gap-y-2">
            <StatusBadge color={activation.deactivated_at ? "grey" : "green"}>
              {t(activation.deactivated_at ? "devices.status.released" : "devices.status.live")}
            </StatusBadge>
            {!activation.deactivated_at && <ReleaseSeat licenseId={licenseId} activation={activation} />}
          </div>
        </li>
      ))}
    </ul>
  )
}

/** For the customer who writes that the old computer is gone. */
const ReleaseSeat = ({ licenseId, activation }: { licenseId: string; activation: Activation }) => {
  const { t } = useText()
  const [open, setOpen] = useState(false)
  const release = useReleaseSeat(licenseId)
  return (
    <>
      <Button size="small" variant="transparent" onClick={() => setOpen(true)}>
        {t("devices.release.action")}
      </Button>
      {open && (
        <ReasonPrompt
          title={t("devices.release.title")}
          description={t("devices.release.description", { name: activation.name || t("devices.unnamed") })}
          confirm={t("devices.release.action")}
          danger
          reasonRequired
          reasonHelp={t("reason.help")}
          failure={t("devices.release.failed")}
          onConfirm={async (reason) => {
            await release.mutateAsync({ activationId: activation.id, reason })
            toast.success(t("devices.release.done"))
            setOpen(false)
          }}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  )
}

/** What is unusual about a device: where it runs, and that it takes no seat. */
const Marks = ({ activation }: { activation: Activation }) => {
  const { t } = useText()
  const { environment, spare } = activation
  const elsewhere = environment && environment !== "production"
  return elsewhere || spare ? (
    <div className="flex flex-wrap gap-1 pt-1">
      {elsewhere && (
        <Badge size="2xsmall">{t(`devices.environment.${environment}`, { defaultValue: environment })}</Badge>
      )}
      {spare && <Badge size="2xsmall">{t("devices.spare")}</Badge>}
    </div>
  ) : null
}
