import { byText } from "../../../lib/by-text"

export type PaymentStatus =
  "none" | "authorized" | "partially_captured" | "captured" | "refunded" | "partially_refunded" | "canceled"

export type PaymentFacts = {
  payment_status: PaymentStatus
  /** What was captured, in the order's currency's major unit. */
  paid: number
  /** All that went back so far, in the same unit. */
  refunded: number
}

/** One key, or one term of a key, that the order paid for. */
export type UnitFacts = {
  /** Distinct within the order: two renewals of one license are two units. */
  unit_id: string
  /** Null until the license was made. */
  license_id: string | null
  variant_id: string
  kind: "initial" | "renewal" | "upgrade"
  delivery: "not_due" | "waiting" | "failed" | "sent"
  /** When its key first left. A key sent anew may be `failed` and was delivered all the same. */
  first_delivered_at: Date | null
  term_starts_at: Date | null
  /** Null = never. */
  term_ends_at: Date | null
  /** Of the license, whichever of its terms they fell in. */
  activations_ever: number
  activations_live: number
  downloads: number
  last_validated_at: Date | null
  /** Its license or term was taken back. */
  reverted: boolean
  /** Its price went back. */
  refunded: boolean
}

/** Another order of the same buyer; once for each variant that it sold, and each license that it sold more of. */
export type OtherOrder = PaymentFacts & {
  order_id: string
  display_id: number | null
  variant_id: string
  kind: UnitFacts["kind"]
  /** What was renewed or upgraded; null for a first purchase. */
  license_id: string | null
  purchased_at: Date
}

/** What the buyer ticked at the checkout so that the key may come at once; both are needed to give up the withdrawal. */
export type Waiver = {
  /** Asked for the delivery before the end of the fourteen days. */
  consented: boolean
  /** Knows that the right to withdraw is lost with it. */
  acknowledged: boolean
  recorded_at: Date | null
}

export type RefundFacts = PaymentFacts & {
  order_id: string
  purchased_at: Date
  now: Date
  units: readonly UnitFacts[]
  /** What the refund is asked for; null = all units that were not taken back yet. Unknown ids count for nothing. */
  chosen_unit_ids: readonly string[] | null
  other_orders: readonly OtherOrder[]
  /** Refunds to this customer within the twelve months before `now`, other orders only. */
  earlier_refunds: number
  dispute: "none" | "open" | "lost" | "won"
  /** The buyer's country gives consumers the statutory withdrawal. */
  withdrawal_applies: boolean
  waiver: Waiver | null
  /** When the buyer declared the withdrawal; null = not before now, and the request itself is the declaration. */
  withdrawal_declared_at: Date | null
}

type Saved<T> = T extends Date
  ? string | null
  : T extends readonly (infer E)[]
    ? Saved<E>[]
    : T extends object
      ? { [K in keyof T]: Saved<T[K]> }
      : T

/** The facts as JSON keeps them: times in ISO 8601, null for one that is none, lists in an order of their own. */
export type SavedFacts = Saved<RefundFacts>

/** Neither the order of lists nor a figure that JSON has no word for outlives this, so none can decide anything. */
export function saveFacts(facts: RefundFacts): SavedFacts {
  return {
    order_id: facts.order_id,
    ...savePayment(facts),
    purchased_at: iso(facts.purchased_at),
    now: iso(facts.now),
    units: facts.units.map(saveUnit).sort(byContent),
    chosen_unit_ids: facts.chosen_unit_ids && [...new Set(facts.chosen_unit_ids)].sort(),
    other_orders: facts.other_orders.map(saveOther).sort(byContent),
    earlier_refunds: figure(facts.earlier_refunds),
    dispute: facts.dispute,
    withdrawal_applies: facts.withdrawal_applies,
    waiver: facts.waiver && {
      consented: facts.waiver.consented,
      acknowledged: facts.waiver.acknowledged,
      recorded_at: iso(facts.waiver.recorded_at),
    },
    withdrawal_declared_at: iso(facts.withdrawal_declared_at),
  }
}

/** The way back, after JSON or without it. A required time that was none is an invalid date again. */
export function readFacts(saved: SavedFacts): RefundFacts {
  return {
    ...saved,
    purchased_at: new Date(saved.purchased_at ?? NaN),
    now: new Date(saved.now ?? NaN),
    units: saved.units.map((unit) => ({
      ...unit,
      first_delivered_at: time(unit.first_delivered_at),
      term_starts_at: time(unit.term_starts_at),
      term_ends_at: time(unit.term_ends_at),
      last_validated_at: time(unit.last_validated_at),
    })),
    other_orders: saved.other_orders.map((order) => ({ ...order, purchased_at: new Date(order.purchased_at ?? NaN) })),
    waiver: saved.waiver && { ...saved.waiver, recorded_at: time(saved.waiver.recorded_at) },
    withdrawal_declared_at: time(saved.withdrawal_declared_at),
  }
}

function saveUnit(unit: UnitFacts): Saved<UnitFacts> {
  return {
    unit_id: unit.unit_id,
    license_id: unit.license_id,
    variant_id: unit.variant_id,
    kind: unit.kind,
    delivery: unit.delivery,
    first_delivered_at: iso(unit.first_delivered_at),
    term_starts_at: iso(unit.term_starts_at),
    term_ends_at: iso(unit.term_ends_at),
    activations_ever: figure(unit.activations_ever),
    activations_live: figure(unit.activations_live),
    downloads: figure(unit.downloads),
    last_validated_at: iso(unit.last_validated_at),
    reverted: unit.reverted,
    refunded: unit.refunded,
  }
}

function saveOther(order: OtherOrder): Saved<OtherOrder> {
  return {
    order_id: order.order_id,
    display_id: order.display_id,
    variant_id: order.variant_id,
    kind: order.kind,
    license_id: order.license_id,
    purchased_at: iso(order.purchased_at),
    ...savePayment(order),
  }
}

function savePayment({ payment_status, paid, refunded }: PaymentFacts): PaymentFacts {
  return { payment_status, paid: figure(paid), refunded: figure(refunded) }
}

/** Zero is added because JSON knows no negative zero. */
const figure = (value: number) => (Number.isFinite(value) ? value + 0 : 0)
const iso = (date: Date | null) => (date && !Number.isNaN(date.getTime()) ? date.toISOString() : null)
const time = (text: string | null) => (text === null ? null : new Date(text))

const byContent = (a: object, b: object) => byText(JSON.stringify(a), JSON.stringify(b))
