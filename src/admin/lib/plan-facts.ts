import { durationInWords } from "./duration-form"
import type { Translate } from "./translate"
import type { Plan } from "./types"

export type PlanFact = { label: string; value: string }

/** How many of the facts, from the first, say what a buyer gets; the rest is for who runs the store. */
export const MAIN_FACTS = 5

/** A plan in plain words, one line for each thing it promises. */
export function planFacts(plan: Plan, t: Translate): PlanFact[] {
  const words = (iso: string) => durationInWords(iso, t)
  const facts: [string, string][] = [
    ["seats", seatsInWords(plan.seats, t)],
    ["term", plan.term ? words(plan.term) : t("plan.value.perpetual")],
    ["updates_term", plan.updates_term ? words(plan.updates_term) : t("plan.none.updates_term")],
    // Of a term that never ends, nobody wants to read what happens when it does.
    ...(plan.term ? [["on_expiry", t(`plan.choice.on_expiry.${plan.on_expiry}.label`)] as [string, string]] : []),
    ["deliver_on", t(`plan.choice.deliver_on.${plan.deliver_on}.label`)],
    ["grace", words(plan.grace)],
    ["lease_ttl", words(plan.lease_ttl)],
    ["quantity_means", t(`plan.choice.quantity_means.${plan.quantity_means}.label`)],
    [
      "activation_kind",
      plan.activation_kind === "floating" && plan.floating_timeout
        ? t("plan.value.floating_after", { duration: words(plan.floating_timeout) })
        : t(`plan.choice.activation_kind.${plan.activation_kind}.label`),
    ],
    [
      "rebind_limit",
      plan.rebind_limit === null
        ? t("plan.value.unlimited")
        : t("plan.value.rebinds", {
            count: plan.rebind_limit,
            duration: durationInWords(plan.rebind_window, t, "duration_within"),
          }),
    ],
    ["spare_activations", String(plan.spare_activations)],
    ["devices_visible_to", t(`plan.choice.devices_visible_to.${plan.devices_visible_to}.label`)],
    ["renewal_price", renewalInWords(plan, t)],
    ["key_prefix", plan.key_prefix],
    ["entitlements", plan.entitlements.length > 0 ? plan.entitlements.join(", ") : t("plan.value.none")],
  ]
  return facts.map(([field, value]) => ({ label: t(`plan.field.${field}.label`), value }))
}

/** One line that tells plans apart in a list: "5 seats · 1 year". */
export function planSummary(plan: Plan, t: Translate): string {
  return [
    seatsInWords(plan.seats, t),
    plan.term ? durationInWords(plan.term, t) : t("plan.value.perpetual"),
    plan.updates_term
      ? t("plan.value.updates_for", { duration: durationInWords(plan.updates_term, t) })
      : t("plan.value.updates_with_license"),
  ].join(" · ")
}

function renewalInWords({ renewal_discount_percent: percent, renewal_variant_id }: Plan, t: Translate): string {
  if (renewal_variant_id) {
    return t("plan.choice.renewal_price.variant.label")
  }
  return percent === null ? t("plan.choice.renewal_price.same.label") : t("plan.value.renewal_discount", { percent })
}

function seatsInWords(seats: number | null, t: Translate): string {
  return seats === null ? t("plan.value.unlimited") : t("plan.value.seats", { count: seats })
}
