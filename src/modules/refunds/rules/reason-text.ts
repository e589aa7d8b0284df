import type { Language } from "./reason-language"
import { germanReason } from "./reason-text-de"
import type { Reason } from "./reasons"

/**
 * One plain sentence. The customer reads it, and operators read the same, so that both talk of the same thing.
 */
export function reasonText(reason: Reason, language: Language = "en"): string {
  return language === "de" ? germanReason(reason) : englishReason(reason)
}

function englishReason(reason: Reason): string {
  switch (reason.code) {
    case "nothing_captured":
      return "Your payment has not been taken yet, so the order can be canceled and you will not be charged."
    case "nothing_paid":
      return "Nothing was paid for this order, so there is nothing to pay back."
    case "nothing_chosen":
      return "Nothing in this order was chosen for a refund."
    case "order_refunded":
      return "This order has already been refunded in full."
    case "unit_refunded":
      return "This license has already been refunded or taken back."
    case "dispute_open":
      return "Your bank is looking into this payment, and no refund can be made until it has decided."
    case "dispute_lost":
      return "Your bank has already returned this payment to you."
    case "dispute_won":
      return "Your bank looked into this payment and decided that it stands."
    case "withdrawal_in_time":
      return reason.params.declared
        ? `You canceled ${after(reason.params.days)}, within the ${count(reason.params.limit_days, "day")} that the law gives you.`
        : `You can still cancel: the law gives you ${count(reason.params.limit_days, "day")}, and ${passed(reason.params.days)}.`
    case "not_begun":
      return "You have not received what you paid for yet, so you can still cancel."
    case "no_waiver":
      return "You were not asked to give up your right to cancel, so you still have it."
    case "waiver_incomplete":
      return "You did not fully give up your right to cancel, so you still have it."
    case "waiver_late":
      return "You gave up your right to cancel only after you had received your license, so you still have that right."
    case "duplicate_of":
      return `You had bought the same product ${earlier(reason.params.hours)}${inOrder(reason.params.display_id)}.`
    case "not_delivered":
      return "Your license key was never sent to you."
    case "unused":
      return "The license has not been used, and nothing was downloaded with it."
    case "not_offered":
      return "This store offers no refund in this case."
    case "in_window":
      return `Refunds are possible for ${count(reason.params.window_days, "day")}; ${passed(reason.params.days)}.`
    case "window_over":
      return reason.params.days === null
        ? `Refunds are possible for ${count(reason.params.window_days, "day")} after the purchase.`
        : `Refunds were possible for ${count(reason.params.window_days, "day")}; ${passed(reason.params.days)}.`
    case "renewal_not_begun":
      return `The renewed period starts on ${day(reason.params.starts_at)} and has not begun yet.`
    case "used":
      return usedText(reason.params)
    case "earlier_refunds":
      return `You have received ${count(reason.params.count, "other refund")} from this store in the last 12 months.`
  }
}

type Used = Extract<Reason, { code: "used" }>["params"]

function usedText({ activations, downloads, last_validated_at }: Used): string {
  const uses = [
    ...(activations > 0 ? [`was activated ${count(activations, "time")}`] : []),
    ...(downloads > 0 ? [`was used for ${count(downloads, "download")}`] : []),
  ]
  if (uses.length === 0 && last_validated_at !== null) {
    uses.push(`was last in use on ${day(last_validated_at)}`)
  }
  return `The license ${uses.join(" and ") || "has been used"}.`
}

const count = (number: number, what: string) => `${number} ${what}${number === 1 ? "" : "s"}`
const after = (days: number) => (days === 0 ? "on the day of the purchase" : `${count(days, "day")} after the purchase`)
/** It reads the same before and after somebody has asked. */
const passed = (days: number) =>
  `${days === 0 ? "less than a day has" : `${count(days, "day")} ${days === 1 ? "has" : "have"}`} passed since the purchase`
const earlier = (hours: number) => (hours === 0 ? "less than an hour earlier" : `${count(hours, "hour")} earlier`)
const inOrder = (display_id: number | null) => (display_id === null ? "" : `, in order #${display_id}`)

const DAY_FORMAT = new Intl.DateTimeFormat("en-US", { dateStyle: "long", timeZone: "UTC" })
const day = (iso: string) => DAY_FORMAT.format(new Date(iso))
