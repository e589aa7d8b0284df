import { generateEntityId } from "@medusajs/framework/utils"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { insert, rows, type Db } from "../../../lib/database"
import { LicenseEvents } from "../../../lib/events"
import { shortKey } from "../../../lib/short-key"
import { continuation, mayBeFree, type Stretch } from "../rules/extension"
import type { ReconcileFlag } from "../rules/reconcile-order"
import { reconcileRenewals, type RenewalLine, type RenewalTerm } from "../rules/reconcile-renewals"
import { coverage } from "../rules/terms"
import type { Actor, LicenseStatus } from "../types"
import { recordEvent } from "./audit"
import type { OrderSnapshot } from "./order-ledger"
import type { SoldLine } from "./order-lines"
import { layAfter, termsOf } from "./license-terms"

/** What a line takes up, with what has to be known of its license and plan. */
export type LicenseOffer = Stretch & {
  id: string
  kind: "renewal" | "upgrade"
  license_id: string
  /** What operators know the license by. */
  license: string
  quantity: number
  unit_price: number | null
  deliver_on: "paid" | "payable"
}

/** License ids. */
export type RenewalResult = { renewed: string[]; reverted: string[]; flags: ReconcileFlag[] }

type RenewInput = {
  order: OrderSnapshot
  lines: Map<string, SoldLine>
  /** By id; see {@link offersOfLines}. */
  offers: Map<string, LicenseOffer>
  actor: Actor
}

/** The offers that an order's lines take up, by id. */
export async function offersOfLines(db: Db, lines: Map<string, SoldLine>): Promise<Map<string, LicenseOffer>> {
  const ids = [...new Set([...lines.values()].flatMap(({ offer_id }) => offer_id ?? []))]
  if (!ids.length) {
    return new Map()
  }
  const offers = await rows<Omit<LicenseOffer, "license"> & { masked_key: string | null }>(
    db,
    `SELECT o.id, o.kind, o.license_id, o.quantity, o.duration, o.updates_duration,
            o.unit_price::float8 AS unit_price, p.deliver_on, l.masked_key
       FROM license_center_offer o
       JOIN license_center_plan p ON p.id = o.plan_id
       LEFT JOIN license_center_license l ON l.id = o.license_id
      WHERE o.id = ANY(?)`,
    [ids]
  )
  return new Map(
    offers.map(({ masked_key, ...offer }) => [
      offer.id,
      { ...offer, license: shortKey(masked_key ?? offer.license_id) },
    ])
  )
}

/**
 * Brings the terms that an order pays for, of licenses sold before, to what it deserves. The caller holds the locks of
 * those licenses.
 */
export async function renewLicenses(trx: Knex.Transaction, input: RenewInput): Promise<RenewalResult> {
  const { order, offers, actor } = input
  if (!offers.size) {
    // Then it has no such terms either: a line's offer is remembered as long as the line.
    return { renewed: [], reverted: [], flags: [] }
  }
  const changes = await renewalsDue(trx, input)
  const { flags } = changes
  const renewed = new Set<string>()
  for (const { term_id, license_id, reason } of changes.revert) {
    await move(trx, { order, actor, term_id, license_id, reason })
  }
  for (const { term_id, license_id } of changes.restore) {
    await move(trx, { order, actor, term_id, license_id, reason: null })
    renewed.add(license_id)
  }
  for (const unit of changes.renew) {
    const problem = await renew(trx, { order, actor, unit, offer: offers.get(unit.offer_id)! })
    if (problem) {
      flags.push({ code: "NOT_RENEWED", detail: problem, line_item_id: unit.line_item_id })
    } else {
      renewed.add(unit.license_id)
    }
  }
  return { renewed: [...renewed], reverted: [...new Set(changes.revert.map(({ license_id }) => license_id))], flags }
}

/** What there would be to tell of the order's renewals, and nothing is written. */
export async function flagRenewals(db: Db, input: Omit<RenewInput, "actor">): Promise<ReconcileFlag[]> {
  const { order, offers } = input
  if (!offers.size) {
    return []
  }
  const { renew, flags } = await renewalsDue(db, input)
  const judged = await Promise.all(
    renew.map(async (unit) => ({ unit, added: await judge(db, order, unit, offers.get(unit.offer_id)!) }))
  )
  return [
    ...flags,
    ...judged.flatMap<ReconcileFlag>(({ unit: { line_item_id }, added }) =>
      typeof added === "string" ? { code: "NOT_RENEWED", detail: added, line_item_id } : []
    ),
  ]
}

async function renewalsDue(db: Db, input: Omit<RenewInput, "actor">) {
  return reconcileRenewals(input.order, await renewalLines(db, input), await termsOfOrder(db, input.order.id))
}

