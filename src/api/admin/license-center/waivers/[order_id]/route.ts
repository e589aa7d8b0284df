import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { REFUNDS_MODULE } from "../../../../../modules/refunds"
import type RefundsModuleService from "../../../../../modules/refunds/service"
import { readWithdrawalFacts } from "../../../../../workflows/withdrawals/lib/withdrawal-facts"

/** What the buyer of an order agreed to at the checkout, word for word. */
export const GET = async (req: AuthenticatedMedusaRequest, res: MedusaResponse) => {
  const order_id = req.params.order_id!
  const { waivers } = req.scope.resolve<RefundsModuleService>(REFUNDS_MODULE)
  const [kept, { withdrawal_applies }] = await Promise.all([
    waivers.ofOrder(order_id),
    readWithdrawalFacts(req.scope, order_id),
  ])
  const waiver = kept && {
    id: kept.id,
    begin: kept.text_begin,
    lose: kept.text_lose,
    version: kept.text_version,
    locale: kept.locale,
    country_code: kept.country_code,
    given_at: kept.given_at,
    confirmed_at: kept.confirmed_at,
  }
  res.json({ withdrawal_applies, waiver })
}
