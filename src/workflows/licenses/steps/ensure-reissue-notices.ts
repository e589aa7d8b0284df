import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { LICENSING_MODULE } from "../../../modules/licensing"
import type LicensingModuleService from "../../../modules/licensing/service"
import { NOTICES_MODULE } from "../../../modules/notices"
import { purposes } from "../../../modules/notices/rules/purposes"
import type NoticesModuleService from "../../../modules/notices/service"

/** Without `license_id` those of all licenses: what a process that died has left. */
export type EnsureReissueNoticesInput = { license_id?: string }

/**
 * Queues the mails with new keys that are owed. Dying in between does no harm: a mail that is queued already is found
 * by its purpose, and only then it is owed no more. One that cannot be queued keeps no other waiting.
 */
export const ensureReissueNoticesStep = createStep(
  { name: "license-center-ensure-reissue-notices", noCompensation: true },
  async ({ license_id }: EnsureReissueNoticesInput, { container }) => {
    const licensing = container.resolve<LicensingModuleService>(LICENSING_MODULE)
    const notices = container.resolve<NoticesModuleService>(NOTICES_MODULE)
    const ids: string[] = []
    for (const owed of await licensing.listOwedReissueMails(license_id)) {
      try {
        const [[license]] = await licensing.searchLicenses({ id: [owed.license_id] }, { limit: 1, offset: 0 })
        if (license && !license.email) {
          // The key waits for an address, as an order's keys do.
          continue
        }
        if (license) {
          const [notice] = await notices.ensureNotices([
            {
              kind: "license_delivered",
              purpose_key: purposes.reissue(license.id, owed.unique),
              to: license.email,
              order_id: license.order_id,
              license_ids: [license.id],
            },
          ])
          ids.push(notice!.id)
        }
        await licensing.settleReissueMail(owed)
      } catch (error) {
        container
          .resolve(ContainerRegistrationKeys.LOGGER)
          .error(
            `License Center: the mail with the new key of ${owed.license_id} could not be queued, the next sweep tries again: ${(error as Error).message}`
          )
      }
    }
    return new StepResponse({ ids })
  }
)
