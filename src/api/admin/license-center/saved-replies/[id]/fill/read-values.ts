import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { SUPPORT_MODULE } from "../../../../../../modules/support"
import { redact } from "../../../../../../modules/support/rules/redact"
import type { Variable } from "../../../../../../modules/support/rules/saved-reply"
import type SupportModuleService from "../../../../../../modules/support/service"
import { readOperators } from "../../../operators"
import { readCustomer } from "../../../read-customer"

/** What the variables of a saved reply stand for in a ticket, answered by an operator. Null where there is nothing. */
export async function readValues(
  container: MedusaContainer,
  ticket_id: string,
  operator_id: string
): Promise<Record<Variable, string | null>> {
  const support = container.resolve<SupportModuleService>(SUPPORT_MODULE)
  const ticket = await support.retrieveSupportTicket(ticket_id)
  const [customer, operators, product, store] = await Promise.all([
    readCustomer(container, ticket),
    readOperators(container, [operator_id]),
    ticket.product_id ? readOne<{ title: string }>(container, "product", ["id", "title"], ticket.product_id) : null,
    readOne<{ name: string }>(container, "store", ["id", "name"]),
  ])
  // A name is typed by its bearer, who may have typed anything.
  const first_name = redact(customer?.first_name ?? "").text || ticket.name?.split(/\s+/)[0] || null
  return {
    "customer.first_name": first_name,
    "ticket.number": String(ticket.number),
    "product.title": product?.title ?? null,
    "operator.name": operators.get(operator_id)?.name ?? null,
    "store.name": store?.name ?? null,
  }
}

async function readOne<Row>(
  container: MedusaContainer,
  entity: "product" | "store",
  fields: string[],
  id?: string
): Promise<Row | null> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity,
    fields,
    ...(id && { filters: { id } }),
    pagination: { take: 1, skip: 0 },
  })
  return (data[0] as Row | undefined) ?? null
}
