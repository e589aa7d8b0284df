import type { MedusaContainer } from "@medusajs/framework/types"
import type { RenderedMail } from "../../../emails/types"
import { LICENSING_MODULE } from "../../../modules/licensing"
import type LicensingModuleService from "../../../modules/licensing/service"
import { NOTICES_MODULE } from "../../../modules/notices"
import {
  isLicenseKind,
  isPortalKind,
  isRebindKind,
  isReminderKind,
  isRenewalKind,
  isTicketKind,
  isUpgradeKind,
  isWithdrawalKind,
  isRefundKind,
} from "../../../modules/notices/rules/kinds"
import type NoticesModuleService from "../../../modules/notices/service"
import type { MailSettings, Notice } from "../../../modules/notices/types"
import { PORTAL_MODULE } from "../../../modules/portal"
import type PortalModuleService from "../../../modules/portal/service"
import { REFUNDS_MODULE } from "../../../modules/refunds"
import type RefundsModuleService from "../../../modules/refunds/service"
import { SUPPORT_MODULE } from "../../../modules/support"
import type SupportModuleService from "../../../modules/support/service"
import type { MailHeaders } from "../../../providers/smtp/headers"
import { composeLicenseMail } from "./compose-license-mail"
import { composePortalMail } from "./compose-portal-mail"
import { composeRefundMail } from "./compose-refund-mail"
import { priceRenewals } from "../../renewals/lib/price-renewals"
import { composeReminderMail } from "./compose-reminder-mail"
import { composeRebindMail } from "./compose-rebind-mail"
import { composeRenewalMail } from "./compose-renewal-mail"
import { composeTicketMail } from "./compose-ticket-mail"
import { composeUpgradeMail } from "./compose-upgrade-mail"
import { composeWithdrawalMail } from "./compose-withdrawal-mail"

export type Asked = Pick<
  Notice,
  | "id"
  | "kind"
  | "purpose_key"
  | "to"
  | "locale"
  | "order_id"
  | "license_ids"
  | "mailed_license_ids"
  | "data"
  | "status"
  | "created_at"
>

/** What reaches the provider and is stored nowhere: keys, links and tags are in it. */
export type MailContent = RenderedMail & { headers?: MailHeaders }

export type ComposedNotice =
  | { content: MailContent; to: string; license_ids: string[]; cancel?: undefined; wait?: undefined }
  /** There is nothing to tell any more; why, for operators. */
  | { cancel: string; content?: undefined; wait?: undefined }
  /** What it says depends on a mail that is under way. */
  | { wait: true; content?: undefined; cancel?: undefined }

/**
 * Writes the mail of a notice from what it is about, as that is now. Modules are looked up only for the mails that
 * need them.
 *
 * @throws Error when this version of the plugin has no such mail
 */
export async function composeNotice(
  container: MedusaContainer,
  notice: Asked,
  store: MailSettings
): Promise<ComposedNotice> {
  const { kind } = notice
  if (isLicenseKind(kind)) {
    const licensing = container.resolve<LicensingModuleService>(LICENSING_MODULE)
    const notices = container.resolve<NoticesModuleService>(NOTICES_MODULE)
    const findWaiver = (id: string) => container.resolve<RefundsModuleService>(REFUNDS_MODULE).waivers.find(id)
    return composeLicenseMail({ licensing, notices, findWaiver }, { ...notice, kind }, store)
  }
  if (isRenewalKind(kind)) {
    return composeRenewalMail(container, { ...notice, kind }, store)
  }
  if (isTicketKind(kind)) {
    return composeTicketMail(container.resolve<SupportModuleService>(SUPPORT_MODULE), { ...notice, kind }, store)
  }
  if (isReminderKind(kind)) {
    const licensing = container.resolve<LicensingModuleService>(LICENSING_MODULE)
    const sources = { licensing, priceRenewals: (ids: string[]) => priceRenewals(container, ids) }
    return composeReminderMail(sources, notice, store)
  }
  if (isRebindKind(kind)) {
    const { rebindRequests } = container.resolve<LicensingModuleService>(LICENSING_MODULE)
    const { links } = container.resolve<PortalModuleService>(PORTAL_MODULE)
    return composeRebindMail({ requests: rebindRequests, links }, { ...notice, kind }, store)
  }
  if (isWithdrawalKind(kind)) {
    const { withdrawals } = container.resolve<RefundsModuleService>(REFUNDS_MODULE)
    const { support } = container.resolve<SupportModuleService>(SUPPORT_MODULE)
    return composeWithdrawalMail({ withdrawals, time_zone: support.hours.time_zone }, notice, store)
  }
  if (isPortalKind(kind)) {
    return composePortalMail(container.resolve<PortalModuleService>(PORTAL_MODULE), { ...notice, kind }, store)
  }
  if (isRefundKind(kind)) {
    return composeRefundMail(container, { ...notice, kind }, store)
  }
  if (isUpgradeKind(kind)) {
    return composeUpgradeMail(container.resolve<LicensingModuleService>(LICENSING_MODULE), notice, store)
  }
  throw new Error(`This version of License Center has no mail of the kind "${kind}".`)
}
