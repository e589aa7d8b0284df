import type { Translate } from "./translate"

/** The server writes its own reasons as codes (`order_refunded`), an operator's as they were typed. */
export function reasonText(reason: string, t: Translate): string {
  return /^[a-z_]+$/.test(reason) ? t(`reason.code.${reason}`, { defaultValue: reason }) : reason
}
