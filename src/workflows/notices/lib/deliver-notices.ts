import type { INotificationModuleService, Logger, MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { isTombstone } from "../../../lib/tombstone"
import { NOTICES_MODULE } from "../../../modules/notices"
import { errorText } from "../../../modules/notices/rules/error-text"
import { isOfRecipient } from "../../../modules/notices/rules/refusal"
import type NoticesModuleService from "../../../modules/notices/service"
import type { Notice } from "../../../modules/notices/types"
import { composeNotice } from "./compose-notice"

const DEFAULT_LIMIT = 50
/**
 * After so many refusals in a row the mail server is down, not the mails wrong; the rest keeps its attempts. A recipient
 * that it does not know is no sign of that: whoever asks for mails to such addresses must not hold up the others.
 */
const GIVE_UP_AFTER = 3

type Services = {
  container: MedusaContainer
  notices: NoticesModuleService
  notifications: INotificationModuleService
}

export type DeliverInput = {
  /** Only these notices, when given. */
  ids?: string[]
  /** At most so many; by default all of `ids`, or 50. */
  limit?: number
}

/** Ids only: workflows store what passes through them. */
export type DeliverResult = {
  sent: string[]
  failed: string[]
  canceled: string[]
  /** One entry per license whose key has just been mailed. */
  delivered: { id: string; notice_id: string }[]
}

/**
 * Sends the mails that are due. Each is claimed right before it is sent, so that a slow server never lets the claim
 * of a mail further back run out. A mail that fails is tried again later; this function does not throw for it.
 */
export async function deliverNotices(container: MedusaContainer, input: DeliverInput): Promise<DeliverResult> {
  const services: Services = {
    container,
    notices: container.resolve(NOTICES_MODULE),
    notifications: container.resolve(Modules.NOTIFICATION),
  }
  const logger = container.resolve<Logger>(ContainerRegistrationKeys.LOGGER)
  const result: DeliverResult = { sent: [], failed: [], canceled: [], delivered: [] }
  const limit = input.limit ?? input.ids?.length ?? DEFAULT_LIMIT
  let refusals: string[] = []
  let inARow = 0

  for (let taken = 0; taken < limit && inARow < GIVE_UP_AFTER; taken++) {
    const [notice] = await services.notices.claimDue({ limit: 1, ids: input.ids })
    if (!notice) {
      break
    }
    const refusal = await deliverOne(services, notice, result)
    inARow = refusal === null || isOfRecipient(refusal) ? 0 : inARow + 1
    refusals = refusal === null ? refusals : [...refusals, refusal]
  }
  if (refusals.length) {
    const reasons = [...new Set(refusals)].join("; ")
    logger.warn(`License Center: ${refusals.length} mail(s) could not be sent and will be tried again: ${reasons}`)
  }
  return result
}

/** @returns null, or why the mail could not be sent */
async function deliverOne(services: Services, notice: Notice, result: DeliverResult): Promise<string | null> {
  const { notices } = services
  let outcome: Awaited<ReturnType<typeof send>>
  try {
    outcome = await send(services, notice)
  } catch (error) {
    const reason = reasonOf(error)
    await notices.markFailed(notice.id, reason, notice)
    result.failed.push(notice.id)
    return reason
  }
  if (outcome.wait) {
    return null
  }
  // Outside the try: once the server has the mail, a hiccup of the database must not count as a refusal. The claim
  // then runs out and the mail goes out again under the same Message-ID, which mail programs show once.
  if (outcome.cancel !== undefined) {
    await notices.cancel(notice, outcome.cancel)
    result.canceled.push(notice.id)
    return null
  }
  await notices.markSent(notice.id, outcome.external_id)
  result.sent.push(notice.id)
  if (notice.kind === "license_delivered") {
    result.delivered.push(...outcome.license_ids.map((id) => ({ id, notice_id: notice.id })))
  }
  return null
}

type Sent = { license_ids: string[]; external_id: string | null; cancel?: undefined; wait?: undefined }

/** @returns `wait` when the notice is no longer this sender's: put back for later, or taken over by another */
async function send(
  services: Services,
  notice: Notice
): Promise<Sent | { cancel: string; wait?: undefined } | { wait: true; cancel?: undefined }> {
  const { container, notices, notifications } = services
  const composed = await composeNotice(container, notice, await notices.mailSettings())
  if (composed.wait) {
    await notices.postpone(notice)
    return { wait: true }
  }
  if (composed.cancel !== undefined) {
    return { cancel: composed.cancel }
  }
  const { to, license_ids, content } = composed
  if (isTombstone(to) || isTombstone(notice.to)) {
    return { cancel: "Its reader was erased." }
  }
  if (!(await notices.handOver(notice, { to, license_ids }))) {
    return { wait: true }
  }
  const notification = await notifications.createNotifications({
    to,
    channel: "email",
    template: notice.kind,
    // Reaches the provider and is not stored; everything else here is, so it holds ids only.
    content,
    data: { notice_id: notice.id },
    trigger_type: notice.kind,
    resource_type: "license_center_notice",
    resource_id: notice.id,
    // A fresh key for each attempt: Medusa cannot send again under a key that failed once. The count alone starts
    // anew when an operator retries, the claim's time does not.
    idempotency_key: `${notice.purpose_key}:${notice.attempts}:${new Date(notice.claimed_until!).getTime()}`,
  })
  return { license_ids, external_id: notification?.external_id ?? null }
}

function reasonOf(error: unknown): string {
  const text = errorText(error)
  return /notification provider for channel/i.test(text)
    ? "No email provider is configured. Set SMTP_URL, or add a provider with the channel `email` to Medusa's notification module."
    : text
}
