import { Badge, Button, Text, toast } from "@medusajs/ui"
import { useState } from "react"
import { useReleaseSeat } from "../../hooks/licenses"
import { formatDateTime } from "../../lib/format"
import type { TicketDevice, TicketLicense } from "../../lib/ticket-types"
import { useText } from "../../lib/translate"
import { ReasonPrompt } from "../common/reason-prompt"

/** The devices that hold a seat, each with a way to free it; of the others only how many there are. */
export const TicketDevices = ({ license, reason }: { license: TicketLicense; reason: string }) => {
  const { t, language } = useText()
  const [freed, setFreed] = useState<TicketDevice | null>(null)
  const release = useReleaseSeat(license.id)
  const live = license.activations.filter(({ deactivated_at }) => !deactivated_at)
  const gone = license.activations.length - live.length
  return (
    <div className="flex flex-col gap-y-2">
      <Text size="small" weight="plus" leading="compact">
        {t("devices.title")}
      </Text>
      {live.length === 0 && (
        <Text size="small" className="text-ui-fg-subtle">
          {t(gone > 0 ? "tickets.licenses.no_live_device" : "devices.none")}
        </Text>
      )}
      <ul className="flex flex-col gap-y-3">
        {live.map((device) => (
          <li key={device.id} className="flex items-start justify-between gap-x-3">
            <div className="flex min-w-0 flex-col items-start gap-y-0.5">
              <Text size="small" leading="compact" className="break-words">
                {device.name || t("devices.unnamed")}
              </Text>
              <Text size="xsmall" className="text-ui-fg-subtle">
                {[
                  device.platform,
                  device.app_version && t("devices.version", { version: device.app_version }),
                  device.last_seen_at &&
                    t("devices.last_seen", { date: formatDateTime(device.last_seen_at, language) }),
                ]
                  .filter(Boolean)
                  .join(" · ")}
              </Text>
              {device.environment && device.environment !== "production" && (
                <Badge size="2xsmall">
                  {t(`devices.environment.${device.environment}`, { defaultValue: device.environment })}
                </Badge>
              )}
            </div>
            <Button size="small" variant="transparent" className="shrink-0" onClick={() => setFreed(device)}>
              {t("devices.release.action")}
            </Button>
          </li>
        ))}
      </ul>
      {gone > 0 && (
        <Text size="xsmall" className="text-ui-fg-muted">
          {t("tickets.licenses.released", { count: gone })}
        </Text>
      )}
      {license.devices_left_out > 0 && (
        <Text size="xsmall" className="text-ui-fg-muted">
          {t("tickets.licenses.left_out", { count: license.devices_left_out })}
        </Text>
      )}
      {freed && (
        <ReasonPrompt
          title={t("devices.release.title")}
          description={t("devices.release.description", { name: freed.name || t("devices.unnamed") })}
          confirm={t("devices.release.action")}
          danger
          initialReason={reason}
          reasonRequired
          reasonHelp={t("reason.help")}
          failure={t("devices.release.failed")}
          onConfirm={async (given) => {
            await release.mutateAsync({ activationId: freed.id, reason: given })
            toast.success(t("devices.release.done"))
            setFreed(null)
          }}
          onClose={() => setFreed(null)}
        />
      )}
    </div>
  )
}
