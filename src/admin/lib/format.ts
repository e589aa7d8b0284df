export { shortKey } from "../../lib/short-key"

/** A day, in the operator's language and time zone: `24 Nov 2027`. */
export function formatDate(iso: string, language: string): string {
  return new Intl.DateTimeFormat(language, { dateStyle: "medium" }).format(new Date(iso))
}

/** A day and a time, in the operator's language and time zone: `24 Nov 2027, 10:15`. */
export function formatDateTime(iso: string, language: string): string {
  return new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "short" }).format(new Date(iso))
}

/** The server's sentence when there is one, else a text of our own. */
export function errorMessage(error: unknown, fallback: string): string {
  return error instanceof Error && error.message ? error.message : fallback
}

/** `€49.50`, in the operator's language. @param amount in the currency's major unit */
export function formatMoney(amount: number, currency: string, language: string): string {
  return new Intl.NumberFormat(language, { style: "currency", currency }).format(amount)
}

const UNITS = ["byte", "kilobyte", "megabyte", "gigabyte", "terabyte"] as const

/** `84.3 MB`, in the operator's language. Units of 1000, as shops and operating systems' stores write them. */
export function formatBytes(bytes: number, language: string): string {
  const step = bytes > 0 ? Math.min(UNITS.length - 1, Math.floor(Math.log10(bytes) / 3)) : 0
  return new Intl.NumberFormat(language, {
    style: "unit",
    unit: UNITS[step]!,
    unitDisplay: step === 0 ? "long" : "short",
    maximumFractionDigits: step === 0 ? 0 : 1,
  }).format(bytes / 1000 ** step)
}

/** `37 %`, in the operator's language. */
export function formatShare(share: number, language: string): string {
  return new Intl.NumberFormat(language, { style: "percent", maximumFractionDigits: share < 0.1 ? 1 : 0 }).format(share)
}
