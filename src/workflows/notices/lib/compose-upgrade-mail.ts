import { renderUpgrade } from "../../../emails/render-notice"
import type LicensingModuleService from "../../../modules/licensing/service"
import type { MailSettings } from "../../../modules/notices/types"
import type { Asked, ComposedNotice } from "./compose-notice"

/** Writes the mail about an upgrade, as long as it stands and no other has come on top of it. */
export async function composeUpgradeMail(
  licensing: Pick<LicensingModuleService, "upgrades" | "listLicensesForDelivery">,
  notice: Pick<Asked, "license_ids" | "locale" | "data">,
  store: MailSettings
): Promise<ComposedNotice> {
  const { change_id, order_number } = (notice.data ?? {}) as { change_id?: string; order_number?: string | null }
  const change = await licensing.upgrades.readChange(change_id ?? "")
  const [license] = await licensing.listLicensesForDelivery(notice.license_ids, { keys: false })
  if (!change?.standing || !license || license.plan.id !== change.to_plan_id || license.status === "revoked") {
    return { cancel: "The upgrade does not stand any more." }
  }
  const content = await renderUpgrade(notice.locale ?? license.locale, {
    store,
    order_number: order_number ?? null,
    license,
    from_plan: change.from_plan,
  })
  return { content, to: license.email, license_ids: [license.id] }
}
