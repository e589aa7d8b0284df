import fc from "fast-check"
import type { RefundFacts } from "../facts"
import type { RefundOptions } from "../options"
import { RULES } from "../verdicts"
import { later } from "./a-purchase"

const hours = fc.integer({ min: -30, max: 24 * 40 }).map((count) => later({ hours: count }))
const time = fc.oneof({ weight: 9, arbitrary: hours }, { weight: 1, arbitrary: fc.constant(new Date(NaN)) })
const timeOrNot = fc.option(time)
const amount = fc.oneof(fc.constantFrom(0, 20, 49, NaN, Infinity, -0), fc.double())
const few = fc.oneof(fc.constantFrom(0, 1, NaN), fc.nat(4))
const variant_id = fc.constantFrom("variant_1", "variant_2")

const payment = {
  payment_status: fc.constantFrom(
    ...(["none", "authorized", "partially_captured", "captured", "refunded", "partially_refunded", "canceled"] as const)
  ),
  paid: fc.oneof({ weight: 3, arbitrary: fc.constant(49) }, amount),
  refunded: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, amount),
}

const kind = fc.constantFrom("initial" as const, "renewal" as const, "upgrade" as const)
const license_id = fc.option(fc.constantFrom("lic_1", "lic_2"))

const unit = fc.record({
  unit_id: fc.constantFrom("a", "b", "c", "d"),
  license_id,
  variant_id,
  kind,
  delivery: fc.constantFrom("not_due" as const, "waiting" as const, "failed" as const, "sent" as const),
  first_delivered_at: timeOrNot,
  term_starts_at: timeOrNot,
  term_ends_at: timeOrNot,
  activations_ever: few,
  activations_live: few,
  downloads: few,
  last_validated_at: timeOrNot,
  reverted: fc.boolean(),
  refunded: fc.boolean(),
})

const other = fc.record({
  order_id: fc.constantFrom("order_0", "order_1", "order_2"),
  display_id: fc.option(fc.nat()),
  variant_id,
  kind,
  license_id,
  purchased_at: time,
  ...payment,
})

export const anyFacts: fc.Arbitrary<RefundFacts> = fc.record({
  order_id: fc.constant("order_1"),
  purchased_at: time,
  now: time,
  ...payment,
  units: fc.array(unit, { maxLength: 5 }),
  chosen_unit_ids: fc.option(fc.array(fc.constantFrom("a", "b", "c", "unknown"), { maxLength: 4 })),
  other_orders: fc.array(other, { maxLength: 4 }),
  earlier_refunds: few,
  dispute: fc.constantFrom("none" as const, "none" as const, "open" as const, "lost" as const, "won" as const),
  withdrawal_applies: fc.boolean(),
  waiver: fc.option(fc.record({ consented: fc.boolean(), acknowledged: fc.boolean(), recorded_at: timeOrNot })),
  withdrawal_declared_at: timeOrNot,
})

export const anyOptions: fc.Arbitrary<RefundOptions> = fc.record({
  window_days: fc.nat(40),
  off: fc.oneof(fc.constant([]), fc.subarray([...RULES])),
  used_activations: fc.integer({ min: 1, max: 3 }),
  used_downloads: fc.integer({ min: 1, max: 3 }),
  review_after_refunds: fc.option(fc.nat(4)),
})
