import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { SUPPORT_MODULE } from "../../../modules/support"
import type SupportModuleService from "../../../modules/support/service"
import type { Actor } from "../../../modules/support/types"

/** `email` in lower case. A link is named by its id: its token passes through no workflow. */
export type RequestTicketLinkInput = { link_id: string } | { email: string; number: number }

/** Owes a new link to who once had one. No compensation: at worst a mail too many, to the right address. */
export const requestTicketLinkStep = createStep(
  { name: "license-center-request-ticket-link", noCompensation: true },
  async (input: RequestTicketLinkInput, { container }) => {
    const support = container.resolve<SupportModuleService>(SUPPORT_MODULE)
    const claim = "link_id" in input ? input : { email_key: input.email, number: input.number }
    return new StepResponse(await support.requestLink(claim, new Date()))
  }
)

export type MintTicketLinkInput = { ticket_id: string; participant_id: string; actor: Actor }

/** @returns the new link's id */
export const mintTicketLinkStep = createStep(
  { name: "license-center-mint-ticket-link", noCompensation: true },
  async ({ ticket_id, participant_id, actor }: MintTicketLinkInput, { container }) => {
    const support = container.resolve<SupportModuleService>(SUPPORT_MODULE)
    return new StepResponse(await support.mintLink(ticket_id, participant_id, actor))
  }
)

/** `link_id` null: all of the ticket's. */
export type RevokeTicketLinksInput = { ticket_id: string; link_id: string | null; actor: Actor; reason?: string | null }

/** No compensation: who revokes a link wants it dead, whatever happens after. @returns how many ended */
export const revokeTicketLinksStep = createStep(
  { name: "license-center-revoke-ticket-links", noCompensation: true },
  async ({ ticket_id, link_id, actor, reason }: RevokeTicketLinksInput, { container }) => {
    const support = container.resolve<SupportModuleService>(SUPPORT_MODULE)
    return new StepResponse(await support.revokeLinks(ticket_id, link_id, actor, reason))
  }
)
