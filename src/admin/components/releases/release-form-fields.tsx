import { Input, Select, Textarea } from "@medusajs/ui"
import {
  guessChannel,
  REQUIREMENTS,
  type ReleaseFormErrors,
  type ReleaseFormValues,
  SYSTEMS,
} from "../../lib/release-form"
import type { Channel } from "../../lib/release-types"
import { useText } from "../../lib/translate"
import { Field } from "../common/field"
import { RolloutSlider } from "./rollout-slider"

const CHANNELS: Channel[] = ["stable", "beta", "alpha"]

/** Everything an operator says of a release. `fixed`: clients know its version, which stays as it is. */
export const ReleaseFormFields = (props: {
  values: ReleaseFormValues
  errors: ReleaseFormErrors
  fixed?: boolean
  onChange: (changed: Partial<ReleaseFormValues>) => void
}) => {
  const { t } = useText()
  const { values, errors, onChange } = props
  const error = (field: string) => errors[field] && t(`release.form.error.${errors[field]}`)

  return (
    <div className="flex flex-col gap-y-6">
      <div className="grid grid-cols-1 gap-6 sm:grid-cols-2">
        <Field
          label={t("release.field.version")}
          help={t(props.fixed ? "release.form.version_fixed" : "release.form.version_help")}
          error={error("version")}
        >
          {(control) => (
            <Input
              {...control}
              value={values.version}
              disabled={props.fixed}
              maxLength={60}
              autoComplete="off"
              spellCheck={false}
              placeholder="1.4.0"
              onChange={(event) => {
                const version = event.target.value
                const channel = guessChannel(version)
                onChange({ version, ...(channel && values.channel === "stable" && { channel }) })
              }}
            />
          )}
        </Field>
        <Field label={t("release.field.channel")} help={t(`release.channel_help.${values.channel}`)}>
          {(control) => (
            <Select value={values.channel} onValueChange={(channel) => onChange({ channel: channel as Channel })}>
              <Select.Trigger id={control.id} aria-describedby={control["aria-describedby"]}>
                <Select.Value />
              </Select.Trigger>
              <Select.Content>
                {CHANNELS.map((channel) => (
                  <Select.Item key={channel} value={channel}>
                    {t(`release.channel.${channel}`)}
                  </Select.Item>
                ))}
              </Select.Content>
            </Select>
          )}
        </Field>
      </div>
      <Field label={t("release.field.notes")} help={t("release.form.notes_help")} optional>
        {(control) => (
          <Textarea
            {...control}
            rows={8}
            maxLength={65_536}
            className="font-mono"
            value={values.notes}
            placeholder={t("release.form.notes_placeholder")}
            onChange={(event) => onChange({ notes: event.target.value })}
          />
        )}
      </Field>
      <RolloutSlider
        label={t("release.field.rollout")}
        value={values.rollout_percent}
        onChange={(rollout_percent) => onChange({ rollout_percent })}
      />
      <Field label={t("release.field.eligible_since")} help={t("release.form.eligible_since_help")} optional>
        {(control) => (
          <Input
            {...control}
            type="date"
            className="sm:max-w-48"
            value={values.eligible_since}
            onChange={(event) => onChange({ eligible_since: event.target.value })}
          />
        )}
      </Field>
      <fieldset className="flex flex-col gap-y-4">
        <legend className="txt-compact-small-plus mb-3">{t("release.form.min_os")}</legend>
        <div className="grid grid-cols-1 gap-4 sm:grid-cols-3">
          {SYSTEMS.map((system) => (
            <Field key={system} label={t(`release.platform.${system}`)} error={error(`min_os.${system}`)} optional>
              {(control) => (
                <Input
                  {...control}
                  size="small"
                  maxLength={40}
                  value={values.min_os[system]}
                  placeholder={t(`release.form.min_os_example.${system}`)}
                  onChange={(event) => onChange({ min_os: { ...values.min_os, [system]: event.target.value } })}
                />
              )}
            </Field>
          ))}
        </div>
      </fieldset>
      <fieldset className="flex flex-col gap-y-4">
        <legend className="txt-compact-small-plus mb-3">{t("release.form.requirements")}</legend>
        <div className="grid grid-cols-1 gap-4 sm:grid-cols-2">
          {REQUIREMENTS.map((name) => (
            <Field
              key={name}
              label={t(`release.requirement.${name}`)}
              help={t(`release.form.requirement_help.${name}`)}
              optional
            >
              {(control) => (
                <Input
                  {...control}
                  size="small"
                  maxLength={60}
                  value={values.requirements[name] ?? ""}
                  onChange={(event) =>
                    onChange({ requirements: { ...values.requirements, [name]: event.target.value } })
                  }
                />
              )}
            </Field>
          ))}
        </div>
      </fieldset>
    </div>
  )
}
