import { Heading, Input, Label, RadioGroup, Switch, Text, Textarea } from "@medusajs/ui"
import { type ReactNode, useId } from "react"
import type { DurationValue } from "../../lib/duration-form"
import type { PlanFormErrors, PlanFormField, PlanFormValues } from "../../lib/plan-form"
import { useText } from "../../lib/translate"
import { DurationField } from "../common/duration-field"
import { Field } from "../common/field"
import { VariantPicker } from "./variant-picker"

type Props = {
  values: PlanFormValues
  errors: PlanFormErrors
  onChange: (change: Partial<PlanFormValues>) => void
}

/** Fields whose value is one of a few words, with the words the server knows. */
const CHOICES = {
  on_expiry: ["stop", "keep_running"],
  deliver_on: ["paid", "payable"],
  quantity_means: ["keys", "seats"],
  activation_kind: ["device", "site", "floating"],
  devices_visible_to: ["owner", "key_holder"],
  renewal_price: ["same", "discount", "variant"],
} as const satisfies { [K in PlanFormField]?: readonly PlanFormValues[K][] }

type ChoiceField = keyof typeof CHOICES
type TextField =
  "name" | "code" | "key_prefix" | "seats" | "rebind_limit" | "spare_activations" | "renewal_discount_percent"
type DurationName = "term" | "updates_term" | "grace" | "lease_ttl" | "rebind_window" | "floating_timeout"

/** Every field of a plan, grouped by the question it answers. */
export const PlanFormFields = ({ values, errors, onChange }: Props) => {
  const { t } = useText()
  const texts = (field: PlanFormField) => ({
    label: t(`plan.field.${field}.label`),
    help: t(`plan.field.${field}.help`),
    error: errors[field] && t(`plan.error.${errors[field]}`),
  })

  const text = (field: TextField, props: { inputMode?: "numeric"; disabled?: boolean } = {}) => (
    <Field {...texts(field)}>
      {(control) => (
        <Input
          {...control}
          {...props}
          size="small"
          autoComplete="off"
          value={props.disabled ? "" : values[field]}
          onChange={(event) => onChange({ [field]: event.target.value })}
        />
      )}
    </Field>
  )
  const duration = (field: DurationName, none?: string) => (
    <DurationField
      {...texts(field)}
      none={none}
      value={values[field]}
      onChange={(value: DurationValue) => onChange({ [field]: value })}
    />
  )
  const choice = (field: ChoiceField) => (
    <Choice
      label={t(`plan.field.${field}.label`)}
      value={values[field]}
      options={CHOICES[field].map((value) => ({
        value,
        label: t(`plan.choice.${field}.${value}.label`),
        help: t(`plan.choice.${field}.${value}.help`),
      }))}
      onChange={(value) => onChange({ [field]: value })}
    />
  )
  const toggle = (field: "seats_unlimited" | "rebind_unlimited") => (
    <Toggle
      label={t(`plan.field.${field}.label`)}
      checked={values[field]}
      onChange={(checked) => onChange({ [field]: checked })}
    />
  )

  return (
    <div className="flex flex-col gap-y-8">
      <Group title={t("plan.group.name")}>
        <Pair>
          {text("name")}
          {text("code")}
        </Pair>
        {text("key_prefix")}
      </Group>
      <Group title={t("plan.group.devices")}>
        {choice("activation_kind")}
        {values.activation_kind === "floating" && duration("floating_timeout")}
        {text("seats", { inputMode: "numeric", disabled: values.seats_unlimited })}
        {toggle("seats_unlimited")}
        {text("spare_activations", { inputMode: "numeric" })}
      </Group>
      <Group title={t("plan.group.time")}>
        {duration("term", t("plan.none.term"))}
        {duration("updates_term", t("plan.none.updates_term"))}
        {choice("on_expiry")}
        {duration("grace")}
        {duration("lease_ttl")}
      </Group>
      <Group title={t("plan.group.sale")}>
        {choice("deliver_on")}
        {choice("quantity_means")}
        <Field {...texts("entitlements")} optional>
          {(control) => (
            <Textarea
              {...control}
              rows={2}
              spellCheck={false}
              value={values.entitlements}
              onChange={(event) => onChange({ entitlements: event.target.value })}
            />
          )}
        </Field>
      </Group>
      <Group title={t("plan.group.renewal")}>
        {choice("renewal_price")}
        {values.renewal_price === "discount" && text("renewal_discount_percent", { inputMode: "numeric" })}
        {values.renewal_price === "variant" && (
          <Field {...texts("renewal_variant_id")}>
            {(control) => (
              <VariantPicker
                control={control}
                value={values.renewal_variant_id}
                onChange={(renewal_variant_id) => onChange({ renewal_variant_id })}
              />
            )}
          </Field>
        )}
      </Group>
      <Group title={t("plan.group.moves")}>
        <Pair>
          {text("rebind_limit", { inputMode: "numeric", disabled: values.rebind_unlimited })}
          {duration("rebind_window")}
        </Pair>
        {toggle("rebind_unlimited")}
        {choice("devices_visible_to")}
      </Group>
    </div>
  )
}

const Group = ({ title, children }: { title: string; children: ReactNode }) => (
  <section className="flex flex-col gap-y-4">
    <Heading level="h3">{title}</Heading>
    {children}
  </section>
)

const Pair = ({ children }: { children: ReactNode }) => (
  <div className="grid grid-cols-1 gap-4 sm:grid-cols-2">{children}</div>
)

const Toggle = ({
  label,
  checked,
  onChange,
}: {
  label: string
  checked: boolean
  onChange: (checked: boolean) => void
}) => {
  const id = useId()
  return (
    <div className="flex items-center gap-x-2">
      <Switch id={id} size="small" checked={checked} onCheckedChange={onChange} />
      <Label htmlFor={id} size="small">
        {label}
      </Label>
    </div>
  )
}

const Choice = (props: {
  label: string
  value: string
  options: { value: string; label: string; help: string }[]
  onChange: (value: string) => void
}) => {
  const id = useId()
  return (
    <div className="flex flex-col gap-y-2">
      <Text id={id} as="span" size="small" weight="plus" leading="compact">
        {props.label}
      </Text>
      <RadioGroup aria-labelledby={id} value={props.value} onValueChange={props.onChange}>
        {props.options.map((option) => (
          <RadioGroup.ChoiceBox
            key={option.value}
            value={option.value}
            label={option.label}
            description={option.help}
          />
        ))}
      </RadioGroup>
    </div>
  )
}
