import type { MedusaContainer } from "@medusajs/framework/types"
import { LICENSING_MODULE } from "../../../modules/licensing"
import type { RebindQuota } from "../../../modules/licensing/rules/rebind-quota"
import type LicensingModuleService from "../../../modules/licensing/service"
import type { LicenseSummary } from "../../../modules/licensing/services/license-reader"
import type { LiveSeat } from "../../../modules/licensing/services/live-seats"
import { licensesOf, type Owner } from "./owner"

/** A license as its owner sees it: nothing of the store's own about it, and its key masked. */
export type OwnedLicense = Pick<
  LicenseSummary,
  | "id"
  | "masked_key"
  | "status"
  | "state"
  | "product"
  | "seats"
  | "activation_kind"
  | "on_expiry"
  | "entitlements"
  | "expires_at"
  | "updates_until"
  | "created_at"
> & {
  plan: { code: string; name: string }
  /** As in the confirmation of the order; null without one. */
  order_number: number | null
}

export type OwnedActivation = Omit<LiveSeat, "license_id">

/** Whether the address of a license is reminded of what ends; null when the store reminds nobody. */
type RemindersSwitch = { enabled: boolean } | null

export type OwnedLicenseDetail = OwnedLicense &
  (
    | { address_proved: true; activations: OwnedActivation[]; rebinds: RebindQuota; reminders: RemindersSwitch }
    /** Which devices somebody has, and what mails they want, is told to nobody who only says that the address is theirs. */
    | { address_proved: false; activations: null; rebinds: null; reminders: null }
  )

/** More devices of one license are left out of a page. */
export const MOST_DEVICES = 200

const licensingOf = (container: MedusaContainer) => container.resolve<LicensingModuleService>(LICENSING_MODULE)

/** The latest first. */
export async function listOwnedLicenses(
  container: MedusaContainer,
  owner: Owner,
  page: { limit: number; offset: number }
): Promise<{ licenses: OwnedLicense[]; count: number }> {
  const [found, count] = await licensingOf(container).searchLicenses(licensesOf(owner), page)
  return { licenses: found.map(shown), count }
}

/**
 * With the devices that use it now, those that were seen last first, how often it may still be moved, and its reminders; without
 * all that for who has not proved the license's address.
 */
export async function detailOf(
  container: MedusaContainer,
  license: LicenseSummary,
  isProved: boolean
): Promise<OwnedLicenseDetail> {
  if (!isProved) {
    return { ...shown(license), address_proved: false, activations: null, rebinds: null, reminders: null }
  }
  const licensing = licensingOf(container)
  const [seats, rebinds, reminders] = await Promise.all([
    licensing.seats.of([license.id], MOST_DEVICES),
    licensing.retrieveRebinds(license.id),
    remindersOf(licensing, license.email),
  ])
  const activations = activationsOf(seats.get(license.id))
  return { ...shown(license), address_proved: true, activations, rebinds, reminders }
}

async function remindersOf({ reminders }: LicensingModuleService, email: string): Promise<RemindersSwitch> {
  return reminders.options.enabled ? { enabled: !(await reminders.unsubscribes.has(email)) } : null
}

export const activationsOf = (seats: LiveSeat[] = []): OwnedActivation[] =>
  seats.map(({ license_id: _, ...activation }) => activation)

function shown(license: LicenseSummary): OwnedLicense {
  const { id, masked_key, status, state, product, plan, seats, activation_kind, on_expiry, entitlements } = license
  const { expires_at, updates_until, created_at, order_display_id } = license
  return {
    id,
    masked_key,
    status,
    state,
    product,
    plan: { code: plan.code, name: plan.name },
    seats,
    activation_kind,
    on_expiry,
    entitlements,
    expires_at,
    updates_until,
    order_number: order_display_id,
    created_at,
  }
}
