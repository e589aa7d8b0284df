import type { CreateCartWorkflowInputDTO } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MedusaError } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { LICENSING_MODULE } from "../../../modules/licensing"
import type LicensingModuleService from "../../../modules/licensing/service"
import { OFFER_METADATA } from "../../orders/read-order"

export type RenewalCartInput = {
  /** One or several, all of one address. */
  license_ids: string[]
}

type Origin = {
  region_id: string | null
  sales_channel_id: string | null
  currency_code: string
  locale?: string | null
}

/**
 * Offers the renewals, and says what their cart is made of: region, currency and sales channel of the order that the
 * first license came with, so that a renewal is paid as the license was.
 *
 * @throws MedusaError not_found, or not_allowed with what stands in the way
 */
export const prepareRenewalCartStep = createStep(
  { name: "license-center-prepare-renewal-cart", noCompensation: true },
  async ({ license_ids }: RenewalCartInput, { container }) => {
    const licensing = container.resolve<LicensingModuleService>(LICENSING_MODULE)
    const offers = await licensing.offerRenewals(license_ids)
    const [first] = offers
    if (!first || offers.some(({ email }) => email !== first.email)) {
      throw new MedusaError(MedusaError.Types.INVALID_DATA, "Give one or several licenses of one address")
    }
    const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
      entity: "order",
      fields: ["region_id", "sales_channel_id", "currency_code", "locale"],
      filters: { id: first.order_id ?? "" },
    })
    const order = data[0] as Origin | undefined
    if (!order?.region_id) {
      throw new MedusaError(MedusaError.Types.NOT_ALLOWED, "This license came without an order to renew it by")
    }
    const cart: CreateCartWorkflowInputDTO = {
      region_id: order.region_id,
      currency_code: order.currency_code,
      ...(order.sales_channel_id && { sales_channel_id: order.sales_channel_id }),
      ...(order.locale && { locale: order.locale }),
      email: first.email,
      ...(first.customer_id && { customer_id: first.customer_id }),
      items: offers.map(({ id, variant_id, quantity }) => ({
        variant_id,
        quantity,
        metadata: { [OFFER_METADATA]: id },
      })),
    }
    return new StepResponse(cart)
  }
)
