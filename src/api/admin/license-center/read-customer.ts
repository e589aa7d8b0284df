import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

export type Customer = {
  id: string
  email: string
  first_name: string | null
  last_name: string | null
  has_account: boolean
  created_at: Date
}

/** The ticket's own, or who has the address: an account before guests, of whom Medusa keeps one for each order. */
export async function readCustomer(
  container: MedusaContainer,
  ticket: { customer_id: string | null; email: string; email_key: string }
): Promise<Customer | null> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const fields = ["id", "email", "first_name", "last_name", "has_account", "created_at"]
  const find = async (filters: object) => {
    const pagination = { take: 50, skip: 0, order: { created_at: "DESC" } } as const
    const { data } = await query.graph({ entity: "customer", fields, filters, pagination })
    const found = data as unknown as Customer[]
    return found.find(({ has_account }) => has_account) ?? found[0] ?? null
  }
  const own = ticket.customer_id ? await find({ id: ticket.customer_id }) : null
  return own ?? find({ email: [...new Set([ticket.email, ticket.email_key])] })
}
