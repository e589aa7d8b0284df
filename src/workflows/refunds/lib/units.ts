import type { OrderSnapshot } from "../../../modules/licensing/services/order-ledger"
import type { SoldUnit } from "../../../modules/licensing/services/sold-units"
import type { KeyMail } from "../../../modules/notices/rules/key-mails"
import type { UnitFacts } from "../../../modules/refunds/rules/facts"
import { unitId, type Unit } from "../../../modules/refunds/rules/units"
import { deliveryOf } from "./delivery"
import type { Purchase } from "./read-purchase"

/** What the rules need not know of a unit, and everybody who reads of it or pays it back does. */
export type UnitAbout = Unit & {
  unit_id: string
  license_id: string | null
  masked_key: string | null
  /** Of its license; who has no license yet is only known by the order. */
  owner: { email: string; customer_id: string | null } | null
  kind: UnitFacts["kind"]
  title: string
  /** Pieces of its line. */
  quantity: number
  /** What was paid for it, with tax and after discounts, in the order's currency. */
  amount: number
}

export type KnownUnit = { facts: UnitFacts; about: UnitAbout }

type Known = {
  purchase: Purchase
  lines: OrderSnapshot["lines"]
  sold: SoldUnit[]
  mails: KeyMail[]
  downloads: Map<string, number>
  /** Units whose price went back, and when last. */
  refunded: ReadonlyMap<string, Date>
}

/** An order of a script may have any number of pieces; more than this are looked at by a person. */
const MOST_UNISSUED = 100

/** Every key and every term that the order paid for, those included that were not made yet. */
export function unitsOf(known: Known): KnownUnit[] {
  const returned = returnedRenewals(known)
  const made = known.sold.map((unit) => madeUnit(unit, known, returned))
  const lines = new Set(known.sold.map(({ line_item_id }) => line_item_id))
  return [...made, ...known.lines.filter(({ line_item_id }) => !lines.has(line_item_id)).flatMap(unmadeUnits(known))]
}

/**
 * Of the terms that a line renews, those that its order does not hold any more. Which of them was refunded has no
 * meaning: reconciliation takes the latest back, and those that come after move up.
 */
function returnedRenewals({ lines, sold }: Known): Set<string> {
  const live = sold.filter(({ kind, reverted }) => kind === "renewal" && !reverted)
  const ids = [...new Set(live.map(({ line_item_id }) => line_item_id))].flatMap((line_item_id) => {
    const held = lines.find((line) => line.line_item_id === line_item_id)?.quantity ?? 0
    const own = live.filter((unit) => unit.line_item_id === line_item_id).sort((a, b) => a.unit_index - b.unit_index)
    return own.slice(Math.floor(held / (own[0]?.quantity ?? 1))).map(unitId)
  })
  return new Set(ids)
}

function madeUnit(
  unit: SoldUnit,
  { purchase, mails, downloads, refunded }: Known,
  returned: ReadonlySet<string>
): KnownUnit {
  const { line_item_id, unit_index, license_id, masked_key, kind, term_starts_at, term_ends_at } = unit
  const unit_id = unitId(unit)
  const line = purchase.lines.get(line_item_id)
  const quantity = unit.quantity ?? Math.max(1, line?.quantity ?? 1)
  // Whoever renews or upgrades has the key already, and no mail of this order brings it. An upgrade is there once it was
  // applied, which is when its unit is made.
  const delivery =
    kind === "upgrade"
      ? ({ delivery: "sent", first_delivered_at: term_starts_at } as const)
      : deliveryOf(license_id, mails, kind === "initial" ? unit.revealed_at : null)
  return {
    facts: {
      unit_id,
      license_id,
      variant_id: unit.variant_id ?? "",
      kind,
      ...delivery,
      term_starts_at,
      term_ends_at,
      activations_ever: unit.activations_ever,
      activations_live: unit.activations_live,
      downloads: downloads.get(license_id) ?? 0,
      last_validated_at: unit.last_validated_at,
      reverted: unit.reverted,
      refunded: kind === "renewal" ? returned.has(unit_id) : isRefunded(refunded.get(unit_id), unit.restored_at),
    },
    about: {
      ...{ unit_id, line_item_id, unit_index, license_id, masked_key, kind, quantity },
      owner: { email: unit.email, customer_id: unit.customer_id },
      title: line?.title ?? "",
      amount: (line?.unit_price ?? 0) * quantity,
    },
  }
}

/** A unit that was bought again after its refund can be refunded again. */
const isRefunded = (at: Date | undefined, restored_at: Date | null) =>
  at !== undefined && !(restored_at && restored_at > at)

function unmadeUnits({ purchase, refunded }: Known) {
  return (line: OrderSnapshot["lines"][number]): KnownUnit[] => {
    const { line_item_id, offer_id } = line
    if (!line.plan_id) {
      return []
    }
    const kind = offer_id ? "renewal" : "initial"
    const held = Math.max(0, Math.floor(line.quantity))
    // How many pieces of a line one term takes is known once it was laid: until then the line is one.
    const count = offer_id ? Math.min(held, 1) : Math.min(held, MOST_UNISSUED)
    return Array.from({ length: count }, (_, unit_index) => {
      const unit_id = unitId({ line_item_id, unit_index })
      const bought = purchase.lines.get(line_item_id)
      const quantity = offer_id ? held : 1
      return {
        facts: { ...NOTHING_YET, unit_id, kind, variant_id: line.variant_id ?? "", refunded: refunded.has(unit_id) },
        about: {
          ...{ unit_id, line_item_id, unit_index, kind, quantity },
          ...{ license_id: null, masked_key: null, owner: null },
          title: bought?.title ?? "",
          amount: (bought?.unit_price ?? 0) * quantity,
        },
      }
    })
  }
}

const NOTHING_YET = {
  license_id: null,
  delivery: "not_due",
  first_delivered_at: null,
  term_starts_at: null,
  term_ends_at: null,
  activations_ever: 0,
  activations_live: 0,
  downloads: 0,
  last_validated_at: null,
  reverted: false,
} as const
