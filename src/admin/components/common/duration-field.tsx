import { Input, Select } from "@medusajs/ui"
import { type DurationValue, SIMPLE_UNITS, withUnit } from "../../lib/duration-form"
import { useText } from "../../lib/translate"
import { Field } from "./field"

/**
 * A number and a unit for the durations people mean, ISO 8601 text for the rest.
 *
 * @param none what "no duration" means here; without it a duration must be given
 */
export const DurationField = (props: {
  label: string
  help?: string
  error?: string
  none?: string
  value: DurationValue
  onChange: (value: DurationValue) => void
}) => {
  const { t } = useText()
  const { value, onChange, label } = props
  return (
    <Field label={label} help={props.help} error={props.error}>
      {(control) => (
        <div className="flex items-center gap-x-2">
          {value.unit === "iso" && (
            <Input
              {...control}
              size="small"
              className="font-mono"
              placeholder="P1Y6M"
              autoCapitalize="characters"
              spellCheck={false}
              value={value.iso}
              onChange={(event) => onChange({ ...value, iso: event.target.value })}
            />
          )}
          {value.unit !== "iso" && value.unit !== "none" && (
            <Input
              {...control}
              size="small"
              inputMode="numeric"
              value={value.amount}
              onChange={(event) => onChange({ ...value, amount: event.target.value })}
            />
          )}
          <div className="min-w-36 flex-1">
            <Select
              size="small"
              value={value.unit}
              onValueChange={(unit) => onChange(withUnit(value, unit as DurationValue["unit"]))}
            >
              <Select.Trigger
                id={value.unit === "none" ? control.id : undefined}
                aria-label={t("duration.unit_of", { field: label })}
              >
                <Select.Value />
              </Select.Trigger>
              <Select.Content>
                {props.none && <Select.Item value="none">{props.none}</Select.Item>}
                {SIMPLE_UNITS.map((unit) => (
                  <Select.Item key={unit} value={unit}>
                    {t(`duration.unit.${unit}`)}
                  </Select.Item>
                ))}
                <Select.Item value="iso">{t("duration.unit.iso")}</Select.Item>
              </Select.Content>
            </Select>
          </div>
        </div>
      )}
    </Field>
  )
}