async function renewalLines(db: Db, { order, lines, offers }: Omit<RenewInput, "actor">): Promise<RenewalLine[]> {
  const licenses = await rows<{ id: string; status: LicenseStatus }>(
    db,
    "SELECT id, status FROM license_center_license WHERE id = ANY(?)",
    [[...offers.values()].map(({ license_id }) => license_id)]
  )
  const statuses = new Map(licenses.map(({ id, status }) => [id, status]))
  return order.lines.flatMap(({ line_item_id, quantity, returned, unit_price }) => {
    const offer = offers.get(lines.get(line_item_id)?.offer_id ?? "")
    const license_status = offer && statuses.get(offer.license_id)
    return offer?.kind === "renewal" && license_status
      ? [
          {
            line_item_id,
            quantity,
            returned,
            offer: { ...offer, unit_price: offer.unit_price ?? unit_price ?? null, license_status },
          },
        ]
      : []
  })
}

/** @returns why nothing could be added, for the operator; null when it was */
async function renew(
  trx: Knex.Transaction,
  {
    order,
    actor,
    offer,
    unit,
  }: {
    order: OrderSnapshot
    actor: Actor
    offer: LicenseOffer
    unit: { license_id: string; line_item_id: string; unit_index: number }
  }
): Promise<string | null> {
  const { license_id, line_item_id, unit_index } = unit
  const added = await judge(trx, order, unit, offer)
  if (typeof added === "string") {
    return added
  }
  const term_id = generateEntityId(undefined, "lcterm")
  await insert(trx, "license_center_term", {
    id: term_id,
    license_id,
    kind: "renewal",
    ...added.term,
    duration: offer.duration,
    updates_duration: offer.updates_duration,
    paid_at: added.paid_at,
    order_id: order.id,
    line_item_id,
    unit_index,
  })
  await recordEvent(trx, {
    name: LicenseEvents.RENEWED,
    actor,
    license_id,
    order_id: order.id,
    data: { term_id, by: offer.duration, expires_at: added.expires_at, updates_until: added.updates_until },
  })
  return null
}

/** @returns the term that the renewal adds to its license as that is now, or why there is none, for the operator */
async function judge(
  db: Db,
  order: OrderSnapshot,
  { license_id, line_item_id }: { license_id: string; line_item_id: string },
  offer: LicenseOffer
) {
  const { terms, grace } = await termsOf(db, license_id)
  const now = new Date()
  // When it was paid, however late it is seen. A clock that runs ahead gives nobody a term that begins tomorrow.
  const paid_at = order.paid_at && order.paid_at < now ? order.paid_at : now
  const added = continuation(coverage(terms), offer, paid_at, grace)
  if (added === "endless") {
    return `License ${offer.license} never ends: there is nothing to renew. Refund the order.`
  }
  if (added === "too_far") {
    return `License ${offer.license} cannot be renewed beyond the year 9999. Refund the order.`
  }
  const line = order.lines.find((line) => line.line_item_id === line_item_id)
  if ((offer.unit_price ?? line?.unit_price) === 0 && !mayBeFree(added.term.starts_at, offer.duration, paid_at)) {
    return `License ${offer.license} was renewed in advance already, and this renewal costs nothing.`
  }
  return { ...added, paid_at }
}

/** Takes a term back (with a reason), or brings it back (without); what comes after it moves. */
async function move(
  trx: Knex.Transaction,
  change: { order: OrderSnapshot; actor: Actor; term_id: string; license_id: string; reason: string | null }
): Promise<void> {
  const { order, actor, term_id, license_id, reason } = change
  // One whose place an upgrade has taken comes back with the end of that upgrade.
  await rows(
    trx,
    `UPDATE license_center_term SET updated_at = now(),
            reverted_at = CASE WHEN ?::text IS NULL AND superseded_by IS NULL THEN NULL ELSE now() END,
            reverted_reason = CASE WHEN ?::text IS NULL AND superseded_by IS NOT NULL THEN 'superseded' ELSE ? END
      WHERE id = ?`,
    [reason, reason, reason, term_id]
  )
  const moved = await layAfter(trx, license_id, [term_id])
  await recordEvent(trx, {
    name: reason === null ? LicenseEvents.RENEWED : LicenseEvents.RENEWAL_REVERTED,
    actor,
    license_id,
    order_id: order.id,
    reason,
    data: { term_id, moved },
  })
}

async function termsOfOrder(db: Db, order_id: string): Promise<RenewalTerm[]> {
  return rows(
    db,
    `SELECT id, license_id, line_item_id, unit_index,
            reverted_at IS NOT NULL AND reverted_reason IS DISTINCT FROM 'superseded' AS reverted
       FROM license_center_term WHERE order_id = ? AND kind = 'renewal' ORDER BY line_item_id, unit_index`,
    [order_id]
  )
}
