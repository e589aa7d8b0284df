import type { MedusaContainer } from "@medusajs/framework/types"
import { sharedLimits, subjectOfKey } from "../../../lib/rate-limit"
import { SUPPORT_MODULE } from "../../../modules/support"
import { normalizeEmail } from "../../../modules/support/rules/intake"
import { isLinkToken } from "../../../modules/support/rules/link-tokens"
import type SupportModuleService from "../../../modules/support/service"
import { requestTicketLinkWorkflow } from "../workflows/request-ticket-link"
import { isRecord } from "./read-request"

/** By what somebody asks for a new link: an old one, or an address with the number of one of its tickets. */
export type LinkClaim = { token: string } | { email_key: string; number: number }

/** As people write it, and as mails do. */
const TICKET_NUMBER = /^\s*#?\s*(\d{1,10})\s*$/
/** Larger ones are no ticket's. */
const LARGEST_NUMBER = 2_147_483_647

/** @returns null for what claims nothing that could be true */
export function readLinkClaim(body: unknown): LinkClaim | null {
  if (!isRecord(body)) {
    return null
  }
  const { token, email, number } = body
  if (typeof token === "string" && isLinkToken(token)) {
    return { token }
  }
  const address = typeof email === "string" ? normalizeEmail(email) : null
  const digits = typeof number === "string" || typeof number === "number" ? TICKET_NUMBER.exec(String(number))?.[1] : ""
  const counted = Number(digits)
  return address && counted > 0 && counted <= LARGEST_NUMBER ? { email_key: address.key, number: counted } : null
}

/**
 * Owes a new link to who once had one; its mail goes out with the next round. Says nothing of whether there is such a
 * ticket, nor of limits: it always ends well.
 *
 * @param claim null counts towards the limit of its network address, and does nothing else
 */
export async function requestLink(container: MedusaContainer, claim: LinkClaim | null, ip: string): Promise<void> {
  const support = container.resolve<SupportModuleService>(SUPPORT_MODULE)
  const limits = sharedLimits(support.options)
  const isFull = async (bucket: "link_ip" | "link_request", subject: string) =>
    limits !== null && (await limits.count(bucket, subject)) !== null
  if ((await isFull("link_ip", ip)) || claim === null) {
    return
  }
  // With the number: whoever guesses some for an address does not use up what its owner may ask.
  const asked = "token" in claim ? claim.token : `${claim.email_key} ${claim.number}`
  if (await isFull("link_request", subjectOfKey(asked))) {
    return
  }
  // A token may pass through no workflow: its link's id does.
  const link_id = "token" in claim ? await support.identifyLink(claim.token) : null
  const input = "token" in claim ? link_id && { link_id } : { email: claim.email_key, number: claim.number }
  if (input) {
    await requestTicketLinkWorkflow(container).run({ input })
  }
}
