import { Select } from "@medusajs/ui"
import { ARCHES, PLATFORMS } from "../../../modules/releases/rules/platforms"
import type { Arch, Platform } from "../../lib/release-types"
import { useText } from "../../lib/translate"
import { Field } from "../common/field"

/** For which system and processor a file is. */
export const PlatformFields = (props: {
  platform: Platform
  arch: Arch
  disabled?: boolean
  onChange: (changed: { platform?: Platform; arch?: Arch }) => void
}) => {
  const { t } = useText()
  return (
    <div className="grid grid-cols-2 gap-3">
      <Field label={t("artifact.field.platform")}>
        {(control) => (
          <Select
            size="small"
            value={props.platform}
            disabled={props.disabled}
            onValueChange={(platform) => props.onChange({ platform: platform as Platform })}
          >
            <Select.Trigger id={control.id}>
              <Select.Value />
            </Select.Trigger>
            <Select.Content>
              {PLATFORMS.map((platform) => (
                <Select.Item key={platform} value={platform}>
                  {t(`release.platform.${platform}`)}
                </Select.Item>
              ))}
            </Select.Content>
          </Select>
        )}
      </Field>
      <Field label={t("artifact.field.arch")}>
        {(control) => (
          <Select
            size="small"
            value={props.arch}
            disabled={props.disabled}
            onValueChange={(arch) => props.onChange({ arch: arch as Arch })}
          >
            <Select.Trigger id={control.id}>
              <Select.Value />
            </Select.Trigger>
            <Select.Content>
              {ARCHES.map((arch) => (
                <Select.Item key={arch} value={arch}>
                  {t(`release.arch.${arch}`)}
                </Select.Item>
              ))}
            </Select.Content>
          </Select>
        )}
      </Field>
    </div>
  )
}
