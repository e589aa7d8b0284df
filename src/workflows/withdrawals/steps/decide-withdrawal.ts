import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import type { Actor } from "../../../lib/actor"
import { REFUNDS_MODULE } from "../../../modules/refunds"
import type RefundsModuleService from "../../../modules/refunds/service"
import type { OperatorMessageInput } from "../../../modules/support/types"

export type DecideWithdrawalInput = {
  id: string
  decision: "accepted" | "refused"
  /** Redacted. */
  reason: string | null
  actor: Actor
}

/** @returns what is to be written into the withdrawal's ticket: the customer reads a refusal, operators the rest */
export const decideWithdrawalStep = createStep(
  { name: "license-center-decide-withdrawal", noCompensation: true },
  async ({ id, decision, reason, actor }: DecideWithdrawalInput, { container }) => {
    const { withdrawals } = container.resolve<RefundsModuleService>(REFUNDS_MODULE)
    await withdrawals.decide(id, decision, reason)
    const { ticket_id } = (await withdrawals.made(id))!
    if (!ticket_id) {
      return new StepResponse<OperatorMessageInput | null>(null)
    }
    const isRefusal = decision === "refused"
    return new StepResponse<OperatorMessageInput | null>({
      ticket_id,
      kind: isRefusal ? "public" : "note",
      body: isRefusal ? reason! : `Withdrawal ${id} was accepted.${reason ? ` ${reason}` : ""}`,
      actor,
      // A decision that is sent twice, or whose process died in between, writes once.
      submission: `withdrawal:${id}:${decision}`,
    })
  }
)
