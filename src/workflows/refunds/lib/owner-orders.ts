import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { present } from "../../../lib/amounts"
import { LICENSING_MODULE } from "../../../modules/licensing"
import type LicensingModuleService from "../../../modules/licensing/service"
import type { OrderOfLicense } from "../../../modules/licensing/services/sold-units"

/** An order that concerns a license. */
export type OrderAbout = Pick<OrderOfLicense, "order_id" | "kind"> & {
  order_number: number | null
  /** When money was taken for it first; null while none was. */
  paid_at: Date | null
}

/** Whoever renewed more often has the earlier ones looked at by a person. */
const MOST_ORDERS = 12

/**
 * What sold a license, renewed and upgraded it: the latest first, and the purchase always among them.
 *
 * @param wanted one that is not left out, whatever came after it
 */
export async function ordersAbout(
  container: MedusaContainer,
  license_id: string,
  wanted: string | null
): Promise<OrderAbout[]> {
  const { soldUnits } = container.resolve<LicensingModuleService>(LICENSING_MODULE)
  const found = await soldUnits.ordersOfLicenses([license_id])
  const unique = found.filter((one, place) => found.findIndex(({ order_id }) => order_id === one.order_id) === place)
  const kept = unique.filter(
    ({ order_id, kind }, place) => place < MOST_ORDERS || kind === "initial" || order_id === wanted
  )
  const known = await readOrders(
    container,
    kept.map(({ order_id }) => order_id)
  )
  return kept.flatMap(({ order_id, kind }) => {
    const order = known.get(order_id)
    return order ? [{ order_id, kind, order_number: order.display_id, paid_at: paidAt(order) }] : []
  })
}

type Row = {
  id: string
  display_id: number | null
  payment_collections?:
    ({ payments?: ({ captures?: ({ created_at: Date | string } | null)[] | null } | null)[] | null } | null)[] | null
}

async function readOrders(container: MedusaContainer, ids: string[]): Promise<Map<string, Row>> {
  if (!ids.length) {
    return new Map()
  }
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "order",
    fields: ["id", "display_id", "payment_collections.payments.captures.created_at"],
    filters: { id: ids },
  })
  return new Map((data as unknown as Row[]).map((order) => [order.id, order]))
}

function paidAt({ payment_collections }: Row): Date | null {
  const payments = present(payment_collections).flatMap(({ payments }) => present(payments))
  const times = payments.flatMap(({ captures }) => present(captures).map(({ created_at }) => +new Date(created_at)))
  return times.length ? new Date(Math.min(...times)) : null
}
