import type { MedusaContainer } from "@medusajs/framework/types"
import { sharedLimits, subjectOfKey } from "../../../lib/rate-limit"
import { LICENSING_MODULE } from "../../../modules/licensing"
import type LicensingModuleService from "../../../modules/licensing/service"

/**
 * Every change writes in the trail of all licenses of the address, which nobody can shorten. Only bringing reminders back
 * is counted: who wants none is never told to wait, and can end once more only what was brought back.
 *
 * @param email in lower case
 * @returns seconds to wait, or null
 */
export async function admitReminders(
  container: MedusaContainer,
  email: string,
  wanted: boolean
): Promise<number | null> {
  const { options } = container.resolve<LicensingModuleService>(LICENSING_MODULE)
  return wanted ? ((await sharedLimits(options)?.count("reminders", subjectOfKey(email))) ?? null) : null
}
