import { sharedLimits } from "../../../lib/rate-limit"
import { LICENSING_MODULE } from "../../../modules/licensing"
import type LicensingModuleService from "../../../modules/licensing/service"
import type { DeliverableLicense } from "../../../modules/licensing/types"
import { OpenRenewalPage, RenewalProblemPage } from "../../../pages/reminders/renew"
import { PlainPage } from "../../../pages/tickets/plain"
import type { Hosted } from "../hosted"
import { readHostedForm, type HostedForm } from "../read-hosted-form"

/** The licenses that the link in the form may renew, masked. Null when there are none; that is answered then. */
export async function openRenewal({
  req,
  res,
  ip,
  show,
  support,
}: Hosted): Promise<{ token: string; form: HostedForm; licenses: DeliverableLicense[] } | null> {
  const form = await readHostedForm(req)
  const token = form.get("token").trim()
  if (!token) {
    show(400, OpenRenewalPage, { missing: true })
    return null
  }
  const wait = (await sharedLimits(support.options)?.count("exchange", ip)) ?? null
  if (wait !== null) {
    res.setHeader("Retry-After", String(wait))
    show(429, PlainPage, { says: "limited", back: "/renew" })
    return null
  }
  const licensing = req.scope.resolve<LicensingModuleService>(LICENSING_MODULE)
  const link = licensing.reminders.links.readRenew(token)
  if (!link || link.expires_at <= new Date()) {
    show(401, RenewalProblemPage, { problem: link ? "expired" : "unknown" })
    return null
  }
  const ids = await licensing.reminders.mails.renewable(link.notice_id, link.email)
  if (!ids.length) {
    show(409, RenewalProblemPage, { problem: "nothing" })
    return null
  }
  return { token, form, licenses: await licensing.listLicensesForDelivery(ids, { keys: false }) }
}
