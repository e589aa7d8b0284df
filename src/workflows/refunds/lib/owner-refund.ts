import type { MedusaContainer } from "@medusajs/framework/types"
import type { LicenseSummary } from "../../../modules/licensing/services/license-reader"
import { REFUNDS_MODULE } from "../../../modules/refunds"
import type { RefundAssessment } from "../../../modules/refunds/rules/assessment"
import type { Language } from "../../../modules/refunds/rules/reason-language"
import { reasonText } from "../../../modules/refunds/rules/reason-text"
import type { Reason } from "../../../modules/refunds/rules/reasons"
import { unitId } from "../../../modules/refunds/rules/units"
import { isApproval, isReview, type Verdict } from "../../../modules/refunds/rules/verdicts"
import type RefundsModuleService from "../../../modules/refunds/service"
import type { RefundRequestRow, RequestStatus } from "../../../modules/refunds/services/requests"
import type { Owner } from "../../portal/lib/owner"
import { assessOrder, type AssessedOrder } from "./assess-order"
import { isOwn, ownedUnits } from "./owned-units"
import { ordersAbout, type OrderAbout } from "./owner-orders"
import type { UnitAbout } from "./units"

export type OwnerUnit = {
  /** What it is asked for by. */
  unit_id: string
  license_id: string
  title: string
  masked_key: string | null
  kind: UnitAbout["kind"]
  amount: number
  verdict: Verdict
  /** Why, in plain sentences. */
  reasons: string[]
  /** It may be asked for. */
  selectable: boolean
}

/** An order that sold, renewed or upgraded a license, and what the rules say of that. */
export type OwnerOrder = OrderAbout & { verdict: Verdict; can_request: boolean }

/** What the rules say of taking back what an order did for a license, as its owner sees it. */
export type OwnerRefund = {
  order_id: string
  verdict: Verdict
  reasons: string[]
  /** Of the order and the owner: licenses, and renewals and upgrades of what other orders sold. */
  units: OwnerUnit[]
  /** Of what the order did for the license, in the order's currency. */
  amount: number
  currency_code: string
  can_request: boolean
  /** The latest that was asked for of the order. */
  request: OwnerRequested | null
  /** All that concern the license, the latest first. */
  orders: OwnerOrder[]
}

export type OwnerRequested = {
  id: string
  status: RequestStatus
  created_at: Date
  /** Those of the owner. */
  unit_ids: string[]
  /** Null when it is of somebody else's units, too. */
  amount: number | null
}

type Asked = {
  owner: Owner
  license: Pick<LicenseSummary, "id">
  /** Null = the latest of which anything may be asked for; without one the purchase. */
  order_id: string | null
  language: Language
}

type Judged = OrderAbout & { assessed: AssessedOrder; latest: RefundRequestRow | null }

/** Writes nothing. @returns null for a license that no order paid for, and for an order that does not concern it */
export async function refundForOwner(container: MedusaContainer, asked: Asked): Promise<OwnerRefund | null> {
  const { owner, license, order_id, language } = asked
  const judged: Judged[] = []
  for (const order of await ordersAbout(container, license.id, order_id)) {
    judged.push(...(await judge(container, { owner, license }, order)))
  }
  const shown = order_id === null ? latestToAsk(judged) : judged.find((order) => order.order_id === order_id)
  if (!shown) {
    return null
  }
  const { assessed, latest } = shown
  const { assessment, amount, purchase } = assessed
  return {
    order_id: shown.order_id,
    verdict: assessment.verdict,
    reasons: assessment.reasons.map((reason) => reasonText(reason, language)),
    units: unitsFor(owner, assessed, language),
    amount,
    currency_code: purchase.currency_code,
    can_request: canRequest(shown),
    request: latest && requested(owner, assessed, latest),
    orders: judged.map((order) => ({
      order_id: order.order_id,
      order_number: order.order_number,
      kind: order.kind,
      paid_at: order.paid_at,
      verdict: order.assessed.assessment.verdict,
      can_request: canRequest(order),
    })),
  }
}

async function judge(
  container: MedusaContainer,
  { owner, license }: Pick<Asked, "owner" | "license">,
  order: OrderAbout
): Promise<Judged[]> {
  const { order_id } = order
  const own = await ownedUnits(container, { owner, license, order_id, ids: null })
  const ids = own?.map(({ unit_id }) => unit_id)
  const assessed = ids ? await assessOrder(container, order_id, ids) : null
  if (!assessed) {
    return []
  }
  const { requests } = container.resolve<RefundsModuleService>(REFUNDS_MODULE)
  const [[latest]] = await requests.list({ order_id }, { limit: 1, offset: 0 })
  return [{ ...order, assessed, latest: latest ?? null }]
}

function requested(
  owner: Owner,
  { units }: AssessedOrder,
  { id, status, created_at, amount, units: asked }: RefundRequestRow
): OwnerRequested {
  const ids = asked?.map(unitId) ?? [...units.keys()]
  const own = ids.filter((unit_id) => isOwn(owner, units.get(unit_id)?.owner ?? null))
  return { id, status, created_at, unit_ids: own, amount: own.length === ids.length ? amount : null }
}

/** One that waits for its decision stays the one, or asking twice would ask for two. */
const latestToAsk = (judged: Judged[]) =>
  judged.find(({ assessed }) => mayAsk(assessed.assessment.verdict)) ??
  judged.find(({ kind }) => kind === "initial") ??
  judged[0]

const canRequest = ({ assessed, latest }: Judged) =>
  mayAsk(assessed.assessment.verdict) && latest?.status !== "open" && latest?.status !== "approved"

function unitsFor(owner: Owner, { assessment, units }: AssessedOrder, language: Language): OwnerUnit[] {
  const told = (reasons: Reason[]) => reasons.map((reason) => reasonText(reason, language))
  return assessment.units.flatMap(({ unit_id, verdict, reasons }) => {
    const { license_id, owner: of, title, masked_key, kind, amount } = units.get(unit_id)!
    if (license_id === null || !isOwn(owner, of)) {
      return []
    }
    const about = { unit_id, license_id, title, masked_key, kind, amount, verdict }
    return [{ ...about, reasons: told(reasons), selectable: mayAsk(verdict) }]
  })
}

/** Where it would be paid, where a person decides, and where the order is canceled instead. */
export const mayAsk = (verdict: RefundAssessment["verdict"]): boolean =>
  isApproval(verdict) || isReview(verdict) || verdict === "void_instead"
