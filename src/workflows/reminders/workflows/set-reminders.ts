import { createStep, createWorkflow, StepResponse, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import type { Actor } from "../../../lib/actor"
import { LICENSING_MODULE } from "../../../modules/licensing"
import type LicensingModuleService from "../../../modules/licensing/service"

type SetReminders = {
  email: string
  /** False ends the reminders of the address, true brings them back. */
  wanted: boolean
  /** Whoever has the link of a mail is nobody in particular. */
  actor?: Actor
}

const setRemindersStep = createStep(
  { name: "license-center-set-reminders", noCompensation: true },
  async ({ email, wanted, actor }: SetReminders, { container }) => {
    const { unsubscribes } = container.resolve<LicensingModuleService>(LICENSING_MODULE).reminders
    return new StepResponse(await unsubscribes.set(email, wanted, actor ?? { type: "customer" }))
  }
)

export const setRemindersWorkflowId = "license-center-set-reminders"

/** Ends or brings back the reminders of an address. @returns whether that changed anything */
export const setRemindersWorkflow = createWorkflow(
  setRemindersWorkflowId,
  (input: SetReminders) => new WorkflowResponse(setRemindersStep(input))
)
