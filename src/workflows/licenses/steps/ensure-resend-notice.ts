import { randomUUID } from "node:crypto"
import { MedusaError } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { LICENSING_MODULE } from "../../../modules/licensing"
import type LicensingModuleService from "../../../modules/licensing/service"
import type { Actor } from "../../../modules/licensing/types"
import { NOTICES_MODULE } from "../../../modules/notices"
import { purposes } from "../../../modules/notices/rules/purposes"
import type NoticesModuleService from "../../../modules/notices/service"

export type ResendLicenseInput = { id: string; reason?: string | null; actor: Actor }

/** A resend is a purpose of its own: each press of the button is one more mail, to the address the license has now. */
export const ensureResendNoticeStep = createStep(
  { name: "license-center-ensure-resend-notice", noCompensation: true },
  async ({ id, reason, actor }: ResendLicenseInput, { container }) => {
    const licensing = container.resolve<LicensingModuleService>(LICENSING_MODULE)
    const notices = container.resolve<NoticesModuleService>(NOTICES_MODULE)
    const license = await licensing.retrieveLicenseSummary(id)
    if (license.status === "revoked") {
      throw new MedusaError(
        MedusaError.Types.NOT_ALLOWED,
        "The key of a revoked license is not mailed. Reinstate it first"
      )
    }
    const [notice] = await notices.ensureNotices([
      {
        kind: "license_delivered",
        purpose_key: purposes.resend(id, randomUUID()),
        to: license.email,
        order_id: license.order_id,
        license_ids: [id],
      },
    ])
    await licensing.recordAudit({
      name: "license.resent",
      actor,
      license_id: id,
      order_id: license.order_id,
      reason,
      data: { notice_id: notice!.id },
    })
    return new StepResponse({ ids: [notice!.id] })
  }
)
