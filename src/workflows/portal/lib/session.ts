import type { MedusaContainer } from "@medusajs/framework/types"
import { sharedLimits } from "../../../lib/rate-limit"
import { PORTAL_MODULE } from "../../../modules/portal"
import { isPortalSession, isPortalToken } from "../../../modules/portal/rules/tokens"
import type PortalModuleService from "../../../modules/portal/service"
import type { ExchangedPortalLink, PortalVisitor } from "../../../modules/portal/types"
import type { Owner } from "./owner"
import { endPortalSessionWorkflow } from "../workflows/end-session"

/** Who came with this session; null when there is no such session (any more). Writes nothing. */
export async function portalVisitorOf(
  container: MedusaContainer,
  session: string | null
): Promise<PortalVisitor | null> {
  if (session === null || !isPortalSession(session)) {
    return null
  }
  return container.resolve<PortalModuleService>(PORTAL_MODULE).sessions.visitor(session, new Date())
}

/**
 * The session of `Authorization: Bearer lcv_…`. What only begins like one is given back as well: it is a session that
 * opens nothing, and no reason to look for an account instead. Null when there is none.
 */
export function bearerPortalSession(authorization: string | undefined): string | null {
  return /^bearer +(lcv_\S*)$/i.exec(authorization ?? "")?.[1] ?? null
}

/** Ends the session; its link goes on opening others. */
export async function leavePortal(container: MedusaContainer, { session_id }: PortalVisitor): Promise<void> {
  await endPortalSessionWorkflow(container).run({ input: { session_id } })
}

/** Who tries too often waits so many seconds. */
export type Limited = { ok: false; reason: "limited"; wait: number }

/**
 * Exchanges a private link's token for a session. Not by a workflow, whose inputs and outputs are stored: both tokens are
 * seen here, by the service and by who asked.
 */
export async function beginPortalSession(
  container: MedusaContainer,
  token: string,
  ip: string
): Promise<ExchangedPortalLink | Limited> {
  const portal = container.resolve<PortalModuleService>(PORTAL_MODULE)
  const wait = await sharedLimits(portal.options)?.count("exchange", ip)
  if (wait) {
    return { ok: false, reason: "limited", wait }
  }
  return isPortalToken(token) ? portal.sessions.exchange(token, new Date()) : { ok: false, reason: "unknown" }
}

/** Who opens a link to an address while signed in has read its mail: from then on the account may do what the link may. */
export async function proveAddress(
  container: MedusaContainer,
  owner: Owner | null,
  { email }: Pick<PortalVisitor, "email">
): Promise<void> {
  if (owner?.kind === "customer") {
    await container.resolve<PortalModuleService>(PORTAL_MODULE).proofs.record(owner.customer_id, email, new Date())
  }
}
