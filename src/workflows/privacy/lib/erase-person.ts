import type { IFileModuleService, MedusaContainer } from "@medusajs/framework/types"
import { MedusaError, Modules } from "@medusajs/framework/utils"
import type { Actor } from "../../../lib/actor"
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

export type ErasePersonInput = {
  /** In any spelling. */
  email: string
  actor: Actor
  /** Redacted. */
  reason: string
  /** Also while money is talked about. */
  force?: boolean
}

/** How many of each were changed. */
export type Erased = {
  licenses: number
  tickets: number
  files: number
  notices: number
  portal_links: number
  refunds: number
  downloads: number
}

/**
 * Takes a person out of everything that the plugin holds. Module by module, each in transactions of its own: whoever runs
 * it again after a crash finishes, and running it once more finds nothing. Not a workflow, whose stored input would keep
 * the very address that is to be forgotten.
 *
 * @throws MedusaError not_allowed while a refund, a withdrawal or a dispute is open, unless forced
 */
export async function erasePerson(container: MedusaContainer, input: ErasePersonInput): Promise<Erased> {
  const emails = spellingsOf(input.email)
  if (!input.force && (await Promise.all(emails.map((email) => isOpen(container, email)))).includes(true)) {
    throw new MedusaError(
      MedusaError.Types.NOT_ALLOWED,
      "A refund, a withdrawal or a dispute of this person is open. Settle it first, or say that you erase them all the same"
    )
  }
  const licensing = container.resolve<LicensingModuleService>(LICENSING_MODULE)
  const how = { tombstone: licensing.persons.tombstone(emails[0]), actor: input.actor, reason: input.reason }
  const total: Erased = { licenses: 0, tickets: 0, files: 0, notices: 0, portal_links: 0, refunds: 0, downloads: 0 }
  for (const email of emails) {
    const erased = await eraseSpelling(container, email, how)
    for (const what of Object.keys(total) as (keyof Erased)[]) {
      total[what] += erased[what]
    }
  }
  return total
}

async function isOpen(container: MedusaContainer, email: string): Promise<boolean> {
  const licenses = await container.resolve<LicensingModuleService>(LICENSING_MODULE).persons.find(email)
  const order_ids = [...new Set(licenses.flatMap(({ order_id }) => order_id ?? []))]
  return container.resolve<RefundsModuleService>(REFUNDS_MODULE).persons.isOpen(email, order_ids)
}

type How = { tombstone: string; actor: Actor; reason: string }

async function eraseSpelling(container: MedusaContainer, email: string, how: How): Promise<Erased> {
  const { tombstone } = how
  const licensing = container.resolve<LicensingModuleService>(LICENSING_MODULE)
  const refunds = container.resolve<RefundsModuleService>(REFUNDS_MODULE)
  const license_ids = (await licensing.persons.find(email)).map(({ id }) => id)
  // What their tickets and licenses lead to first, and the address, by which all of it is found, last.
  const downloads = await container.resolve<ReleasesModuleService>(RELEASES_MODULE).downloadTraces.erase(license_ids)
  const portal = container.resolve<PortalModuleService>(PORTAL_MODULE).persons
  const ended = await portal.erase(email, tombstone)
  const { tickets, files } = await eraseTickets(container, email, how)
  const settled = await refunds.persons.erase(email, tombstone)
  const erased = await licensing.persons.erase(license_ids, how)
  // Once more: until the licenses were erased, somebody could ask for a link to them.
  const portal_links = ended + (await portal.erase(email, tombstone))
  // After the licenses: what is queued meanwhile would go to their address.
  const notices = await container.resolve<NoticesModuleService>(NOTICES_MODULE).persons.erase(email, tombstone)
  return { licenses: erased, tickets, files, notices, portal_links, refunds: settled, downloads }
}

async function eraseTickets(
  container: MedusaContainer,
  email: string,
  how: How
): Promise<{ tickets: number; files: number }> {
  const { persons } = container.resolve<SupportModuleService>(SUPPORT_MODULE)
  const tickets = await persons.find(email)
  let files = 0
  for (const { id } of tickets) {
    const found = await persons.filesOf(id, email)
    if (found.length) {
      // The files themselves before their rows: a row without its file can be erased again, a file without its row not.
      await container.resolve<IFileModuleService>(Modules.FILE).deleteFiles(found.map(({ file_id }) => file_id))
      await persons.forgetFiles(found.map((file) => file.id))
      files += found.length
    }
    await persons.erase(id, email, how)
  }
  return { tickets: tickets.length, files }
}
