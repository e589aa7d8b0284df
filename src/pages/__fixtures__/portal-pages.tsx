import type { ReactElement } from "react"
import { DoorPage, OtherSessionPage } from "../portal/door"
import { LicensesPage } from "../portal/licenses"
import type { PortalLicense } from "../portal/model"
import { RefundAskedPage, RefundPage, type RefundProps } from "../portal/refund"
import { NoRenewalPage, RenewalCartPage, RenewalPage } from "../portal/renewal"

const date = (text: string) => new Date(`${text}T10:00:00.000Z`)

export function aLicense(words: string, given: Partial<PortalLicense> = {}): PortalLicense {
  return {
    id: "lic_1",
    masked_key: "NIMBUS-*****-*****-*****-*****-7Q2XK",
    status: "active",
    state: "active",
    product: { id: "prod_1", handle: "nimbus-notes", title: words },
    plan: { code: "team", name: words },
    seats: { limit: 5, used: 2 },
    activation_kind: "device",
    on_expiry: "stop",
    entitlements: [],
    expires_at: date("2099-11-24"),
    updates_until: date("2099-11-24"),
    order_number: 1042,
    created_at: date("2026-11-24"),
    activations: [
      {
        id: "lcact_1",
        name: words,
        platform: "darwin",
        app_version: "3.1.0",
        environment: "production",
        spare: false,
        activated_at: date("2026-11-24"),
        last_seen_at: date("2026-11-28"),
      },
      {
        id: "lcact_2",
        name: null,
        platform: null,
        app_version: null,
        environment: "development",
        spare: true,
        activated_at: date("2026-11-24"),
        last_seen_at: date("2026-11-26"),
      },
    ],
    devices_left_out: false,
    refund: "possible",
    ...given,
  }
}

const aRenewal = (words: string, given: Partial<PortalLicense> = {}) => ({
  license: aLicense(words, given),
  quote: { currency_code: "eur", new_expires_at: date("2100-11-24"), new_updates_until: date("2100-11-24") },
  total: 49.5,
  is_tax_inclusive: false,
  form_token: "token-of-the-form",
})

function aRefund(words: string, given: Partial<RefundProps["refund"]> = {}): RefundProps {
  const kind = "initial" as const
  const unit = {
    title: words,
    masked_key: "NIMBUS-*****-7Q2XK",
    kind,
    amount: 49,
    reasons: [words],
    verdict: "approve_unused" as const,
  }
  const order = { order_number: 1042, paid_at: date("2026-11-01"), can_request: true }
  return {
    license: { id: "lic_1", product: words },
    form_token: "token-of-the-form",
    here: "/portal/refund?license=lic_1&order=order_1",
    refund: {
      order_id: "order_1",
      verdict: "approve_unused",
      reasons: [words, "The license has not been used, and nothing was downloaded with it."],
      units: [
        { ...unit, unit_id: "ordli_1:0", license_id: "lic_1", selectable: true },
        {
          ...unit,
          unit_id: "ordli_2:0",
          license_id: "lic_1",
          kind: "renewal" as const,
          verdict: "review_used",
          selectable: true,
        },
        { ...unit, unit_id: "ordli_1:1", license_id: "lic_2", selectable: true },
        { ...unit, unit_id: "ordli_1:2", license_id: "lic_3", selectable: false },
      ],
      amount: 98,
      currency_code: "eur",
      can_request: true,
      request: null,
      orders: [
        { ...order, order_id: "order_2", kind: "upgrade", verdict: "decline_window", paid_at: null },
        { ...order, order_id: "order_1", kind: "initial", verdict: "approve_unused" },
      ],
      ...given,
    },
  }
}

const standsAt = (status: "open" | "refunded") => ({
  can_request: false,
  request: { id: "lcrfr_1", unit_ids: ["ordli_1:0", "ordli_2:0"], amount: 98, status, created_at: date("2026-11-28") },
})

