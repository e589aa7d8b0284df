import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { LICENSING_MODULE } from "../../../modules/licensing"
import type LicensingModuleService from "../../../modules/licensing/service"
import type { Actor } from "../../../modules/licensing/types"

export type RevokeRefundedInput = { order_id: string; license_ids: string[]; actor: Actor }

/** No compensation: what is refunded ends, even if telling others of it fails. */
export const revokeRefundedStep = createStep(
  { name: "license-center-revoke-refunded", noCompensation: true },
  async ({ order_id, license_ids: ids, actor }: RevokeRefundedInput, { container }) => {
    const licensing = container.resolve<LicensingModuleService>(LICENSING_MODULE)
    const revoked = await licensing.revokeRefunded({ ids, actor })
    return new StepResponse(revoked.map((id) => ({ id, order_id })))
  }
)
