import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { RELEASES_MODULE } from "../../../modules/releases"
import type ReleasesModuleService from "../../../modules/releases/service"

/** Of batches, in one run; the next one goes on. */
const MOST_BATCHES = 100

/** Forgets from where files were asked after 90 days; consents and withdrawals have a job of their own. There is nothing to compensate. */
export const dropTracesStep = createStep(
  { name: "license-center-drop-traces", noCompensation: true },
  async (_input: void, { container }) => {
    const releases = container.resolve<ReleasesModuleService>(RELEASES_MODULE)
    const now = new Date()
    const downloads = await inBatches(() => releases.downloadTraces.drop(now))
    return new StepResponse({ downloads })
  }
)

async function inBatches(drop: () => Promise<number>): Promise<number> {
  let total = 0
  for (let batch = 0; batch < MOST_BATCHES; batch++) {
    const dropped = await drop()
    total += dropped
    if (!dropped) {
      break
    }
  }
  return total
}
