import type { MedusaContainer } from "@medusajs/framework/types"
import { LICENSING_MODULE } from "../../modules/licensing"
import type LicensingModuleService from "../../modules/licensing/service"
import type { OrderUpgrade, RevertedRenewal, Review, StaleUpgrade } from "../../modules/licensing/services/order-review"
import { readPaidLines } from "../upgrades/lib/read-payments"
import { readUpgrades, type Quote } from "../upgrades/lib/read-upgrades"
import { readOrder } from "./read-order"

/** A stale upgrade with what an operator decides by. */
type DescribedUpgrade = StaleUpgrade & {
  /** For the upgrade, with taxes where today's price has them. */
  paid: number
  currency_code: string
  /** What the same upgrade costs today; null: it is not sold any more. */
  today: Quote | null
}

export type OrderReviewed = {
  flags: Review["flags"]
  stale_upgrades: DescribedUpgrade[]
  upgrades: OrderUpgrade[]
  reverted_renewals: RevertedRenewal[]
}

/**
 * What there is to tell of an order and its licenses as they are now: what a person has to decide, what it upgraded, and
 * what was taken back. Changes nothing.
 *
 * @returns null when there is no such order
 */
export async function reviewOrder(container: MedusaContainer, order_id: string): Promise<OrderReviewed | null> {
  const { orderReview } = container.resolve<LicensingModuleService>(LICENSING_MODULE)
  const order = await readOrder(container, order_id)
  if (!order) {
    return null
  }
  const [{ flags, stale_upgrades }, upgrades, reverted_renewals] = await Promise.all([
    orderReview.read(order),
    orderReview.upgradesOf(order_id),
    orderReview.revertedRenewalsOf(order_id),
  ])
  const described = await Promise.all(stale_upgrades.map((upgrade) => describe(container, order_id, upgrade)))
  return { flags, stale_upgrades: described, upgrades, reverted_renewals }
}

async function describe(
  container: MedusaContainer,
  order_id: string,
  upgrade: StaleUpgrade
): Promise<DescribedUpgrade> {
  const { upgrades } = await readUpgrades(container, upgrade.license_id)
  const today = upgrades.find(({ variant_id }) => variant_id === upgrade.variant_id)?.quote ?? null
  const line = (await readPaidLines(container, [order_id])).get(upgrade.line_item_id)
  const of_unit = today?.tax_inclusive === false ? line?.net_of_unit : line?.gross_of_unit
  return {
    ...upgrade,
    paid: (of_unit ?? 0) * (line?.units ?? 0),
    currency_code: line?.currency_code ?? "",
    today,
  }
}
