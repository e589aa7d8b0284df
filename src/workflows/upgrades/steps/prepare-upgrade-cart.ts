import type { CreateCartWorkflowInputDTO } from "@medusajs/framework/types"
import { MedusaError } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { LICENSING_MODULE } from "../../../modules/licensing"
import type LicensingModuleService from "../../../modules/licensing/service"
import { OFFER_METADATA } from "../../orders/read-order"
import { lineTexts } from "../../renewals/lib/line-texts"
import { readCustomer } from "../../renewals/lib/renewal-prices"
import { readUpgrades, type Quote } from "../lib/read-upgrades"

/** The variant has to be another one of the license's product, whose plan has more seats or a longer term. */
export type UpgradeCartInput = { license_id: string; variant_id: string }

export type PreparedUpgrade = { cart: CreateCartWorkflowInputDTO; quote: Quote }

/**
 * Offers the upgrade at its price of today, and says what its cart is made of: region, currency and sales channel of the
 * order that the license came with.
 *
 * @throws MedusaError not_found, or not_allowed with what stands in the way
 */
export const prepareUpgradeCartStep = createStep(
  { name: "license-center-prepare-upgrade-cart", noCompensation: true },
  async ({ license_id, variant_id }: UpgradeCartInput, { container }) => {
    const { license, origin, upgrades, refusals } = await readUpgrades(container, license_id)
    if (!origin) {
      throw new MedusaError(MedusaError.Types.NOT_ALLOWED, "This license came without an order to upgrade it by")
    }
    const upgrade = upgrades.find((each) => each.variant_id === variant_id)
    if (!upgrade) {
      const why = refusals.get(variant_id) ?? "This variant is not sold as another plan of the license's product"
      throw new MedusaError(MedusaError.Types.NOT_ALLOWED, why)
    }
    const { plan, quote } = upgrade
    const { currency_code, region_id, sales_channel_id, locale } = origin
    const offer = { license, variant_id, plan_id: plan.id, quote, currency_code }
    const offer_id = await container.resolve<LicensingModuleService>(LICENSING_MODULE).upgrades.offer(offer)
    // Medusa makes no cart of a customer who was deleted.
    const customer = license.customer_id ? await readCustomer(container, license.customer_id) : null
    const cart: CreateCartWorkflowInputDTO = {
      region_id,
      currency_code,
      ...(sales_channel_id && { sales_channel_id }),
      ...(locale && { locale }),
      email: license.email,
      ...(customer && { customer_id: customer.id }),
      // One unit, whatever the license needs of them: nobody can pay for a part.
      items: [
        {
          variant_id,
          quantity: 1,
          unit_price: quote.due,
          ...lineTexts({ kind: "upgrade", plan: plan.name, ...license }, locale),
          metadata: { [OFFER_METADATA]: offer_id },
        },
      ],
    }
    return new StepResponse<PreparedUpgrade>({ cart, quote })
  }
)
