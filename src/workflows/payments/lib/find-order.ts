import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

/**
 * The order that a payment intent pays for. Nothing that Stripe sends names it: Medusa's provider keeps the intent as the
 * payment's data.
 *
 * @returns null while the cart is not completed, and for what another shop took by the same account
 */
export async function findOrderOfIntent(container: MedusaContainer, payment_intent_id: string): Promise<string | null> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "payment",
    fields: ["id", "payment_collection.order.id"],
    filters: { data: { id: payment_intent_id } },
  })
  const payments = data as unknown as { payment_collection?: { order?: { id: string } | null } | null }[]
  return payments.flatMap(({ payment_collection }) => payment_collection?.order?.id ?? [])[0] ?? null
}
