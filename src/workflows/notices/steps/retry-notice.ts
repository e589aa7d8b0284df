import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { NOTICES_MODULE } from "../../../modules/notices"
import type NoticesModuleService from "../../../modules/notices/service"

export const retryNoticeStepId = "license-center-retry-notice"

/** Puts a mail back in the queue. Not undone when sending fails: it is owed either way. */
export const retryNoticeStep = createStep(
  { name: retryNoticeStepId, noCompensation: true },
  async ({ id }: { id: string }, { container }) => {
    await container.resolve<NoticesModuleService>(NOTICES_MODULE).retry(id)
    return new StepResponse({ id })
  }
)
