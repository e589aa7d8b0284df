import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { PORTAL_MODULE } from "../../../modules/portal"
import type PortalModuleService from "../../../modules/portal/service"

export type EndPortalSessionInput = { session_id: string }

/** Ends a session before its time. No compensation: whoever leaves wants to be gone. */
export const endPortalSessionStep = createStep(
  { name: "license-center-end-portal-session", noCompensation: true },
  async ({ session_id }: EndPortalSessionInput, { container }) => {
    await container.resolve<PortalModuleService>(PORTAL_MODULE).sessions.end(session_id)
    return new StepResponse(session_id)
  }
)
