import type { MedusaContainer } from "@medusajs/framework/types"
import { answerRefundsWorkflow } from "../workflows/refunds/workflows/answer-refunds"

/** Decisions about refunds whose process died before it could tell the customer. */
export default async function answerRefundsJob(container: MedusaContainer) {
  await answerRefundsWorkflow(container).run({ input: {} })
}

export const config = {
  name: "license-center-answer-refunds",
  schedule: { interval: 60_000 },
}
