import { Badge, StatusBadge, Text } from "@medusajs/ui"
import { formatDate, formatDateTime } from "../../lib/format"
import { useText } from "../../lib/translate"
import type { Activation } from "../../lib/types"

/** The devices (or sites) of a license: those that hold a seat first, then those that gave it back. */
export const DeviceList = ({ activations }: { activations: Activation[] }) => {
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
          <div className="min-w-0">
            <Text size="small" weight="plus" leading="compact" className="break-words">
              {activation.name || t("devices.unnamed")}
            </Text>
            <Text size="xsmall" className="text-ui-fg-subtle break-words">
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
                ? t("devices.released", { date: formatDateTime(activation.deactivated_at, language) })
                : activation.last_seen_at &&
                  t("devices.last_seen", { date: formatDateTime(activation.last_seen_at, language) })}
            </Text>
          </div>
          <div className="flex shrink-0 flex-wrap justify-end gap-1">
            {activation.environment && activation.environment !== "production" && (
              <Badge size="2xsmall">
                {t(`devices.environment.${activation.environment}`, { defaultValue: activation.environment })}
              </Badge>
            )}
            {activation.spare && <Badge size="2xsmall">{t("devices.spare")}</Badge>}
            <StatusBadge color={activation.deactivated_at ? "grey" : "green"}>
              {t(activation.deactivated_at ? "devices.status.released" : "devices.status.live")}
            </StatusBadge>
          </div>
        </li>
      ))}
    </ul>
  )
}
