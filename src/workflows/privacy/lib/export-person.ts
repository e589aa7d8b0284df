import type { MedusaContainer } from "@medusajs/framework/types"
import { LICENSING_MODULE } from "../../../modules/licensing"
import type LicensingModuleService from "../../../modules/licensing/service"
import { NOTICES_MODULE } from "../../../modules/notices"
import type NoticesModuleService from "../../../modules/notices/service"
import { PORTAL_MODULE } from "../../../modules/portal"
import type PortalModuleService from "../../../modules/portal/service"
import { REFUNDS_MODULE } from "../../../modules/refunds"
import type RefundsModuleService from "../../../modules/refunds/service"
import { RELEASES_MODULE } from "../../../modules/releases"
import type ReleasesModuleService from "../../../modules/releases/service"
import { SUPPORT_MODULE } from "../../../modules/support"
import type SupportModuleService from "../../../modules/support/service"
import { spellingsOf } from "./spellings"

const UNPROVED = "ADDRESS_UNPROVED"
const LEFT_OUT =
  "Licenses whose address this account has not proved are left out. Open the private link to them once while you are signed in, then ask again."

/**
 * What the plugin holds of one address, in any spelling; not the trails of who did what, nor what was judged by it. Read here and not in a workflow, which would store it
 * once more. Keys are masked, and no token is in it.
 */
export async function exportPerson(container: MedusaContainer, email: string) {
  const held: Record<string, unknown[]> = {}
  for (const spelling of spellingsOf(email)) {
    for (const [name, found] of Object.entries(await heldOf(container, spelling))) {
      held[name] = [...(held[name] ?? []), ...found]
    }
  }
  return { email, exported_at: new Date(), ...held }
}

/** @param email in lower case */
async function heldOf(container: MedusaContainer, email: string): Promise<Record<string, unknown[]>> {
  const licensing = container.resolve<LicensingModuleService>(LICENSING_MODULE)
  const license_ids = (await licensing.persons.find(email)).map(({ id }) => id)
  const [sold, support, notices, refunds, downloads, portal] = await Promise.all([
    licensing.persons.read(license_ids),
    container.resolve<SupportModuleService>(SUPPORT_MODULE).persons.read(email),
    container.resolve<NoticesModuleService>(NOTICES_MODULE).persons.read(email),
    container.resolve<RefundsModuleService>(REFUNDS_MODULE).persons.read(email),
    container.resolve<ReleasesModuleService>(RELEASES_MODULE).downloadTraces.read(license_ids),
    container.resolve<PortalModuleService>(PORTAL_MODULE).persons.read(email),
  ])
  return { ...sold, ...support, notices, ...refunds, downloads, ...portal }
}

/**
 * What hangs on the licenses of an account whose address it has proved, and nothing by address: anybody can register with
 * somebody else's, and Medusa gives them what guests buy with it. How much was left out for that is said.
 */
export async function exportAccount(container: MedusaContainer, customer_id: string) {
  const licensing = container.resolve<LicensingModuleService>(LICENSING_MODULE)
  const [sold, address_proofs] = await Promise.all([
    licensing.persons.ofAccount(customer_id),
    container.resolve<PortalModuleService>(PORTAL_MODULE).proofs.of(customer_id),
  ])
  const proved = new Set(address_proofs.map(({ email }) => email))
  const license_ids = sold.flatMap(({ id, email }) => (proved.has(email) ? [id] : []))
  const [held, downloads] = await Promise.all([
    licensing.persons.read(license_ids),
    container.resolve<ReleasesModuleService>(RELEASES_MODULE).downloadTraces.read(license_ids),
  ])
  const unproved = sold.length - license_ids.length
  const left_out = unproved ? { code: UNPROVED, licenses: unproved, message: LEFT_OUT } : null
  return { customer_id, exported_at: new Date(), ...held, downloads, address_proofs, left_out }
}
