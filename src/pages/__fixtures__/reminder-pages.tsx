import type { ReactElement } from "react"
import { CartReadyPage } from "../reminders/cart-ready"
import { OpenRenewalPage, RenewalPage, RenewalProblemPage, type RenewableLicense } from "../reminders/renew"
import { UnknownUnsubscribePage, UnsubscribePage } from "../reminders/unsubscribe"

const date = (text: string) => new Date(`${text}T10:00:00.000Z`)

const aRenewable = (words: string, given: Partial<RenewableLicense> = {}): RenewableLicense => ({
  id: "lic_1",
  masked_key: "NIMBUS-*****-*****-*****-*****-7Q2XK",
  product: words,
  plan: "Team",
  ends: date("2026-12-15"),
  ended: false,
  updates_only: false,
  new_end: date("2027-12-15"),
  price: { amount: 49, currency_code: "eur" },
  ...given,
})

/** Every page that a reminder leads to, with words that somebody wrote wherever they can stand. */
export function reminderPages(words: string): Record<string, ReactElement> {
  const one = { token: "lcr_token", total: { amount: 49, currency_code: "eur" }, is_tax_inclusive: false }
  const several = {
    ...one,
    total: { amount: 147, currency_code: "eur" },
    licenses: [
      aRenewable(words),
      aRenewable(words, { id: "lic_2", ends: date("2026-11-15"), ended: true, new_end: date("2027-11-15") }),
      aRenewable(words, { id: "lic_3", updates_only: true, price: null, new_end: null }),
    ],
  }
  return {
    "renew-open": <OpenRenewalPage />,
    "renew-missing": <OpenRenewalPage missing />,
    renew: <RenewalPage {...one} licenses={[aRenewable(words)]} />,
    "renew-several": <RenewalPage {...several} />,
    "renew-none-chosen": <RenewalPage {...several} total={null} missing />,
    "renew-cart": <CartReadyPage cart={{ id: "cart_1", total: 147, currency_code: "eur" }} />,
    "renew-unknown": <RenewalProblemPage problem="unknown" />,
    "renew-expired": <RenewalProblemPage problem="expired" />,
    "renew-nothing": <RenewalProblemPage problem="nothing" />,
    unsubscribe: <UnsubscribePage token="lcu_token" ended={false} />,
    unsubscribed: <UnsubscribePage token="lcu_token" ended done />,
    "unsubscribe-unknown": <UnknownUnsubscribePage />,
  }
}
