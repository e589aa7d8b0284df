import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { MedusaError } from "@medusajs/framework/utils"
import { LICENSING_MODULE } from "../../../../../modules/licensing"
import type LicensingModuleService from "../../../../../modules/licensing/service"
import { reviewOrder } from "../../../../../workflows/orders/review-order"
import { reconcileOrderWorkflow } from "../../../../../workflows/orders/workflows/reconcile-order"
import { operator } from "../../actor"
import { withDelivery } from "../../licenses/read-license"
import { orderOf } from "../../orders/find-order"

/** What a person has to decide about an order, what it upgraded, and what was taken back. Changes nothing. */
export const GET = async (req: AuthenticatedMedusaRequest, res: MedusaResponse) => {
  const order_id = req.params.order_id!
  const review = await reviewOrder(req.scope, order_id)
  if (!review) {
    throw new MedusaError(MedusaError.Types.NOT_FOUND, `Order ${order_id} was not found`)
  }
  const { flags, stale_upgrades, upgrades, reverted_renewals } = review
  const ids = [...new Set([...upgrades, ...reverted_renewals].map(({ license_id }) => license_id))]
  const licensing = req.scope.resolve<LicensingModuleService>(LICENSING_MODULE)
  const [found] = ids.length ? await licensing.searchLicenses({ id: ids }, { limit: ids.length, offset: 0 }) : [[]]
  const licenses = new Map((await withDelivery(req.scope, found)).map((license) => [license.id, license]))
  res.json({
    flags,
    stale_upgrades: stale_upgrades.map(({ license_id, masked_key, offer_id: _, ...upgrade }) => ({
      ...upgrade,
      license: { id: license_id, masked_key },
    })),
    upgrades: upgrades.map(({ license_id, ...upgrade }) => ({ ...upgrade, license: licenses.get(license_id) })),
    reverted_renewals: reverted_renewals.map(({ license_id, ...term }) => ({
      ...term,
      license: licenses.get(license_id),
    })),
  })
}

/** Brings an order's licenses to what it deserves now, and says what that took: license ids by what happened to them. */
export const POST = async (req: AuthenticatedMedusaRequest, res: MedusaResponse) => {
  const order_id = await orderOf(req)
  const { result } = await reconcileOrderWorkflow(req.scope).run({ input: { order_id, actor: operator(req) } })
  res.json(result)
}
