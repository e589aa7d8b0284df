import { emitEventStep } from "@medusajs/medusa/core-flows"
import { createWorkflow, transform, when, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { ReleaseEvents } from "../../../lib/events"
import { changeReleaseStatusStep, type ChangeReleaseStatusInput } from "../steps/change-release-status"

export const changeReleaseStatusWorkflowId = "license-center-change-release-status"

/** Publishes, yanks or discards a release, and tells others of the first two. @returns whether anything changed */
export const changeReleaseStatusWorkflow = createWorkflow(
  changeReleaseStatusWorkflowId,
  (input: ChangeReleaseStatusInput) => {
    const changed = changeReleaseStatusStep(input)
    when("license-center-release-told", { input, changed }, ({ input, changed }) => {
      return changed && input.action !== "discard"
    }).then(() => {
      emitEventStep({
        eventName: transform({ input }, ({ input }) =>
          input.action === "publish" ? ReleaseEvents.PUBLISHED : ReleaseEvents.YANKED
        ),
        data: transform({ input }, ({ input }) => ({ id: input.id })),
      })
    })
    return new WorkflowResponse(changed)
  }
)
