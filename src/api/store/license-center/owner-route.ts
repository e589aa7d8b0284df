import type { AuthContext, MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { LICENSING_MODULE } from "../../../modules/licensing"
import type LicensingModuleService from "../../../modules/licensing/service"
import type { LicenseSummary } from "../../../modules/licensing/services/license-reader"
import { PORTAL_MODULE } from "../../../modules/portal"
import type PortalModuleService from "../../../modules/portal/service"
import { licensesOf, type Owner } from "../../../workflows/portal/lib/owner"
import { bearerPortalSession, portalVisitorOf } from "../../../workflows/portal/lib/session"
import { publicRoute, refuse, refuseUnknown } from "./tickets/visitor-route"

type OwnerHandler = (req: MedusaRequest, res: MedusaResponse, owner: Owner) => Promise<void>

/**
 * A call of the JSON API for who owns licenses: by a portal session as bearer, else by the store's own sign-in. The
 * portal's cookie does not count here: it comes along with whatever page makes the browser send a request, and is for
 * the hosted pages, which guard their forms.
 */
export const ownerRoute = (handle: OwnerHandler) =>
  publicRoute(async (req, res) => {
    const session = bearerPortalSession(req.headers.authorization)
    const { auth_context } = req as MedusaRequest & { auth_context?: AuthContext }
    const owner = session === null ? signedIn(auth_context) : await visiting(req, session)
    if (!owner) {
      refuse(
        res,
        401,
        "NO_SESSION",
        "This needs a signed-in customer, or a session that a private link was exchanged for."
      )
      return
    }
    await handle(req, res, owner)
  })

/** @returns null for a license of somebody else as well as for none: both are `refuseUnknown` */
export async function ownedLicense(req: MedusaRequest, owner: Owner, id: string): Promise<LicenseSummary | null> {
  const owned = await ownedLicenses(req, owner, [id])
  return owned?.[0] ?? null
}

/** @returns null when one of them is not the owner's, or is none */
export async function ownedLicenses(req: MedusaRequest, owner: Owner, ids: string[]): Promise<LicenseSummary[] | null> {
  const asked = [...new Set(ids)]
  const licensing = req.scope.resolve<LicensingModuleService>(LICENSING_MODULE)
  const filters = { ...licensesOf(owner), id: asked }
  const [owned] = await licensing.searchLicenses(filters, { limit: asked.length, offset: 0 })
  return owned.length === asked.length ? owned : null
}

/**
 * Whether the owner has read mail of the address that something was sold to. Medusa lets anybody register with any address, unproved, and
 * books what guests buy with it to that account: so an account sees its licenses, masked and without their devices, and may
 * pay for them. Everything else of them is its own only once it has opened a private link to their address while it was
 * signed in.
 */
export async function hasProved(req: MedusaRequest, owner: Owner, sold: { email: string }): Promise<boolean> {
  return (
    owner.kind === "portal" ||
    req.scope.resolve<PortalModuleService>(PORTAL_MODULE).proofs.has(owner.customer_id, sold.email)
  )
}

/** The license that the address names, for its owner alone; null when who asks was told that it is not, or not yet. */
export async function provedLicense(
  req: MedusaRequest,
  res: MedusaResponse,
  owner: Owner
): Promise<LicenseSummary | null> {
  const license = await ownedLicense(req, owner, req.params.id!)
  if (!license) {
    refuseUnknown(res)
    return null
  }
  if (!(await hasProved(req, owner, license))) {
    refuseUnproved(res)
    return null
  }
  return license
}

export function refuseUnproved(res: MedusaResponse): void {
  refuse(
    res,
    403,
    "ADDRESS_UNPROVED",
    "Open the private link to your licenses once while you are signed in: have it mailed to the address they were sold to."
  )
}

/**
 * Medusa looks at every request of /store who is signed in, and lets through who has given the first of two factors only:
 * they are not the account yet.
 */
export function signedIn(context: AuthContext | undefined): Owner | null {
  if (context?.actor_type !== "customer" || !context.actor_id) {
    return null
  }
  const isHalfWay = context.mfa_enabled === true && !context.mfa_challenge_completed_at
  return isHalfWay ? null : { kind: "customer", customer_id: context.actor_id }
}

/** A link of a narrower kind opens what it was made for, and no license. */
async function visiting(req: MedusaRequest, session: string): Promise<Owner | null> {
  const visitor = await portalVisitorOf(req.scope, session)
  return visitor?.kind === "portal" ? { kind: "portal", email: visitor.email, session_id: visitor.session_id } : null
}
