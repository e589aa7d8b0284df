import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { LICENSING_MODULE } from "../../../modules/licensing"
import { DECIDE_WITHIN } from "../../../modules/licensing/rules/rebind-request"
import type LicensingModuleService from "../../../modules/licensing/service"
import type { OwedRebindMail } from "../../../modules/licensing/services/rebind-requests"
import { NOTICES_MODULE } from "../../../modules/notices"
import { purposes } from "../../../modules/notices/rules/purposes"
import type NoticesModuleService from "../../../modules/notices/service"
import { PORTAL_MODULE } from "../../../modules/portal"
import type PortalModuleService from "../../../modules/portal/service"

/** Without `request_id` those of all requests: what a process that died has left. */
export type EnsureRebindNoticesInput = { request_id?: string }

/**
 * Queues the mails that requests to move a seat owe. Dying in between does no harm: a mail that is queued already is found
 * by its purpose, and only then it is owed no more. One that cannot be queued keeps no other waiting.
 */
export const ensureRebindNoticesStep = createStep(
  { name: "license-center-ensure-rebind-notices", noCompensation: true },
  async ({ request_id }: EnsureRebindNoticesInput, { container }) => {
    const { rebindRequests } = container.resolve<LicensingModuleService>(LICENSING_MODULE)
    const ids: string[] = []
    const queue = async (owed: OwedRebindMail, ensure: () => Promise<string>) => {
      try {
        ids.push(await ensure())
      } catch (error) {
        container
          .resolve(ContainerRegistrationKeys.LOGGER)
          .error(
            `License Center: the mail about ${owed.id} could not be queued, the next sweep tries again: ${(error as Error).message}`
          )
      }
    }
    for (const owed of await rebindRequests.listOwed(request_id)) {
      await queue(owed, async () => {
        const id = await ensureQuestion(container, owed)
        await rebindRequests.settleOwed(owed.id)
        return id
      })
    }
    for (const owed of await rebindRequests.listOwedDecisions(request_id)) {
      await queue(owed, async () => {
        const id = await ensureDecision(container, owed)
        await rebindRequests.settleOwedDecision(owed.id)
        return id
      })
    }
    return new StepResponse({ ids })
  }
)

/** With a link of its own. Of two that run at once one makes a link that no mail brings: it opens nothing. */
async function ensureQuestion(
  container: MedusaContainer,
  { id, license_id, email, locale }: OwedRebindMail
): Promise<string> {
  const { links } = container.resolve<PortalModuleService>(PORTAL_MODULE)
  const link_id = await links.create(
    { email, locale, kind: "rebind", subject_id: id, expires_in: DECIDE_WITHIN },
    new Date()
  )
  const notice = await ensure(container, {
    kind: "rebind_confirm",
    purpose_key: purposes.rebindConfirm(id),
    to: email,
    locale,
    license_ids: [license_id],
    data: { request_id: id, link_id },
  })
  await links.markNoticed([link_id])
  return notice
}

function ensureDecision(
  container: MedusaContainer,
  { id, license_id, email, locale }: OwedRebindMail
): Promise<string> {
  return ensure(container, {
    kind: "rebind_decision",
    purpose_key: purposes.rebindDecision(id),
    to: email,
    locale,
    license_ids: [license_id],
    data: { request_id: id },
  })
}

type Notice = Parameters<NoticesModuleService["ensureNotices"]>[0][number]

async function ensure(container: MedusaContainer, notice: Notice): Promise<string> {
  const [ensured] = await container.resolve<NoticesModuleService>(NOTICES_MODULE).ensureNotices([notice])
  return ensured!.id
}
