import type { MedusaContainer } from "@medusajs/framework/types"
import { LICENSING_MODULE } from "../../../modules/licensing"
import type LicensingModuleService from "../../../modules/licensing/service"
import type { LicenseSummary } from "../../../modules/licensing/services/license-reader"
import type { SoldUnit } from "../../../modules/licensing/services/sold-units"
import { unitId } from "../../../modules/refunds/rules/units"
import type { Owner } from "../../portal/lib/owner"

export type OwnedUnit = Pick<SoldUnit, "license_id" | "email" | "customer_id"> & { unit_id: string }

type Asked = {
  owner: Owner
  /** Of the owner. */
  license: Pick<LicenseSummary, "id">
  /** One that sold, renewed or upgraded the license. */
  order_id: string
  /** Ids of units; null = all of the license itself. */
  ids: readonly string[] | null
}

/**
 * @returns null when one of them is of somebody else, of another order or none at all, when there is none, and for an
 *   order that does not concern the license
 */
export async function ownedUnits(
  container: MedusaContainer,
  { owner, license, order_id, ids }: Asked
): Promise<[OwnedUnit, ...OwnedUnit[]] | null> {
  const { soldUnits } = container.resolve<LicensingModuleService>(LICENSING_MODULE)
  const sold = await soldUnits.ofOrder(order_id)
  if (!sold.some(({ license_id }) => license_id === license.id)) {
    return null
  }
  const own = sold.filter((unit) => isOwn(owner, unit)).map((unit) => ({ ...unit, unit_id: unitId(unit) }))
  const isChosen = new Set(ids)
  const chosen = own.filter((unit) => (ids ? isChosen.has(unit.unit_id) : unit.license_id === license.id))
  const [first, ...more] = chosen
  return first && (!ids || chosen.length === isChosen.size) ? [first, ...more] : null
}

/** A unit is its license's owner's. */
export function isOwn(owner: Owner, of: { email: string; customer_id: string | null } | null): boolean {
  return owner.kind === "customer" ? of?.customer_id === owner.customer_id : of?.email === owner.email
}
