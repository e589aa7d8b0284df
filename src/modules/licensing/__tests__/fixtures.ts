import { randomUUID } from "node:crypto"
import type LicensingModuleService from "../service"
import { renewal } from "../rules/renewal"
import type { PlanFields } from "../rules/plan"
import type { UpgradeQuote } from "../rules/upgrade-quote"
import type { OrderSnapshot } from "../services/order-ledger"
import type { LicensePlanDTO } from "../types"

export const MODULE_OPTIONS = {
  secret: Buffer.alloc(32, 7).toString("base64"),
  store_url: "https://store.example",
  rate_limit: "off" as const,
}

export const SYSTEM = { type: "system" } as const
export const OPERATOR = { type: "operator", id: "user_1" } as const

export async function aPlan(
  service: LicensingModuleService,
  fields: Partial<PlanFields> = {}
): Promise<LicensePlanDTO> {
  const plan = await service.createLicensePlans({
    code: `plan-${randomUUID()}`,
    name: "Team",
    key_prefix: "NIMBUS",
    seats: 3,
    ...fields,
  })
  return plan as unknown as LicensePlanDTO
}

export function anOrder(plan_id: string, order: Partial<OrderSnapshot> & { quantity?: number } = {}): OrderSnapshot {
  const { quantity = 1, ...rest } = order
  const id = `order_${randomUUID()}`
  return {
    id,
    display_id: 1,
    status: "pending",
    is_draft: false,
    email: "ada@example.com",
    customer_id: null,
    locale: null,
    currency_code: "eur",
    total: 100,
    authorized: 100,
    captured: 100,
    refunded: 0,
    refunded_at: null,
    credited: 0,
    lines: [
      {
        line_item_id: `line_${id}`,
        quantity,
        returned: 0,
        plan_id,
        variant_id: "variant_1",
        unit_price: 100,
        product: { id: "prod_1", handle: "nimbus-notes", title: "Nimbus Notes" },
      },
    ],
    ...rest,
  }
}

/** Offers to renew a license, as it is or at a price of its own. */
export async function aRenewalOffer(
  service: LicensingModuleService,
  license_id: string,
  unit_price: number | null = null
) {
  const [license] = await service.renewals.read([license_id])
  const renewed = renewal(license!, new Date())
  if (typeof renewed === "string") {
    throw new Error(renewed)
  }
  const { plan_id, quantity } = license!
  const variant_id = license!.variant_id!
  const offer = {
    license_id,
    plan_id,
    variant_id,
    quantity,
    stretch: renewed.stretch,
    unit_price,
    currency_code: "eur",
  }
  const [id] = await service.renewals.make([offer])
  return { ...offer, id: id! }
}

/** An order whose only line takes up a renewal of the license. */
export async function aRenewal(
  service: LicensingModuleService,
  license_id: string,
  more: Parameters<typeof anOrder>[1] = {}
): Promise<OrderSnapshot> {
  const { id, variant_id } = await aRenewalOffer(service, license_id)
  return withLine(anOrder("lcplan_of_no_matter", more), { offer_id: id, variant_id })
}

export const UPGRADE_QUOTE: UpgradeQuote = { price: 150, credit: 50, days_left: 365, days_of_term: 365, due: 100 }

/** An order whose only line takes up the offer of an upgrade to such a plan. */
export async function anUpgrade(
  service: LicensingModuleService,
  license_id: string,
  fields: Partial<PlanFields>,
  more: Partial<OrderSnapshot> = {}
) {
  const plan = await aPlan(service, fields)
  const variant_id = "variant_big"
  const offer_id = await service.upgrades.offer({
    license: (await service.upgrades.read(license_id))!,
    variant_id,
    plan_id: plan.id,
    quote: UPGRADE_QUOTE,
    currency_code: "eur",
  })
  const order = anOrder(plan.id, { currency_code: "eur", cart_id: `cart_${offer_id}`, ...more })
  return { plan, offer_id, order: withLine(order, { offer_id, variant_id, unit_price: UPGRADE_QUOTE.due }) }
}

function withLine(order: OrderSnapshot, taken: Partial<OrderSnapshot["lines"][number]>): OrderSnapshot {
  return { ...order, lines: order.lines.map((line) => ({ ...line, ...taken })) }
}

/** The order when all that was paid went back. */
export function refunded(order: OrderSnapshot): OrderSnapshot {
  return { ...order, refunded: order.captured, refunded_at: new Date() }
}

/** A sold license with its key in clear. */
export async function aLicense(service: LicensingModuleService, fields: Partial<PlanFields> = {}) {
  const plan = await aPlan(service, fields)
  const order = anOrder(plan.id)
  const { issued } = await service.reconcileOrder(order, SYSTEM)
  const [license] = await service.listLicensesForDelivery(issued)
  return { ...license!, plan, order, product: "nimbus-notes" }
}
