import type { Translate } from "./translate"

export const SIMPLE_UNITS = ["minutes", "hours", "days", "weeks", "months", "years"] as const
export type SimpleUnit = (typeof SIMPLE_UNITS)[number]

/**
 * A duration while it is being typed: a number and a unit, an ISO 8601 text for what no single unit can say
 * (`P1Y6M`), or none at all.
 */
export type DurationValue = { unit: SimpleUnit | "iso" | "none"; amount: string; iso: string }

export type DurationError = "required" | "invalid_amount" | "invalid_iso" | "zero"
export type ParsedDuration = { ok: true; iso: string | null } | { ok: false; error: DurationError }

const ISO = /^P(?=\d|T\d)(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?=\d)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/
const PARTS = ["years", "months", "weeks", "days", "hours", "minutes", "seconds"] as const
const DESIGNATOR: Record<SimpleUnit, { prefix: string; suffix: string }> = {
  minutes: { prefix: "PT", suffix: "M" },
  hours: { prefix: "PT", suffix: "H" },
  days: { prefix: "P", suffix: "D" },
  weeks: { prefix: "P", suffix: "W" },
  months: { prefix: "P", suffix: "M" },
  years: { prefix: "P", suffix: "Y" },
}

/** The parts of an ISO 8601 duration that are written in it, largest first; null when it is not one. */
export function durationParts(iso: string): { unit: (typeof PARTS)[number]; amount: number }[] | null {
  const match = ISO.exec(iso)
  if (!match) {
    return null
  }
  return PARTS.flatMap((unit, index) => {
    const digits = match[index + 1]
    return digits === undefined ? [] : [{ unit, amount: Number(digits) }]
  })
}

/** `P1Y` → 1 year; `P1Y6M` → kept as ISO; null → none. */
export function durationToForm(iso: string | null): DurationValue {
  if (iso === null) {
    return { unit: "none", amount: "", iso: "" }
  }
  const parts = durationParts(iso)
  const only = parts?.length === 1 ? parts[0] : undefined
  if (only && only.unit !== "seconds") {
    return { unit: only.unit, amount: String(only.amount), iso }
  }
  return { unit: "iso", amount: "", iso }
}

/**
 * The ISO 8601 text of what was typed.
 *
 * @param options.optional none is an answer (null)
 * @param options.zero nothing (`P0D`) is an answer, as for a grace
 */
export function formToDuration(
  value: DurationValue,
  options: { optional?: boolean; zero?: boolean } = {}
): ParsedDuration {
  if (value.unit === "none") {
    return options.optional ? { ok: true, iso: null } : { ok: false, error: "required" }
  }
  if (value.unit === "iso") {
    const iso = value.iso.trim().toUpperCase()
    const parts = durationParts(iso)
    if (!parts) {
      return { ok: false, error: iso ? "invalid_iso" : "required" }
    }
    return parts.some((part) => part.amount > 0) || options.zero ? { ok: true, iso } : { ok: false, error: "zero" }
  }
  const amount = value.amount.trim()
  if (!amount) {
    return { ok: false, error: "required" }
  }
  if (!/^\d{1,5}$/.test(amount)) {
    return { ok: false, error: "invalid_amount" }
  }
  if (Number(amount) === 0 && !options.zero) {
    return { ok: false, error: "zero" }
  }
  const { prefix, suffix } = DESIGNATOR[value.unit]
  return { ok: true, iso: `${prefix}${Number(amount)}${suffix}` }
}

/** What a change of the unit select does: the text box that appears starts with what was typed so far. */
export function withUnit(value: DurationValue, unit: DurationValue["unit"]): DurationValue {
  if (unit === "iso") {
    const typed = formToDuration(value, { zero: true })
    return { unit, amount: value.amount, iso: typed.ok && typed.iso ? typed.iso : value.iso }
  }
  return { ...value, unit, amount: value.amount || (unit === "none" ? "" : "1") }
}

/**
 * `P1Y6M` → "1 year 6 months"; a text that is no duration is given back as it is.
 *
 * @param place `duration_within` behind "within", where German declines it: „innerhalb von 30 Tagen“
 */
export function durationInWords(iso: string, t: Translate, place: "duration" | "duration_within" = "duration"): string {
  const parts = durationParts(iso)
  if (!parts) {
    return iso
  }
  const told = parts.filter((part) => part.amount > 0)
  if (told.length === 0) {
    return t("duration.nothing")
  }
  return told.map((part) => t(`${place}.${part.unit}`, { count: part.amount })).join(" ")
}
