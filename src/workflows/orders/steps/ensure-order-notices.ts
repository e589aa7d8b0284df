import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { LICENSING_MODULE } from "../../../modules/licensing"
import type LicensingModuleService from "../../../modules/licensing/service"
import { NOTICES_MODULE } from "../../../modules/notices"
import type NoticesModuleService from "../../../modules/notices/service"
import { REFUNDS_MODULE } from "../../../modules/refunds"
import type RefundsModuleService from "../../../modules/refunds/service"
import { noticesForLicenses } from "../order-notices"
import { noticesForRenewals } from "../renewal-notices"

/** More units than this in one order come from a script, and still all get their mail, a page at a time. */
const PAGE = 500

export type EnsureOrderNoticesInput = { order_id: string | null }

/** State first, then the mail that it calls for: writes the notices that are missing, and says which are new. */
export const ensureOrderNoticesStep = createStep(
  { name: "license-center-ensure-order-notices", noCompensation: true },
  async ({ order_id }: EnsureOrderNoticesInput, { container }) => {
    if (!order_id) {
      return new StepResponse<string[]>([])
    }
    const licensing = container.resolve<LicensingModuleService>(LICENSING_MODULE)
    const notices = container.resolve<NoticesModuleService>(NOTICES_MODULE)
    const licenses = []
    for (let offset = 0; ; offset += PAGE) {
      const [page] = await licensing.searchLicenses({ order_id }, { limit: PAGE, offset })
      licenses.push(...page)
      if (page.length < PAGE) {
        break
      }
    }
    const terms = await licensing.renewals.termsOfOrder(order_id)
    // After the licenses: a mail that was claimed before one of them was revoked is then seen to be under way.
    const mails = licenses.length ? await notices.keyMailsOf(order_id) : []
    const waiver = licenses.length
      ? await container.resolve<RefundsModuleService>(REFUNDS_MODULE).waivers.ofOrder(order_id)
      : null
    const ensured = await notices.ensureNotices([
      ...(licenses.length ? noticesForLicenses(licenses, mails, waiver?.id) : []),
      ...(terms.length ? noticesForRenewals(order_id, terms, await notices.renewalMailsOf(order_id)) : []),
    ])
    return new StepResponse(ensured.filter((notice) => notice.created).map((notice) => notice.id))
  }
)
