import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import type { IFileModuleService } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { NOTICES_MODULE } from "../../../modules/notices"
import type { TicketKind } from "../../../modules/notices/rules/kinds"
import { purposes } from "../../../modules/notices/rules/purposes"
import type NoticesModuleService from "../../../modules/notices/service"
import { SUPPORT_MODULE } from "../../../modules/support"
import type SupportModuleService from "../../../modules/support/service"
import type { LinkKind } from "../../../modules/support/types"

/** `ticket_id`: only what this one owes, right after it was written in. Without it: everything that is due. */
export type SettleTicketsInput = { ticket_id?: string }

const KIND: Record<LinkKind, TicketKind> = {
  opened: "ticket_opened",
  reply: "ticket_reply",
  closing: "ticket_closing",
  requested: "ticket_link",
}

const BATCH = 100
/** Of batches, in one run; the next one goes on. */
const MOST_BATCHES = 20

/** Warns of and closes what has waited too long for its customer. */
export const settleTicketClockStep = createStep(
  { name: "license-center-settle-ticket-clock", noCompensation: true },
  async ({ ticket_id }: SettleTicketsInput, { container }) => {
    const support = container.resolve<SupportModuleService>(SUPPORT_MODULE)
    const closed: string[] = []
    for (let batch = 0; !ticket_id && batch < MOST_BATCHES; batch++) {
      const settled = await support.settleClock(new Date(), BATCH)
      closed.push(...settled.closed)
      if (settled.closed.length + settled.warned.length < BATCH) {
        break
      }
    }
    return new StepResponse({ closed })
  }
)

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
