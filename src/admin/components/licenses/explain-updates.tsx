import { Badge, Button, Heading, Input, Select, StatusBadge, Text } from "@medusajs/ui"
import { type FormEvent, useState } from "react"
import { Link } from "react-router-dom"
import { PLATFORMS, readPlatform } from "../../../modules/releases/rules/platforms"
import { useExplainUpdates } from "../../hooks/releases"
import { updateBadge } from "../../lib/badges"
import { errorMessage, formatDate } from "../../lib/format"
import type { Channel, Explanation, Platform } from "../../lib/release-types"
import { type Translate, useText } from "../../lib/translate"
import type { Activation, License } from "../../lib/types"
import { Field } from "../common/field"

const CHANNELS: Channel[] = ["stable", "beta", "alpha"]
const NO_DEVICE = "none"

/** The system that a device named when it was activated, if it is one of ours. */
const systemOf = (device: Activation | undefined): Platform => readPlatform(device?.platform ?? "") ?? "any"

/** What a copy of the software under this license would be offered, and why not the others. */
export const ExplainUpdates = ({ license, activations }: { license: License; activations: Activation[] }) => {
  const { t } = useText()
  const live = activations.filter(({ deactivated_at }) => !deactivated_at)
  const explain = useExplainUpdates()
  const [chosenId, setDeviceId] = useState(live[0]?.id ?? NO_DEVICE)
  // A device may lose its seat while the drawer is open.
  const deviceId = live.some(({ id }) => id === chosenId) ? chosenId : NO_DEVICE
  const [version, setVersion] = useState(live[0]?.app_version ?? "")
  const [platform, setPlatform] = useState<Platform>(systemOf(live[0]))
  const [channel, setChannel] = useState<Channel>("stable")

  /** An answer is to the question it was asked with. */
  const changing =
    <Value,>(set: (value: Value) => void) =>
    (value: Value) => {
      explain.reset()
      set(value)
    }
  const choose = (id: string) => {
    explain.reset()
    setDeviceId(id)
    const device = live.find((each) => each.id === id)
    setVersion(device?.app_version ?? "")
    setPlatform(systemOf(device))
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    explain.mutate({
      license_id: license.id,
      channel,
      ...(version.trim() && { version: version.trim() }),
      ...(platform !== "any" && { platform }),
      ...(deviceId !== NO_DEVICE && { activation_id: deviceId }),
    })
  }

  return (
    <section>
      <Heading level="h3" className="px-6 pb-1 pt-4">
        {t("explain.title")}
      </Heading>
      <Text size="small" className="text-ui-fg-subtle text-pretty px-6 pb-3">
        {t("explain.description")}
      </Text>
      <form onSubmit={submit} className="grid grid-cols-2 gap-3 px-6 pb-4" noValidate>
        {live.length > 0 && (
          <div className="col-span-2">
            <Choice
              label={t("explain.device")}
              value={deviceId}
              onChange={choose}
              options={[
                ...live.map(({ id, name }) => [id, name || t("devices.unnamed")] as const),
                [NO_DEVICE, t("explain.no_device")] as const,
              ]}
            />
          </div>
        )}
        <Field label={t("explain.version")}>
          {(control) => (
            <Input
              {...control}
              size="small"
              maxLength={60}
              placeholder={t("explain.version_unknown")}
              value={version}
              onChange={(event) => changing(setVersion)(event.target.value)}
            />
          )}
        </Field>
        <Choice
          label={t("artifact.field.platform")}
          value={platform}
          onChange={changing(setPlatform)}
          options={PLATFORMS.map(
            (name) => [name, name === "any" ? t("explain.any_platform") : t(`release.platform.${name}`)] as const
          )}
        />
        <Choice
          label={t("release.field.channel")}
          value={channel}
          onChange={changing(setChannel)}
          options={CHANNELS.map((name) => [name, t(`release.channel.${name}`)] as const)}
        />
        <div className="flex items-end">
          <Button size="small" variant="secondary" type="submit" className="w-full" isLoading={explain.isPending}>
            {t("explain.submit")}
          </Button>
        </div>
      </form>
      {explain.isError && (
        <Text size="small" role="alert" className="text-ui-fg-error break-words px-6 pb-4">
          {errorMessage(explain.error, t("common.unknown_error"))}
        </Text>
      )}
      {explain.data && <Answer explanation={explain.data} productId={license.product.id} />}
    </section>
  )
}

const Answer = ({ explanation, productId }: { explanation: Explanation; productId: string }) => {
  const { t, language } = useText()
  const badge = updateBadge(explanation.status)
  return (
    <div aria-live="polite" className="flex flex-col gap-y-3 px-6 pb-4">
      <div className="flex flex-col items-start gap-y-1">
        <StatusBadge color={badge.color}>{t(badge.label, { version: explanation.offer })}</StatusBadge>
        <Text size="small" className="text-ui-fg-subtle text-pretty">
          {summary(explanation, t, language)}
        </Text>
      </div>
      {explanation.releases.length > 0 ? (
        <ul className="flex flex-col gap-y-2">
          {explanation.releases.map((release) => (
            <li key={release.id} className="flex items-start justify-between gap-x-3">
              <Link
                to={`/releases/${release.id}`}
                className="txt-compact-small text-ui-fg-interactive hover:text-ui-fg-interactive-hover break-all"
              >
                {release.version}
              </Link>
              <div className="flex flex-wrap justify-end gap-1">
                {release.obstacles.length === 0 ? (
                  <Badge size="2xsmall" color="green">
                    {t(release.version === explanation.offer ? "explain.offered" : "explain.allowed")}
                  </Badge>
                ) : (
                  release.obstacles.map((obstacle) => (
                    <Badge key={obstacle} size="2xsmall">
                      {t(`explain.obstacle.${obstacle}`, {
                        defaultValue: obstacle,
                        percent: release.rollout_percent,
                        date: formatDate(release.eligible_since ?? release.published_at, language),
                      })}
                    </Badge>
                  ))
                )}
              </div>
            </li>
          ))}
        </ul>
      ) : (
        <Text size="small" className="text-ui-fg-subtle">
          {t("explain.no_releases")}{" "}
          <Link to={`/releases?product_id=${productId}`} className="text-ui-fg-interactive">
            {t("release.list.title")}
          </Link>
        </Text>
      )}
    </div>
  )
}

const Choice = <Value extends string>(props: {
  label: string
  value: Value
  options: readonly (readonly [Value, string])[]
  onChange: (value: Value) => void
}) => (
  <Field label={props.label}>
    {(control) => (
      <Select size="small" value={props.value} onValueChange={(value) => props.onChange(value as Value)}>
        <Select.Trigger id={control.id}>
          <Select.Value />
        </Select.Trigger>
        <Select.Content>
          {props.options.map(([value, label]) => (
            <Select.Item key={value} value={value}>
              {label}
            </Select.Item>
          ))}
        </Select.Content>
      </Select>
    )}
  </Field>
)

/** The sentence an operator could copy into a mail to the customer. */
function summary(
  { status, offer, newest, newest_covered, updates_until }: Explanation,
  t: Translate,
  language: string
) {
  const date = updates_until ? formatDate(updates_until, language) : ""
  if (status === "updates_expired") {
    return newest_covered
      ? t("explain.sentence.updates_expired", { date, newest, newest_covered })
      : t("explain.sentence.updates_expired_nothing", { date, newest })
  }
  return t(`explain.sentence.${status}`, { defaultValue: "", offer, newest, date })
}
