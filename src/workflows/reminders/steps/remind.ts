import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { LICENSING_MODULE } from "../../../modules/licensing"
import type LicensingModuleService from "../../../modules/licensing/service"
import { NOTICES_MODULE } from "../../../modules/notices"
import { REMINDER_KINDS } from "../../../modules/notices/rules/kinds"
import type NoticesModuleService from "../../../modules/notices/service"
import { queueReminders } from "../lib/queue-reminders"
import { settleReminders } from "../lib/settle-reminders"

type Resolve = { resolve: <T>(name: string) => T }

const servicesOf = (container: Resolve) => ({
  reminders: container.resolve<LicensingModuleService>(LICENSING_MODULE).reminders,
  notices: container.resolve<NoticesModuleService>(NOTICES_MODULE),
})

/** Mails that one run begins. The next one, a minute later, goes on; it stays ahead of no other mail for long. */
const MOST_MAILS = 200
const MOST_LEFT_ALONE = 500

/** Writes down what is due. Nothing is undone: what is due stays due. */
export const planRemindersStep = createStep(
  { name: "license-center-plan-reminders", noCompensation: true },
  async (_input: unknown, { container }) => {
    const { reminders, notices } = servicesOf(container)
    if (!reminders.options.enabled) {
      return new StepResponse({ due: 0, missed: 0 })
    }
    // Whoever sent, or was about to, and died before it was settled.
    await settleReminders({ reminders, notices }, await reminders.mails.leftAlone(MOST_LEFT_ALONE), new Date())
    return new StepResponse(await reminders.plan.write(new Date()))
  }
)

/** Begins the mails for it, once it is planned. @returns the ids of their notices */
export const queueRemindersStep = createStep(
  { name: "license-center-queue-reminders", noCompensation: true },
  async (_planned: { due: number }, { container }) => {
    const { reminders, notices } = servicesOf(container)
    if (!reminders.options.enabled || (await reminders.queue.isFull())) {
      return new StepResponse<string[]>([])
    }
    return new StepResponse(await queueReminders({ reminders, notices }, new Date(), MOST_MAILS))
  }
)

/** Settles the reminders that mails have told of. Of mails of other kinds there are none. */
export const settleRemindersStep = createStep(
  { name: "license-center-settle-reminders", noCompensation: true },
  async ({ ids }: { ids: string[] }, { container }) => {
    const { reminders, notices } = servicesOf(container)
    const about = await notices.listNotices(
      { id: ids, kind: [...REMINDER_KINDS] },
      { select: ["id"], take: ids.length }
    )
    await settleReminders(
      { reminders, notices },
      about.map(({ id }) => id),
      new Date()
    )
    return new StepResponse(about.length)
  }
)