/** Every page of the portal, with words that somebody wrote wherever they can stand. */
export function portalPages(words: string): Record<string, ReactElement> {
  const list = { email: words, count: 1, page: 1, pages: 1, reminders: true, form_token: "token-of-the-form" }
  const alone = { activations: [], seats: { limit: null, used: 0 } }
  const ended = { expires_at: date("2026-11-01"), updates_until: date("2026-11-01") }
  return {
    "portal-door": <DoorPage here="/portal" />,
    "portal-sent": <DoorPage here="/portal" done="sent" />,
    "portal-left": <DoorPage here="/portal" done="left" />,
    "portal-wrong": <DoorPage wrong_email={words} />,
    "portal-missing": <DoorPage missing />,
    "portal-unknown": <DoorPage problem="unknown" />,
    "portal-expired": <DoorPage problem="expired" />,
    "portal-revoked": <DoorPage problem="revoked" />,
    "portal-ended": <DoorPage problem="ended" />,
    "portal-other": <OtherSessionPage />,
    "portal-refund": <RefundPage {...aRefund(words)} />,
    "portal-refund-wrong": <RefundPage {...aRefund(words)} chosen={[]} reason={words} problem="none_chosen" />,
    "portal-refund-long": <RefundPage {...aRefund(words)} reason={words} problem="too_long" />,
    "portal-refund-refused": <RefundPage {...aRefund(words, { verdict: "review_used" })} problem="refused" />,
    "portal-refund-open": <RefundPage {...aRefund(words, standsAt("open"))} />,
    "portal-refund-done": <RefundPage {...aRefund(words, { verdict: "already_refunded", ...standsAt("refunded") })} />,
    "portal-refund-declined": <RefundPage {...aRefund(words, { verdict: "decline_window", can_request: false })} />,
    "portal-refund-disputed": <RefundPage {...aRefund(words, { verdict: "blocked_dispute", can_request: false })} />,
    "portal-refund-void": <RefundPage {...aRefund(words, { verdict: "void_instead" })} />,
    "portal-refund-asked": <RefundAskedPage number={1042} email={words} />,
    "portal-licenses": (
      <LicensesPage
        {...list}
        count={44}
        page={2}
        pages={3}
        here="/portal?page=2"
        done="freed"
        reminders={false}
        licenses={[
          aLicense(words),
          aLicense(words, { ...alone, id: "lic_2", expires_at: null, updates_until: null, order_number: null }),
          aLicense(words, { ...alone, ...ended, id: "lic_3", state: "grace", on_expiry: "keep_running" }),
          aLicense(words, { ...alone, ...ended, id: "lic_4", state: "grace" }),
          aLicense(words, { ...alone, ...ended, id: "lic_5", state: "expired" }),
          aLicense(words, { ...alone, id: "lic_6", state: "expired", expires_at: null, updates_until: null }),
          aLicense(words, { ...alone, id: "lic_7", state: "suspended", status: "suspended" }),
          aLicense(words, { ...alone, id: "lic_8", state: "revoked", status: "revoked", refund: "none" }),
          aLicense(words, { ...alone, id: "lic_9", updates_until: null }),
        ]}
      />
    ),
    "portal-key": (
      <LicensesPage
        {...list}
        licenses={[aLicense(words, { devices_left_out: true })]}
        shown={{ license_id: "lic_1", key: "NIMBUS-ABCDE-FGHJK-MNPQR-STVWX-7Q2XK" }}
      />
    ),
    "portal-limited": <LicensesPage {...list} licenses={[aLicense(words)]} limited="keys" />,
    "portal-data-limited": <LicensesPage {...list} licenses={[aLicense(words)]} limited="data" />,
    "portal-reminders-limited": <LicensesPage {...list} licenses={[aLicense(words)]} limited="reminders" />,
    "portal-erasure-asked": <LicensesPage {...list} licenses={[aLicense(words)]} done="asked" />,
    "portal-erasure-too-long": <LicensesPage {...list} licenses={[aLicense(words)]} wrong_reason={words} />,
    "portal-none": <LicensesPage {...list} count={0} here="/portal" licenses={[]} />,
    "portal-renewal": <RenewalPage {...aRenewal(words)} />,
    "portal-renewal-of-ended": <RenewalPage {...aRenewal(words, ended)} />,
    "portal-renewal-of-updates": (
      <RenewalPage
        {...aRenewal(words, { expires_at: null, updates_until: null })}
        quote={{ currency_code: "eur", new_expires_at: null, new_updates_until: date("2100-11-24") }}
        is_tax_inclusive
      />
    ),
    "portal-renewal-cart": (
      <RenewalCartPage
        product={words}
        cart={{ id: "cart_1", total: 49.5, currency_code: "eur" }}
        until={{ expires_at: date("2100-11-24"), updates_until: date("2100-11-24") }}
      />
    ),
    "portal-no-renewal": <NoRenewalPage />,
  }
}
