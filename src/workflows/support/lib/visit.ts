import type { MedusaContainer } from "@medusajs/framework/types"
import { sharedLimits } from "../../../lib/rate-limit"
import { SUPPORT_MODULE } from "../../../modules/support"
import { isLinkToken, isSession } from "../../../modules/support/rules/link-tokens"
import type SupportModuleService from "../../../modules/support/service"
import type { ExchangedLink, Visitor } from "../../../modules/support/types"
import { endVisitWorkflow } from "../workflows/end-visit"

/** Who visits with this session; null when there is no such visit (any more). Writes nothing. */
export async function visitorOf(container: MedusaContainer, session: string | null): Promise<Visitor | null> {
  if (session === null || !isSession(session)) {
    return null
  }
  return container.resolve<SupportModuleService>(SUPPORT_MODULE).findVisitor(session, new Date())
}

/** The session of `Authorization: Bearer lcs_…`; null when there is none of that form. */
export function bearerSession(authorization: string | undefined): string | null {
  const session = /^bearer +(\S+)$/i.exec(authorization ?? "")?.[1]
  return session !== undefined && isSession(session) ? session : null
}

/** Ends the visit; its link goes on opening the ticket. */
export async function leaveVisit(container: MedusaContainer, { visit_id }: Visitor): Promise<void> {
  await endVisitWorkflow(container).run({ input: { visit_id } })
}

/** Who tries too often waits so many seconds. */
export type Limited = { ok: false; reason: "limited"; wait: number }

/**
 * Exchanges a private link's token for a visit. Not by a workflow, whose inputs and outputs are stored: both tokens are
 * seen here, by the service and by who asked.
 *
 * @param token as it came; one that was pasted may have blanks around it, which the caller takes off
 */
export async function beginVisit(
  container: MedusaContainer,
  token: string,
  ip: string
): Promise<ExchangedLink | Limited> {
  const support = container.resolve<SupportModuleService>(SUPPORT_MODULE)
  const wait = await sharedLimits(support.options)?.count("exchange", ip)
  if (wait) {
    return { ok: false, reason: "limited", wait }
  }
  return isLinkToken(token) ? support.exchangeLink(token, new Date()) : { ok: false, reason: "unknown" }
}
