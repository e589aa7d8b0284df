import type { MedusaContainer } from "@medusajs/framework/types"
import { sharedLimits, subjectOfKey } from "../../../lib/rate-limit"
import { LICENSING_MODULE } from "../../../modules/licensing"
import type LicensingModuleService from "../../../modules/licensing/service"
import { releaseSeatWorkflow } from "../../licenses/workflows/release-seat"
import { actorOf, type Owner } from "./owner"

export type Revealed = { ok: true; key: string } | { ok: false; wait: number }

/**
 * The key in clear, once the audit trail says who asked. Not by a workflow, whose output may be stored.
 *
 * @param license_id of a license of the owner
 */
export async function revealToOwner(container: MedusaContainer, owner: Owner, license_id: string): Promise<Revealed> {
  const licensing = container.resolve<LicensingModuleService>(LICENSING_MODULE)
  const who = owner.kind === "customer" ? owner.customer_id : owner.email
  const wait = await sharedLimits(licensing.options)?.count("reveal", subjectOfKey(who))
  return wait ? { ok: false, wait } : { ok: true, key: await licensing.revealKey(license_id, actorOf(owner), null) }
}

/**
 * Frees the seat of a device. Doing it twice is fine.
 *
 * @param license_id of a license of the owner
 * @throws MedusaError not_found for a device that is none of the license
 */
export async function freeSeat(
  container: MedusaContainer,
  owner: Owner,
  license_id: string,
  activation_id: string
): Promise<void> {
  await releaseSeatWorkflow(container).run({ input: { license_id, activation_id, actor: actorOf(owner) } })
}
