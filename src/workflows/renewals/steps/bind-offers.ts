import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { LICENSING_MODULE } from "../../../modules/licensing"
import type LicensingModuleService from "../../../modules/licensing/service"
import { OFFER_METADATA } from "../../orders/read-order"

export type BindOffersInput = { cart_id: string }

/**
 * Remembers that a cart was made for the offers that its lines name: the owner of the cart can take the names off, and a
 * line at an offer's price must not sell anything else. No compensation: a cart that nobody learns of does no harm.
 */
export const bindOffersStep = createStep(
  { name: "license-center-bind-offers", noCompensation: true },
  async ({ cart_id }: BindOffersInput, { container }) => {
    const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
      entity: "cart",
      fields: ["items.metadata"],
      filters: { id: cart_id },
    })
    const cart = data[0] as { items?: ({ metadata?: Record<string, unknown> | null } | null)[] } | undefined
    const named = (cart?.items ?? []).flatMap((item) => item?.metadata?.[OFFER_METADATA] ?? [])
    const offer_ids = named.filter((id): id is string => typeof id === "string")
    await container.resolve<LicensingModuleService>(LICENSING_MODULE).offerCarts.bind(offer_ids, cart_id)
    return new StepResponse({ offer_ids })
  }
)
