import type { MedusaContainer } from "@medusajs/framework/types"
import { SUPPORT_MODULE } from "../../../../modules/support"
import type SupportModuleService from "../../../../modules/support/service"
import type { TicketColumn } from "../../../../modules/support/types"
import { readOperators } from "../operators"
import { sorting } from "../validators"
import type { ListTickets } from "./validators"

/** A page of tickets with their assignees, as the list and the search answer it. `me` is who asks. */
export async function listTickets(container: MedusaContainer, query: ListTickets, operator_id: string) {
  const { limit, offset, order, fields: _fields, assignee_id, ...filters } = query
  const support = container.resolve<SupportModuleService>(SUPPORT_MODULE)
  const [found, count] = await support.searchTickets(
    { ...filters, assignee_id: assignee_id === "me" ? operator_id : assignee_id },
    { limit, offset, order: sorting<TicketColumn>(order, "last_message_at") },
    operator_id,
    new Date()
  )
  const operators = await readOperators(
    container,
    found.map((ticket) => ticket.assignee_id)
  )
  const tickets = found.map((ticket) => ({ ...ticket, assignee: operators.get(ticket.assignee_id ?? "") ?? null }))
  return { tickets, count, offset, limit }
}
