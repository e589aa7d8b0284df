import { Hint, Input, Label } from "@medusajs/ui"
import { useId } from "react"
import { useText } from "../../lib/translate"

/** To which part of the devices a release goes. The number beside the slider takes what a thumb cannot hit. */
export const RolloutSlider = (props: {
  label: string
  value: number
  disabled?: boolean
  onChange: (percent: number) => void
}) => {
  const { t } = useText()
  const id = useId()
  const { value, disabled } = props
  const set = (text: string) => {
    const percent = Math.round(Number(text))
    if (Number.isFinite(percent)) {
      props.onChange(Math.min(100, Math.max(0, percent)))
    }
  }
  return (
    <div className="flex flex-col gap-y-2">
      <Label htmlFor={id} size="small" weight="plus">
        {props.label}
      </Label>
      <div className="flex items-center gap-x-4">
        <input
          id={id}
          type="range"
          min={0}
          max={100}
          step={5}
          value={value}
          disabled={disabled}
          aria-describedby={`${id}-help`}
          aria-valuetext={`${value} %`}
          onChange={(event) => set(event.target.value)}
          className="accent-ui-fg-interactive h-5 min-w-0 flex-1 cursor-pointer disabled:cursor-not-allowed disabled:opacity-50"
          style={{ accentColor: "var(--fg-interactive)" }}
        />
        <div className="flex items-center gap-x-1">
          <Input
            type="number"
            size="small"
            min={0}
            max={100}
            inputMode="numeric"
            className="w-16 text-right"
            aria-label={t("release.rollout.percent")}
            value={value}
            disabled={disabled}
            onChange={(event) => set(event.target.value)}
          />
          <span className="txt-compact-small text-ui-fg-subtle">%</span>
        </div>
      </div>
      <Hint id={`${id}-help`} className="text-pretty">
        {value === 0
          ? t("release.rollout.none")
          : value === 100
            ? t("release.rollout.all")
            : t("release.rollout.some", { percent: value })}
      </Hint>
    </div>
  )
}
