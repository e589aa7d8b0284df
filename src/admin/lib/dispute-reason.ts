import type { Translate } from "./translate"

/** Stripe's word for why a payment is disputed, in the operator's language; one that is new is shown as Stripe has it. */
export function disputeReason(reason: string | null, t: Translate): string | null {
  return reason && t(`dispute.reason.${reason}`, { defaultValue: sentence(reason) })
}

const sentence = (code: string) => code.charAt(0).toUpperCase() + code.slice(1).replaceAll("_", " ")
