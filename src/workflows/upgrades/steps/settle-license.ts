import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { LICENSING_MODULE } from "../../../modules/licensing"
import type LicensingModuleService from "../../../modules/licensing/service"
import { reconcileOrderWorkflow } from "../../orders/workflows/reconcile-order"

export type SettleLicenseInput = { license_id: string }

/** What was ordered before these is long settled. */
const LATEST = 10

/**
 * Brings a license to what its orders deserve, before a price is counted from it: a renewal that was paid or refunded a
 * moment ago, and whose event has not come yet, would make the price old before its cart is paid.
 */
export const settleLicenseStep = createStep(
  { name: "license-center-settle-license", noCompensation: true },
  async ({ license_id }: SettleLicenseInput, { container }) => {
    const orders = await ordersOf(container, license_id)
    for (const order_id of orders) {
      try {
        await reconcileOrderWorkflow(container).run({ input: { order_id, mail: "later" } })
      } catch (error) {
        // The sweep tries again; the price is then counted from what is there.
        const logger = container.resolve(ContainerRegistrationKeys.LOGGER)
        logger.warn(
          `License Center: order ${order_id} could not be reconciled before an upgrade: ${(error as Error).message}`
        )
      }
    }
    return new StepResponse({ orders: orders.length })
  }
)

/** The order that sold it, and those of carts that were made to renew or upgrade it. */
async function ordersOf(container: MedusaContainer, license_id: string): Promise<string[]> {
  const licensing = container.resolve<LicensingModuleService>(LICENSING_MODULE)
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const [license] = await licensing.listLicenses({ id: license_id }, { select: ["order_id"] })
  const cart_id = await licensing.offerCarts.ofLicense(license_id, LATEST)
  const { data } = cart_id.length
    ? await query.graph({ entity: "order_cart", fields: ["order_id"], filters: { cart_id } })
    : { data: [] }
  const renewed = (data as { order_id: string }[]).map(({ order_id }) => order_id)
  return [...new Set([...(license?.order_id ? [license.order_id] : []), ...renewed])]
}
