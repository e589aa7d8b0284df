import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { SUPPORT_MODULE } from "../../../modules/support"
import type SupportModuleService from "../../../modules/support/service"
import type { Actor, Decision, TicketChanges } from "../../../modules/support/types"

// No compensations here: a person's decision holds, even if telling others of it fails.

export type ChangeTicketInput = { ticket_id: string; happening: Decision; actor: Actor; reason?: string | null }

/** @returns whether anything changed, and the ticket's status now */
export const changeTicketStep = createStep(
  { name: "license-center-change-ticket", noCompensation: true },
  async ({ ticket_id, happening, actor, reason }: ChangeTicketInput, { container }) => {
    const support = container.resolve<SupportModuleService>(SUPPORT_MODULE)
    return new StepResponse(await support.changeTicket(ticket_id, happening, actor, reason))
  }
)

export type UpdateTicketInput = { ticket_id: string; changes: TicketChanges; actor: Actor }

/** @returns whether anything changed */
export const updateTicketStep = createStep(
  { name: "license-center-update-ticket", noCompensation: true },
  async ({ ticket_id, changes, actor }: UpdateTicketInput, { container }) => {
    const support = container.resolve<SupportModuleService>(SUPPORT_MODULE)
    return new StepResponse(await support.updateTicket(ticket_id, changes, actor))
  }
)

export type MergeTicketsInput = { ticket_id: string; into_id: string; actor: Actor; reason?: string | null }

/** @returns the tickets whose status it changed */
export const mergeTicketsStep = createStep(
  { name: "license-center-merge-tickets", noCompensation: true },
  async ({ ticket_id, into_id, actor, reason }: MergeTicketsInput, { container }) => {
    const support = container.resolve<SupportModuleService>(SUPPORT_MODULE)
    return new StepResponse(await support.mergeTickets(ticket_id, into_id, actor, reason))
  }
)
