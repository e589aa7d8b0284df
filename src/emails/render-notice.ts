import type {
  LicenseKind,
  PortalKind,
  RebindKind,
  RefundKind,
  ReminderMailKind,
  RenewalMailKind,
  TicketKind,
} from "../modules/notices/rules/kinds"
import { LicenseDelivered, licenseDeliveredSubject } from "./license-delivered"
import { LicenseExpired, licenseExpiredSubject } from "./license-expired"
import { LicenseRevoked, licenseRevokedSubject } from "./license-revoked"
import { PortalLink, portalLinkSubject } from "./portal-link"
import { RebindConfirm, rebindConfirmSubject } from "./rebind-confirm"
import { RebindDecision, rebindDecisionSubject } from "./rebind-decision"
import { RefundDecision, refundDecisionSubject } from "./refund-decision"
import { RenewalReverted, renewalRevertedSubject } from "./renewal-reverted"
import { Renewed, renewedSubject } from "./renewed"
import { renderMail, type Template } from "./render-mail"
import { RenewalReminder, renewalReminderSubject } from "./renewal-reminder"
import { TicketAdded, ticketAddedSubject } from "./ticket-added"
import { TicketClosing, ticketClosingSubject } from "./ticket-closing"
import { TicketLink, ticketLinkSubject } from "./ticket-link"
import { TicketOpened, ticketOpenedSubject } from "./ticket-opened"
import { TicketReply, ticketReplySubject } from "./ticket-reply"
import type {
  NoticeMailProps,
  PortalMailProps,
  RebindMailProps,
  ReminderMailProps,
  RenderedMail,
  TicketMailProps,
  UpgradeMailProps,
  WithdrawalProps,
  RefundMailProps,
} from "./types"
import { Upgraded, upgradedSubject } from "./upgraded"
import { WinBack, winBackSubject } from "./win-back"
import { WithdrawalReceived, withdrawalReceivedSubject } from "./withdrawal-received"

const LICENSE_MAILS: Record<LicenseKind | RenewalMailKind, Template<NoticeMailProps>> = {
  license_delivered: { body: LicenseDelivered, subject: licenseDeliveredSubject },
  license_revoked: { body: LicenseRevoked, subject: licenseRevokedSubject },
  renewed: { body: Renewed, subject: renewedSubject },
  renewal_reverted: { body: RenewalReverted, subject: renewalRevertedSubject },
}

const TICKET_MAILS: { [Kind in TicketKind]: Template<TicketMailProps[Kind]> } = {
  ticket_opened: { body: TicketOpened, subject: ticketOpenedSubject },
  ticket_reply: { body: TicketReply, subject: ticketReplySubject },
  ticket_closing: { body: TicketClosing, subject: ticketClosingSubject },
  ticket_link: { body: TicketLink, subject: ticketLinkSubject },
  ticket_added: { body: TicketAdded, subject: ticketAddedSubject },
}

const REMINDER_MAILS: Record<ReminderMailKind, Template<ReminderMailProps>> = {
  renewal_reminder: { body: RenewalReminder, subject: renewalReminderSubject },
  license_expired: { body: LicenseExpired, subject: licenseExpiredSubject },
  win_back: { body: WinBack, subject: winBackSubject },
}

const REBIND_MAILS: { [Kind in RebindKind]: Template<RebindMailProps[Kind]> } = {
  rebind_confirm: { body: RebindConfirm, subject: rebindConfirmSubject },
  rebind_decision: { body: RebindDecision, subject: rebindDecisionSubject },
}

const PORTAL_MAILS: { [Kind in PortalKind]: Template<PortalMailProps[Kind]> } = {
  portal_link: { body: PortalLink, subject: portalLinkSubject },
}

const REFUND_MAILS: Record<RefundKind, Template<RefundMailProps>> = {
  refund_decision: { body: RefundDecision, subject: refundDecisionSubject },
}

/** A mail about licenses. See {@link renderMail}. */
export async function renderNotice(
  kind: LicenseKind | RenewalMailKind,
  locale: string | null | undefined,
  props: NoticeMailProps
): Promise<RenderedMail> {
  return renderMail(LICENSE_MAILS[kind], locale, props)
}

/** A mail about a ticket. See {@link renderMail}. */
export async function renderTicketMail<Kind extends TicketKind>(
  kind: Kind,
  locale: string | null | undefined,
  props: TicketMailProps[Kind]
): Promise<RenderedMail> {
  return renderMail<TicketMailProps[Kind]>(TICKET_MAILS[kind], locale, props)
}

/** A mail about licenses that end or have ended. See {@link renderMail}. */
export async function renderReminder(
  kind: ReminderMailKind,
  locale: string | null | undefined,
  props: ReminderMailProps
): Promise<RenderedMail> {
  return renderMail(REMINDER_MAILS[kind], locale, props)
}

/** A mail about a device that asks for a seat. See {@link renderMail}. */
export async function renderRebindMail<Kind extends RebindKind>(
  kind: Kind,
  locale: string | null | undefined,
  props: RebindMailProps[Kind]
): Promise<RenderedMail> {
  return renderMail<RebindMailProps[Kind]>(REBIND_MAILS[kind], locale, props)
}

/** The acknowledgement of a withdrawal. See {@link renderMail}. */
export async function renderWithdrawalMail(
  locale: string | null | undefined,
  props: WithdrawalProps
): Promise<RenderedMail> {
  return renderMail<WithdrawalProps>({ body: WithdrawalReceived, subject: withdrawalReceivedSubject }, locale, props)
}

/** A mail that brings a private link of the portal. See {@link renderMail}. */
export async function renderPortalMail<Kind extends PortalKind>(
  kind: Kind,
  locale: string | null | undefined,
  props: PortalMailProps[Kind]
): Promise<RenderedMail> {
  return renderMail<PortalMailProps[Kind]>(PORTAL_MAILS[kind], locale, props)
}

/** A mail about a refund. See {@link renderMail}. */
export async function renderRefundMail(
  kind: RefundKind,
  locale: string | null | undefined,
  props: RefundMailProps
): Promise<RenderedMail> {
  return renderMail(REFUND_MAILS[kind], locale, props)
}

/** The mail about an upgrade that is in force. See {@link renderMail}. */
export async function renderUpgrade(locale: string | null | undefined, props: UpgradeMailProps): Promise<RenderedMail> {
  return renderMail({ body: Upgraded, subject: upgradedSubject }, locale, props)
}
