import { createCartWorkflow } from "@medusajs/medusa/core-flows"
import { createWorkflow, transform, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { bindOffersStep } from "../steps/bind-offers"
import { prepareRenewalCartStep, type RenewalCartInput } from "../steps/prepare-renewal-cart"

export const createRenewalCartWorkflowId = "license-center-create-renewal-cart"

/**
 * Makes a cart of Medusa's own with a line for each license, at the price that its plan asks of a renewal now. Paid like
 * any other, its order adds a term to each of them; until then nothing changes.
 *
 * @returns the cart's id
 */
export const createRenewalCartWorkflow = createWorkflow(createRenewalCartWorkflowId, (input: RenewalCartInput) => {
  const prepared = prepareRenewalCartStep(input)
  const cart = createCartWorkflow.runAsStep({ input: prepared })
  // Before anybody learns the cart's id, and could change its lines.
  const bound = bindOffersStep(transform({ cart }, ({ cart }) => ({ cart_id: cart.id })))
  return new WorkflowResponse(transform({ cart, bound }, ({ cart }) => ({ cart_id: cart.id })))
})
