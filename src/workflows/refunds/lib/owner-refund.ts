import type { MedusaContainer } from "@medusajs/framework/types"
import type { LicenseSummary } from "../../../modules/licensing/services/license-reader"
import { REFUNDS_MODULE } from "../../../modules/refunds"
import type { RefundAssessment } from "../../../modules/refunds/rules/assessment"
import type { Language } from "../../../modules/refunds/rules/reason-language"
import { reasonText } from "../../../modules/refunds/rules/reason-text"
import type { Reason } from "../../../modules/refunds/rules/reasons"
import { isApproval, isReview, type Verdict } from "../../../modules/refunds/rules/verdicts"
import type RefundsModuleService from "../../../modules/refunds/service"
import type { RequestStatus } from "../../../modules/refunds/services/requests"
import type { Owner } from "../../portal/lib/owner"
import { assessOrder } from "./assess-order"
import { isOwn, ownedUnits } from "./owned-units"
import type { UnitAbout } from "./units"

export type OwnerUnit = {
  /** What it is asked for by. */
  unit_id: string
  license_id: string
  title: string
  masked_key: string | null
  kind: UnitAbout["kind"]
  amount: number
  /** Why, in plain sentences. */
  reasons: string[]
  /** It may be asked for. */
  selectable: boolean
}

/** What the rules say of taking a license back, as its owner sees it. Amounts are in the order's currency. */
export type OwnerRefund = {
  verdict: Verdict
  reasons: string[]
  /** Of the same order and owner, those of the license itself among them, and renewals of what other orders sold. */
  units: OwnerUnit[]
  amount: number
  currency_code: string
  can_request: boolean
  /** The latest that was asked for. */
  request: { id: string; status: RequestStatus; created_at: Date } | null
}

type Asked = { owner: Owner; license: Pick<LicenseSummary, "id" | "order_id">; language: Language }

/** Writes nothing. @returns null for a license that no order paid for */
export async function refundForOwner(
  container: MedusaContainer,
  { owner, license, language }: Asked
): Promise<OwnerRefund | null> {
  const { order_id } = license
  const own = await ownedUnits(container, { owner, license, ids: null })
  const ids = own?.map(({ unit_id }) => unit_id)
  const assessed = order_id && ids ? await assessOrder(container, order_id, ids) : null
  if (!order_id || !assessed) {
    return null
  }
  const { requests } = container.resolve<RefundsModuleService>(REFUNDS_MODULE)
  const [[latest]] = await requests.list({ order_id }, { limit: 1, offset: 0 })
  const { assessment, units, amount, purchase } = assessed
  const told = (reasons: Reason[]) => reasons.map((reason) => reasonText(reason, language))
  const isAsked = latest?.status === "open" || latest?.status === "approved"
  return {
    verdict: assessment.verdict,
    reasons: told(assessment.reasons),
    units: assessment.units.flatMap(({ unit_id, verdict, reasons }) => {
      const { license_id, owner: of, title, masked_key, kind, amount } = units.get(unit_id)!
      const isTheirs = license_id !== null && isOwn(owner, of)
      return isTheirs
        ? [
            {
              unit_id,
              license_id,
              title,
              masked_key,
              kind,
              amount,
              reasons: told(reasons),
              selectable: mayAsk(verdict),
            },
          ]
        : []
    }),
    amount,
    currency_code: purchase.currency_code,
    can_request: mayAsk(assessment.verdict) && !isAsked,
    request: latest ? { id: latest.id, status: latest.status, created_at: latest.created_at } : null,
  }
}

/** Where it would be paid, where a person decides, and where the order is canceled instead. */
export const mayAsk = (verdict: RefundAssessment["verdict"]): boolean =>
  isApproval(verdict) || isReview(verdict) || verdict === "void_instead"
