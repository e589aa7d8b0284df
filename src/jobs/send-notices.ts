import type { MedusaContainer } from "@medusajs/framework/types"
import { sendNoticesWorkflow } from "../workflows/notices"

/** Sends what is due: retries, and mails whose process died between queueing and sending them. */
export default async function sendNoticesJob(container: MedusaContainer) {
  await sendNoticesWorkflow(container).run({ input: {} })
}

export const config = {
  name: "license-center-send-notices",
  schedule: { interval: 30_000 },
}
