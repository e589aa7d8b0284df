import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { SUPPORT_MODULE } from "../../../modules/support"
import type SupportModuleService from "../../../modules/support/service"
import type { OpenTicketInput, OperatorMessageInput, VisitorMessageInput } from "../../../modules/support/types"

// No compensations here: what somebody wrote stays written. Texts come in redacted, for the input of a step may be stored.

export const openTicketStep = createStep(
  { name: "license-center-open-ticket", noCompensation: true },
  async (input: OpenTicketInput, { container }) => {
    return new StepResponse(await container.resolve<SupportModuleService>(SUPPORT_MODULE).openTicket(input))
  }
)

export const writeAsVisitorStep = createStep(
  { name: "license-center-write-as-visitor", noCompensation: true },
  async (input: VisitorMessageInput, { container }) => {
    return new StepResponse(await container.resolve<SupportModuleService>(SUPPORT_MODULE).writeAsVisitor(input))
  }
)

export const writeAsOperatorStep = createStep(
  { name: "license-center-write-as-operator", noCompensation: true },
  async (input: OperatorMessageInput, { container }) => {
    return new StepResponse(await container.resolve<SupportModuleService>(SUPPORT_MODULE).writeAsOperator(input))
  }
)
