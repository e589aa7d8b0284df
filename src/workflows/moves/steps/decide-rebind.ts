import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { LICENSING_MODULE } from "../../../modules/licensing"
import type LicensingModuleService from "../../../modules/licensing/service"
import type { MoveAnswer, OperatorDecision } from "../../../modules/licensing/services/rebind-decisions"

/** What the owner of a license, or an operator, says to a device that asks for a seat. What was typed is redacted. */
export type DecideRebindInput =
  | { what: "move"; id: string; from_activation_id: string | null }
  | { what: "decline"; id: string }
  | { what: "escalate"; id: string; from_activation_id: string; reason: string | null }
  | ({ what: "decide" } & OperatorDecision)

/** No compensation: a device that got its seat must not lose it because telling others of it fails. */
export const decideRebindStep = createStep(
  { name: "license-center-decide-rebind", noCompensation: true },
  async (input: DecideRebindInput, { container }) => {
    const { rebindRequests } = container.resolve<LicensingModuleService>(LICENSING_MODULE)
    return new StepResponse<MoveAnswer>(await decide(rebindRequests, input))
  }
)

function decide(requests: LicensingModuleService["rebindRequests"], input: DecideRebindInput): Promise<MoveAnswer> {
  switch (input.what) {
    case "move":
      return requests.move(input)
    case "decline":
      return requests.decline(input.id)
    case "escalate":
      return requests.escalate(input)
    case "decide":
      return requests.decide(input)
  }
}
