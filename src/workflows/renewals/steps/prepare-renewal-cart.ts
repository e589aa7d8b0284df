import type { CreateCartWorkflowInputDTO } from "@medusajs/framework/types"
import { MedusaError } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { LICENSING_MODULE } from "../../../modules/licensing"
import type LicensingModuleService from "../../../modules/licensing/service"
import { OFFER_METADATA } from "../../orders/read-order"
import { alignmentOf } from "../lib/align-to"
import { lineTexts } from "../lib/line-texts"
import { quoteRenewals, refusalOf, type QuotedRenewal } from "../lib/quote-renewals"
import { readCustomer } from "../lib/renewal-prices"

export type RenewalCartInput = {
  /** One or several, all of one address. */
  license_ids: string[]
  /** See {@link alignmentOf}: all of them end then. */
  align_to?: string | null
}

/**
 * Offers the renewals, and says what their cart is made of: region, currency and sales channel of the order that the
 * first license came with, so that a renewal is paid as the license was.
 *
 * @throws MedusaError not_found, or not_allowed with what stands in the way
 */
export const prepareRenewalCartStep = createStep(
  { name: "license-center-prepare-renewal-cart", noCompensation: true },
  async ({ license_ids, align_to }: RenewalCartInput, { container }) => {
    const { renewals, origin } = await quoteRenewals(container, license_ids, alignmentOf(align_to))
    const first = renewals[0]?.license
    if (!first || renewals.some(({ license }) => license.email !== first.email)) {
      throw new MedusaError(MedusaError.Types.INVALID_DATA, "Give one or several licenses of one address")
    }
    const refusal = renewals.map(refusalOf).find((error) => error !== null)
    if (refusal) {
      throw refusal
    }
    const { region_id, sales_channel_id, currency_code, locale } = origin!
    const licensing = container.resolve<LicensingModuleService>(LICENSING_MODULE)
    const offers = await licensing.renewals.make(renewals.map((quoted) => offerOf(quoted, currency_code)))
    // Medusa makes no cart of a customer who was deleted; the license is theirs by its address all the same.
    const customer = first.customer_id ? await readCustomer(container, first.customer_id) : null
    const cart: CreateCartWorkflowInputDTO = {
      region_id: region_id!,
      currency_code,
      ...(sales_channel_id && { sales_channel_id }),
      ...(locale && { locale }),
      email: first.email,
      ...(customer && { customer_id: customer.id }),
      items: renewals.map(({ license, own_price, is_tax_inclusive }, index) => ({
        variant_id: license.variant_id!,
        quantity: license.quantity,
        ...lineTexts({ kind: "renewal", ...license }, locale),
        // A price that Medusa keeps when it counts the cart anew. A change of region takes the line out.
        ...(own_price !== null && { unit_price: own_price, is_tax_inclusive }),
        metadata: { [OFFER_METADATA]: offers[index] },
      })),
    }
    return new StepResponse(cart)
  }
)

function offerOf({ license, renewal, own_price }: QuotedRenewal, currency_code: string) {
  const { id: license_id, plan_id, quantity } = license
  const { stretch } = renewal!
  return {
    license_id,
    plan_id,
    variant_id: license.variant_id!,
    quantity,
    stretch,
    unit_price: own_price,
    currency_code: currency_code.toLowerCase(),
  }
}
