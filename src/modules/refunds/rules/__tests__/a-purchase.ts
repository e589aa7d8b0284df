import type { OtherOrder, RefundFacts, UnitFacts } from "../facts"

export const at = (iso: string) => new Date(iso)
export const PURCHASED = at("2026-11-01T10:00:00Z")

const MINUTE = 60_000
/** So long after the purchase. */
export const later = ({ days = 0, hours = 0, minutes = 0 }) =>
  new Date(PURCHASED.getTime() + ((days * 24 + hours) * 60 + minutes) * MINUTE)

/** A license that was delivered at once and never used. */
export const aUnit = (fields: Partial<UnitFacts> = {}): UnitFacts => ({
  unit_id: "unit_1",
  license_id: "lic_1",
  variant_id: "variant_1",
  kind: "initial",
  delivery: "sent",
  first_delivered_at: PURCHASED,
  term_starts_at: PURCHASED,
  term_ends_at: at("2027-11-01T10:00:00Z"),
  activations_ever: 0,
  activations_live: 0,
  downloads: 0,
  last_validated_at: null,
  reverted: false,
  refunded: false,
  ...fields,
})

export const used = { activations_ever: 1, activations_live: 1 }

/** A license in use, renewed a month before its term ends. */
export const aRenewal = (fields: Partial<UnitFacts> = {}): UnitFacts =>
  aUnit({
    kind: "renewal",
    delivery: "not_due",
    first_delivered_at: null,
    term_starts_at: later({ days: 30 }),
    term_ends_at: later({ days: 395 }),
    activations_ever: 3,
    activations_live: 2,
    downloads: 4,
    last_validated_at: PURCHASED,
    ...fields,
  })

/** The same variant, bought two hours before. */
export const anOther = (fields: Partial<OtherOrder> = {}): OtherOrder => ({
  order_id: "order_0",
  display_id: 7,
  variant_id: "variant_1",
  kind: "initial",
  license_id: null,
  purchased_at: later({ hours: -2 }),
  payment_status: "captured",
  paid: 49,
  refunded: 0,
  ...fields,
})

/** Paid, and asked about three days later by somebody without the statutory withdrawal. */
export const aPurchase = (fields: Partial<RefundFacts> = {}): RefundFacts => ({
  order_id: "order_1",
  purchased_at: PURCHASED,
  now: later({ days: 3 }),
  payment_status: "captured",
  paid: 49,
  refunded: 0,
  units: [aUnit()],
  chosen_unit_ids: null,
  other_orders: [],
  earlier_refunds: 0,
  dispute: "none",
  withdrawal_applies: false,
  waiver: null,
  withdrawal_declared_at: null,
  ...fields,
})

/** Both boxes, ticked before the key left. */
export const WAIVER = { consented: true, acknowledged: true, recorded_at: later({ minutes: -1 }) }
