import { type DurationError, type DurationValue, durationToForm, formToDuration } from "./duration-form"
import type { Plan, PlanInput } from "./types"

/** A plan while it is being typed: numbers are texts, durations are {@link DurationValue}s. */
export type PlanFormValues = {
  name: string
  code: string
  seats_unlimited: boolean
  seats: string
  term: DurationValue
  updates_term: DurationValue
  on_expiry: Plan["on_expiry"]
  grace: DurationValue
  lease_ttl: DurationValue
  deliver_on: Plan["deliver_on"]
  quantity_means: Plan["quantity_means"]
  rebind_unlimited: boolean
  rebind_limit: string
  rebind_window: DurationValue
  entitlements: string
  key_prefix: string
  activation_kind: Plan["activation_kind"]
  floating_timeout: DurationValue
  spare_activations: string
  devices_visible_to: Plan["devices_visible_to"]
  renewal_price: "same" | "discount" | "variant"
  renewal_discount_percent: string
  renewal_variant_id: string
}

export type PlanFormField = keyof PlanFormValues

/** Switches that make another field unnecessary. */
const SWITCHES: Partial<Record<PlanFormField, PlanFormField>> = {
  seats_unlimited: "seats",
  rebind_unlimited: "rebind_limit",
}

export type PlanFormError =
  | DurationError
  | "percent"
  | "no_variant"
  | "one_or_more"
  | "zero_or_more"
  | "too_large"
  | "invalid_code"
  | "code_taken"
  | "invalid_prefix"
  | "invalid_entitlement"
export type PlanFormErrors = Partial<Record<PlanFormField, PlanFormError>>
export type ParsedPlan = { ok: true; plan: PlanInput } | { ok: false; errors: PlanFormErrors }

/** What the server puts in for a field that is left out, shown so that the operator sees it before saving. */
export function newPlanForm(): PlanFormValues {
  return {
    name: "",
    code: "",
    seats_unlimited: false,
    seats: "1",
    term: durationToForm(null),
    updates_term: durationToForm("P1Y"),
    on_expiry: "stop",
    grace: durationToForm("P7D"),
    lease_ttl: durationToForm("P14D"),
    deliver_on: "paid",
    quantity_means: "keys",
    rebind_unlimited: false,
    rebind_limit: "3",
    rebind_window: durationToForm("P30D"),
    entitlements: "",
    key_prefix: "",
    activation_kind: "device",
    floating_timeout: durationToForm("PT15M"),
    spare_activations: "2",
    devices_visible_to: "owner",
    renewal_price: "same",
    renewal_discount_percent: "25",
    renewal_variant_id: "",
  }
}

export function planToForm(plan: Plan): PlanFormValues {
  return {
    name: plan.name,
    code: plan.code,
    seats_unlimited: plan.seats === null,
    seats: plan.seats === null ? "" : String(plan.seats),
    term: durationToForm(plan.term),
    updates_term: durationToForm(plan.updates_term),
    on_expiry: plan.on_expiry,
    grace: durationToForm(plan.grace),
    lease_ttl: durationToForm(plan.lease_ttl),
    deliver_on: plan.deliver_on,
    quantity_means: plan.quantity_means,
    rebind_unlimited: plan.rebind_limit === null,
    rebind_limit: plan.rebind_limit === null ? "" : String(plan.rebind_limit),
    rebind_window: durationToForm(plan.rebind_window),
    entitlements: plan.entitlements.join(", "),
    key_prefix: plan.key_prefix,
    activation_kind: plan.activation_kind,
    floating_timeout: durationToForm(plan.floating_timeout ?? "PT15M"),
    spare_activations: String(plan.spare_activations),
    devices_visible_to: plan.devices_visible_to,
    renewal_price: plan.renewal_variant_id ? "variant" : plan.renewal_discount_percent ? "discount" : "same",
    renewal_discount_percent: String(plan.renewal_discount_percent ?? 25),
    renewal_variant_id: plan.renewal_variant_id ?? "",
  }
}

