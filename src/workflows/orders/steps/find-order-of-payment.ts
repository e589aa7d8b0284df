import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"

export type FindOrderOfPaymentInput = { payment_id: string }

/** null when the payment has no order yet: a webhook may capture before the cart is completed (`order.placed` follows). */
export const findOrderOfPaymentStep = createStep(
  "license-center-find-order-of-payment",
  async ({ payment_id }: FindOrderOfPaymentInput, { container }) => {
    const query = container.resolve(ContainerRegistrationKeys.QUERY)
    const { data } = await query.graph({
      entity: "payment",
      fields: ["payment_collection.order.id"],
      filters: { id: payment_id },
    })
    const payment = data[0] as { payment_collection?: { order?: { id: string } | null } | null } | undefined
    return new StepResponse(payment?.payment_collection?.order?.id ?? null)
  }
)
