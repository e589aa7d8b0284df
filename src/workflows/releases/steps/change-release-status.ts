import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { RELEASES_MODULE } from "../../../modules/releases"
import type ReleasesModuleService from "../../../modules/releases/service"
import type { Actor } from "../../../modules/releases/types"
import { deleteUnusedUploads } from "../lib/uploads"

export type ReleaseAction = "publish" | "yank" | "discard"
export type ChangeReleaseStatusInput = { id: string; action: ReleaseAction; reason?: string | null; actor: Actor }

/** No compensation: clients may have acted on it. @returns whether anything changed */
export const changeReleaseStatusStep = createStep(
  { name: "license-center-change-release-status", noCompensation: true },
  async ({ id, action, reason, actor }: ChangeReleaseStatusInput, { container }) => {
    const releases = container.resolve<ReleasesModuleService>(RELEASES_MODULE)
    switch (action) {
      case "publish":
        return new StepResponse(await releases.publishRelease(id, actor))
      case "yank":
        return new StepResponse(await releases.yankRelease(id, reason ?? null, actor))
      case "discard":
        await deleteUnusedUploads(container, await releases.discardRelease(id, actor))
        return new StepResponse(true)
    }
  }
)
