import { createCartWorkflow } from "@medusajs/medusa/core-flows"
import { createWorkflow, transform, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { bindOffersStep } from "../../renewals/steps/bind-offers"
import { prepareUpgradeCartStep, type UpgradeCartInput } from "../steps/prepare-upgrade-cart"
import { settleLicenseStep } from "../steps/settle-license"

export const createUpgradeCartWorkflowId = "license-center-create-upgrade-cart"

/**
 * Makes a cart of Medusa's own with one line, at the difference that the upgrade costs today. Paid like any other, its
 * order upgrades the license; until then nothing changes.
 *
 * @returns the cart's id, and what its price was counted from
 */
export const createUpgradeCartWorkflow = createWorkflow(createUpgradeCartWorkflowId, (input: UpgradeCartInput) => {
  const settled = settleLicenseStep(input)
  const prepared = prepareUpgradeCartStep(transform({ input, settled }, ({ input }) => input))
  const cart = createCartWorkflow.runAsStep({ input: transform({ prepared }, ({ prepared }) => prepared.cart) })
  // Before anybody learns the cart's id, and could change its line.
  const bound = bindOffersStep(transform({ cart }, ({ cart }) => ({ cart_id: cart.id })))
  return new WorkflowResponse(
    transform({ cart, prepared, bound }, ({ cart, prepared }) => ({ cart_id: cart.id, quote: prepared.quote }))
  )
})
