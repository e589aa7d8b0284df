import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import type { IFileModuleService, MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { NOTICES_MODULE } from "../../../modules/notices"
import type { TicketKind } from "../../../modules/notices/rules/kinds"
import { purposes } from "../../../modules/notices/rules/purposes"
import type NoticesModuleService from "../../../modules/notices/service"
import { SUPPORT_MODULE } from "../../../modules/support"
import type SupportModuleService from "../../../modules/support/service"
import type { DueToClose } from "../../../modules/support/services/ticket-clock"
import type { LinkKind } from "../../../modules/support/types"

/** `ticket_id`: only what this one owes, right after it was written in. Without it: everything that is due. */
export type SettleTicketsInput = { ticket_id?: string }

const KIND: Record<LinkKind, TicketKind> = {
  opened: "ticket_opened",
  reply: "ticket_reply",
  closing: "ticket_closing",
  requested: "ticket_link",
  added: "ticket_added",
}

const BATCH = 100
/** Of batches, in one run; the next one goes on. */
const MOST_BATCHES = 20

/** Tells the customers of tickets that have waited too long that they will be closed. @returns how many */
export const warnOfClosingStep = createStep(
  { name: "license-center-warn-of-closing", noCompensation: true },
  async ({ ticket_id }: SettleTicketsInput, { container }) => {
    const support = container.resolve<SupportModuleService>(SUPPORT_MODULE)
    const due = ticket_id ? [] : await support.listTicketsToWarn(new Date(), BATCH * MOST_BATCHES)
    const warned = await forEach(container, due, (id) => support.warnOfClosing(id, new Date()))
    return new StepResponse(warned.length)
  }
)

/**
 * Closes what went on waiting. Only once the warning has left, and so long after it as was said: while the mail server is
 * away nobody was warned. A mail that nobody can be sent is given up at its last attempt, and the ticket with it.
 */
export const closeWaitingStep = createStep(
  { name: "license-center-close-waiting", noCompensation: true },
  async ({ ticket_id }: SettleTicketsInput, { container }) => {
    const support = container.resolve<SupportModuleService>(SUPPORT_MODULE)
    const notices = container.resolve<NoticesModuleService>(NOTICES_MODULE)
    const closed: string[] = []
    let after: string | null = null
    for (let batch = 0; !ticket_id && batch < MOST_BATCHES; batch++) {
      const due = await support.listTicketsToClose(new Date(), BATCH, after)
      after = due.at(-1)?.id ?? null
      const told = await toldOf(notices, due)
      const ready = due.filter(({ id }) => told.has(id)).map(({ id }) => id)
      closed.push(...(await forEach(container, ready, (id) => support.closeWaiting(id, told.get(id)!, new Date()))))
      if (due.length < BATCH) {
        break
      }
    }
    return new StepResponse({ closed })
  }
)

/** When the last warning of each ticket left; a ticket is missing while one has not. */
async function toldOf(notices: NoticesModuleService, due: DueToClose[]): Promise<Map<string, Date>> {
  const purpose_key = due.flatMap(({ link_ids }) => link_ids.map(purposes.ticketLink))
  const found = purpose_key.length
    ? await notices.listNotices(
        { purpose_key },
        { take: purpose_key.length, select: ["purpose_key", "status", "sent_at", "updated_at"] }
      )
    : []
  const told = new Map<string, Date>()
  for (const { id, link_ids } of due) {
    const own = link_ids.map((link_id) => found.find((notice) => notice.purpose_key === purposes.ticketLink(link_id)))
    const ends = own.map((notice) =>
      notice?.status === "sent" ? notice.sent_at : notice?.status === "failed" ? notice.updated_at : null
    )
    if (ends.length && ends.every((end) => end !== null && end !== undefined)) {
      told.set(id, new Date(Math.max(...ends.map((end) => new Date(end!).getTime()))))
    }
  }
  return told
}

/** One that fails holds up no other. @returns those for which something was done */
async function forEach(
  container: MedusaContainer,
  ids: string[],
  work: (id: string) => Promise<boolean>
): Promise<string[]> {
  const done: string[] = []
  for (const id of ids) {
    try {
      if (await work(id)) {
        done.push(id)
      }
    } catch (error) {
      container
        .resolve(ContainerRegistrationKeys.LOGGER)
        .error(`License Center: ticket ${id} could not be settled: ${(error as Error).message}`)
    }
  }
  return done
}

/**
 * Gives each owed link its notice. Dying between the two is harmless: the notice's purpose is the link, so that the next
 * run finds it there. @returns ids of notices
 */
export const ensureTicketNoticesStep = createStep(
  { name: "license-center-ensure-ticket-notices", noCompensation: true },
  async ({ ticket_id }: SettleTicketsInput, { container }) => {
    const support = container.resolve<SupportModuleService>(SUPPORT_MODULE)
    const notices = container.resolve<NoticesModuleService>(NOTICES_MODULE)
    const ids: string[] = []
    for (let batch = 0; batch < MOST_BATCHES; batch++) {
      const owed = await support.listOwedLinks(BATCH, ticket_id)
      const ensured = await notices.ensureNotices(
        owed.map((link) => ({
          kind: KIND[link.kind],
          purpose_key: purposes.ticketLink(link.id),
          to: link.to,
          locale: link.locale,
          data: { link_id: link.id, ticket_id: link.ticket_id },
        }))
      )
      await support.markLinksNoticed(owed.map(({ id }) => id))
      ids.push(...ensured.map(({ id }) => id))
      if (owed.length < BATCH) {
        break
      }
    }
    return new StepResponse(ids)
  }
)

/** Deletes uploads that no message took for a day. A file that cannot be deleted is said in the log: nobody can reach it. */
export const deleteUnusedAttachmentsStep = createStep(
  { name: "license-center-delete-unused-attachments", noCompensation: true },
  async ({ ticket_id }: SettleTicketsInput, { container }) => {
    const support = container.resolve<SupportModuleService>(SUPPORT_MODULE)
    const file_ids = ticket_id ? [] : await support.forgetUnusedAttachments(new Date(), BATCH)
    if (file_ids.length) {
      try {
        await container.resolve<IFileModuleService>(Modules.FILE).deleteFiles(file_ids)
      } catch (error) {
        container
          .resolve(ContainerRegistrationKeys.LOGGER)
          .warn(`License Center: ${file_ids.length} unused file(s) could not be deleted: ${(error as Error).message}`)
      }
    }
    return new StepResponse(file_ids.length)
  }
)
