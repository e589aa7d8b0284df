import { MedusaError } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import type { Actor } from "../../../lib/actor"
import { isTombstone } from "../../../lib/tombstone"
import { REFUNDS_MODULE } from "../../../modules/refunds"
import { unitId } from "../../../modules/refunds/rules/units"
import type RefundsModuleService from "../../../modules/refunds/service"
import type { AssessedOrder } from "../lib/assess-order"
import { decide, type Wish } from "../lib/decide"
import { isBegun } from "../lib/pay-back"

// No compensations here: what an operator decided stays decided.

export type ApproveRefundInput = Pick<Wish, "amount" | "note" | "actor"> & {
  id: string
  /** Ids of units or of licenses; null = those that were asked for. */
  units: string[] | null
}

/** One that was approved before is gone on with, as it was decided then. */
export const approveRefundStep = createStep(
  { name: "license-center-approve-refund", noCompensation: true },
  async ({ id, ...wish }: ApproveRefundInput, { container }) => {
    const { requests } = container.resolve<RefundsModuleService>(REFUNDS_MODULE)
    const request = await requests.retrieve(id)
    if (request.status === "approved" || request.status === "refunded") {
      return new StepResponse({ id })
    }
    const units = wish.units ?? request.units?.map(unitId) ?? null
    const { decision } = await decide(container, { ...wish, units, order_id: request.order_id })
    await requests.approve(id, decision)
    return new StepResponse({ id })
  }
)

/** An operator refunds without having been asked. */
export const beginRefundStep = createStep(
  { name: "license-center-begin-refund", noCompensation: true },
  async (wish: Wish, { container }) => {
    const { requests } = container.resolve<RefundsModuleService>(REFUNDS_MODULE)
    const { assessed, decision } = await decide(container, wish)
    const { created, request } = await requests.openApproved({
      order_id: wish.order_id,
      email: addressOf(assessed),
      ...decision,
    })
    if (!created) {
      throw new MedusaError(
        MedusaError.Types.NOT_ALLOWED,
        `A refund of this order was asked for already: decide request ${request.id} first`
      )
    }
    return new StepResponse({ id: request.id })
  }
)

/** Medusa keeps the address of an order whose buyer was erased here: it does not come back with a refund. */
function addressOf({ purchase, units }: AssessedOrder): string {
  const owners = [...units.values()].flatMap(({ owner }) => owner?.email ?? [])
  return owners.find(isTombstone) ?? purchase.email
}

export type DeclineRefundInput = { id: string; reason: string; actor: Actor }

export const declineRefundStep = createStep(
  { name: "license-center-decline-refund", noCompensation: true },
  async ({ id, reason, actor }: DeclineRefundInput, { container }) => {
    const { requests } = container.resolve<RefundsModuleService>(REFUNDS_MODULE)
    await requests.decline(id, reason, actor, (request) => isBegun(container, request))
    return new StepResponse({ id })
  }
)