/** Checks a form before it is sent. The server checks again and has the last word. */
export function parsePlanForm(values: PlanFormValues): ParsedPlan {
  const errors: PlanFormErrors = {}
  const duration = (field: PlanFormField, value: DurationValue, options?: Parameters<typeof formToDuration>[1]) => {
    const parsed = formToDuration(value, options)
    if (!parsed.ok) {
      errors[field] = parsed.error
      return null
    }
    return parsed.iso
  }
  const wholeNumber = (field: PlanFormField, text: string, min: 0 | 1) => {
    const trimmed = text.trim()
    if (!trimmed) {
      errors[field] = "required"
    } else if (!/^\d+$/.test(trimmed) || Number(trimmed) < min) {
      errors[field] = min === 1 ? "one_or_more" : "zero_or_more"
    } else if (Number(trimmed) > 999_999) {
      errors[field] = "too_large"
    }
    return Number(trimmed)
  }

  const percent = (text: string) => {
    if (!/^\d{1,3}$/.test(text.trim()) || Number(text) < 1 || Number(text) > 100) {
      errors.renewal_discount_percent = "percent"
    }
    return Number(text)
  }

  const name = values.name.trim()
  if (!name) {
    errors.name = "required"
  }
  const code = values.code.trim()
  if (!/^[a-z0-9][a-z0-9_-]{0,63}$/.test(code)) {
    errors.code = code ? "invalid_code" : "required"
  }
  const key_prefix = values.key_prefix.trim().toUpperCase()
  if (!/^[A-Z0-9]{2,8}$/.test(key_prefix)) {
    errors.key_prefix = key_prefix ? "invalid_prefix" : "required"
  }
  const entitlements = splitList(values.entitlements)
  if (entitlements.some((entitlement) => !/^[A-Za-z0-9][A-Za-z0-9_.:-]{0,63}$/.test(entitlement))) {
    errors.entitlements = "invalid_entitlement"
  }

  if (values.renewal_price === "variant" && !values.renewal_variant_id) {
    errors.renewal_variant_id = "no_variant"
  }

  const plan: PlanInput = {
    name,
    code,
    key_prefix,
    entitlements,
    seats: values.seats_unlimited ? null : wholeNumber("seats", values.seats, 1),
    term: duration("term", values.term, { optional: true }),
    updates_term: duration("updates_term", values.updates_term, { optional: true }),
    on_expiry: values.on_expiry,
    grace: duration("grace", values.grace, { zero: true }) ?? "",
    lease_ttl: duration("lease_ttl", values.lease_ttl) ?? "",
    deliver_on: values.deliver_on,
    quantity_means: values.quantity_means,
    rebind_limit: values.rebind_unlimited ? null : wholeNumber("rebind_limit", values.rebind_limit, 0),
    rebind_window: duration("rebind_window", values.rebind_window) ?? "",
    activation_kind: values.activation_kind,
    floating_timeout:
      values.activation_kind === "floating" ? duration("floating_timeout", values.floating_timeout) : null,
    spare_activations: wholeNumber("spare_activations", values.spare_activations, 0),
    devices_visible_to: values.devices_visible_to,
    renewal_discount_percent: values.renewal_price === "discount" ? percent(values.renewal_discount_percent) : null,
    renewal_variant_id: values.renewal_price === "variant" ? values.renewal_variant_id : null,
  }
  return Object.keys(errors).length > 0 ? { ok: false, errors } : { ok: true, plan }
}

/** What the server alone can know, at the field it is about; null when its refusal is about something else. */
export function refusedFields(error: unknown): PlanFormErrors | null {
  return error instanceof Error && /^A plan with the code ".*" exists already$/.test(error.message)
    ? { code: "code_taken" }
    : null
}

/** An error goes away when its field is touched, not when the whole form is right. */
export function withoutErrors(errors: PlanFormErrors, changed: Partial<PlanFormValues>): PlanFormErrors {
  const left = { ...errors }
  for (const field of Object.keys(changed) as PlanFormField[]) {
    delete left[SWITCHES[field] ?? field]
  }
  return left
}

/** `Team (5 seats)` → `team-5-seats`, for a code that nobody wants to make up. */
export function codeFromName(name: string): string {
  return name
    .normalize("NFKD")
    .replace(/\p{Mark}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 64)
}

/**
 * `Nimbus Notes` → `NIMBUS`: the first word when it fits, as half a word reads like a mistake in every key. Else the first
 * 8 letters and digits, or nothing when there are too few.
 */
export function prefixFromTitle(title: string): string {
  const words = codeFromName(title).toUpperCase().split("-")
  const [first = ""] = words
  const symbols = first.length >= 2 && first.length <= 8 ? first : words.join("").slice(0, 8)
  return symbols.length >= 2 ? symbols : ""
}

function splitList(text: string): string[] {
  return [...new Set(text.split(/[\s,;]+/).filter(Boolean))]
}
