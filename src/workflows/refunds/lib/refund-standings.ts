import type { MedusaContainer } from "@medusajs/framework/types"
import { LICENSING_MODULE } from "../../../modules/licensing"
import type LicensingModuleService from "../../../modules/licensing/service"
import type { OrderOfLicense } from "../../../modules/licensing/services/sold-units"
import type { LicenseStatus } from "../../../modules/licensing/types"
import { REFUNDS_MODULE } from "../../../modules/refunds"
import { unitId } from "../../../modules/refunds/rules/units"
import type RefundsModuleService from "../../../modules/refunds/service"

/** `open`: something of it was asked for. `possible`: there is an order to ask about. */
export type RefundStanding = "open" | "possible" | "none"

type About = { id: string; status: LicenseStatus }

/** What a list of licenses says of refunds, by the license's id. What the rules say of each is told where it is asked for. */
export async function refundStandings(
  container: MedusaContainer,
  licenses: About[]
): Promise<Map<string, RefundStanding>> {
  const { soldUnits } = container.resolve<LicensingModuleService>(LICENSING_MODULE)
  const orders = licenses.length ? await soldUnits.ordersOfLicenses(licenses.map(({ id }) => id)) : []
  const asked = await askedFor(container, [...new Set(orders.map(({ order_id }) => order_id))])
  return new Map(
    licenses.map((license) => {
      const own = orders.filter(({ license_id }) => license_id === license.id)
      return [license.id, asked.has(license.id) ? "open" : mayBeAsked(license, own) ? "possible" : "none"]
    })
  )
}

/** Of a license that has ended, only what was paid for it later may have to be paid back yet. */
const mayBeAsked = ({ status }: About, orders: OrderOfLicense[]) =>
  orders.some(({ kind }) => status !== "revoked" || kind !== "initial")

/** Licenses of which a request waits for its decision or its money. */
async function askedFor(container: MedusaContainer, order_ids: string[]): Promise<Set<string>> {
  const { requests } = container.resolve<RefundsModuleService>(REFUNDS_MODULE)
  const { soldUnits } = container.resolve<LicensingModuleService>(LICENSING_MODULE)
  const licenses = new Set<string>()
  for (const { order_id, units } of order_ids.length ? await requests.waiting(order_ids) : []) {
    const ids = units && new Set(units.map(unitId))
    const sold = await soldUnits.ofOrder(order_id)
    sold.filter((unit) => !ids || ids.has(unitId(unit))).forEach(({ license_id }) => licenses.add(license_id))
  }
  return licenses
}
