import type { MedusaContainer } from "@medusajs/framework/types"
import { MedusaError } from "@medusajs/framework/utils"
import { createRenewalCartWorkflow } from "../../workflows/renewals/workflows/create-renewal-cart"

const { NOT_ALLOWED, INVALID_DATA, NOT_FOUND } = MedusaError.Types
/** What the store's rules, or what is gone since, answer. Everything else is a failure of ours. */
const NOTHING_TO_RENEW: string[] = [NOT_ALLOWED, INVALID_DATA, NOT_FOUND]

/** @returns the cart's id; null when these licenses cannot be renewed */
export async function makeRenewalCart(container: MedusaContainer, license_ids: string[]): Promise<string | null> {
  const { result, errors } = await createRenewalCartWorkflow(container).run({
    input: { license_ids },
    throwOnError: false,
  })
  const [failed] = errors
  if (!failed) {
    return result.cart_id
  }
  if (MedusaError.isMedusaError(failed.error) && NOTHING_TO_RENEW.includes(failed.error.type)) {
    return null
  }
  throw failed.error
}
