import type { MedusaContainer } from "@medusajs/framework/types"
import { REFUNDS_MODULE } from "../../../../modules/refunds"
import type RefundsModuleService from "../../../../modules/refunds/service"
import { assessChosen } from "../../../../workflows/refunds/lib/decide"
import { operatorView } from "../../../../workflows/refunds/lib/view"

const MOST_REQUESTS = 50

/** What the rules say now, and what was asked for and decided before. Writes nothing. */
export async function readAssessment(container: MedusaContainer, order_id: string, units: string[] | null = null) {
  const { requests } = container.resolve<RefundsModuleService>(REFUNDS_MODULE)
  const assessed = await assessChosen(container, order_id, units)
  const [known] = await requests.list({ order_id }, { limit: MOST_REQUESTS, offset: 0 })
  return { assessment: operatorView(assessed), requests: known }
}
