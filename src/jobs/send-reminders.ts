import type { MedusaContainer } from "@medusajs/framework/types"
import { sendRemindersWorkflow } from "../workflows/reminders/workflows/send-reminders"

/** Reminds of licenses that end. Every minute: it is one question to an index when nothing is due. */
export default async function sendReminders(container: MedusaContainer) {
  await sendRemindersWorkflow(container).run({})
}

export const config = { name: "license-center-send-reminders", schedule: "* * * * *" }
