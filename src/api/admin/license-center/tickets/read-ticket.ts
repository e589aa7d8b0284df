import type { MedusaContainer } from "@medusajs/framework/types"
import { SUPPORT_MODULE } from "../../../../modules/support"
import type SupportModuleService from "../../../../modules/support/service"
import { readOperators } from "../operators"

/** A ticket with all that was written in it, and who of the store wrote it, as every route of one ticket answers it. */
export async function readTicket(container: MedusaContainer, id: string, operator_id: string) {
  const support = container.resolve<SupportModuleService>(SUPPORT_MODULE)
  const thread = await support.readThread(id, operator_id, new Date())
  const operators = await readOperators(container, [
    thread.assignee_id,
    ...thread.messages.map((message) => message.operator_id),
  ])
  return {
    ...thread,
    assignee: operators.get(thread.assignee_id ?? "") ?? null,
    messages: thread.messages.map((message) => ({
      ...message,
      author: operators.get(message.operator_id ?? "") ?? null,
    })),
  }
}
