import type { MedusaContainer } from "@medusajs/framework/types"
import { REFUNDS_MODULE } from "../../../../modules/refunds"
import type RefundsModuleService from "../../../../modules/refunds/service"
import type { RefundRequestRow } from "../../../../modules/refunds/services/requests"

export function readRequest(container: MedusaContainer, id: string): Promise<RefundRequestRow> {
  return container.resolve<RefundsModuleService>(REFUNDS_MODULE).requests.retrieve(id)
}
