import { createStep, createWorkflow, StepResponse, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import type { Actor } from "../../../lib/actor"
import { REFUNDS_MODULE } from "../../../modules/refunds"
import type RefundsModuleService from "../../../modules/refunds/service"

export type AcknowledgeWarningInput = { id: string; actor: Actor }

const acknowledgeWarningStep = createStep(
  { name: "license-center-acknowledge-warning", noCompensation: true },
  async ({ id, actor }: AcknowledgeWarningInput, { container }) => {
    const { payments } = container.resolve<RefundsModuleService>(REFUNDS_MODULE)
    return new StepResponse(await payments.acknowledge(id, actor.id ?? null))
  }
)

export const acknowledgeWarningWorkflowId = "license-center-acknowledge-warning"

/** An operator has looked at a warning of fraud. */
export const acknowledgeWarningWorkflow = createWorkflow(
  acknowledgeWarningWorkflowId,
  (input: AcknowledgeWarningInput) => {
    return new WorkflowResponse(acknowledgeWarningStep(input))
  }
)
