import type { MedusaContainer } from "@medusajs/framework/types"
import { LICENSING_MODULE } from "../../../../../../modules/licensing"
import type LicensingModuleService from "../../../../../../modules/licensing/service"
import type { LicenseSummary } from "../../../../../../modules/licensing/services/license-reader"
import { RELEASES_MODULE } from "../../../../../../modules/releases"
import type ReleasesModuleService from "../../../../../../modules/releases/service"
import { SUPPORT_MODULE } from "../../../../../../modules/support"
import type SupportModuleService from "../../../../../../modules/support/service"
import type { UnprovenClaims } from "../../../../../../modules/support/types"
import { readCustomer } from "../../../read-customer"
import { readOrder, readOrdersOf, type OrderLine } from "./read-orders"

const MOST_ORDERS = 10
const MOST_LICENSES = 20
/** Of one license; those that hold its seats first. */
const MOST_DEVICES = 50
/** Of one order: an invoice customer buys as many at once. */
const MOST_LICENSES_OF_ORDER = 1000
const DAY_MS = 86_400_000

type Ticket = {
  email: string
  email_key: string
  customer_id: string | null
  license_id: string | null
  order_id: string | null
  unproven_claims: unknown
}

/** Who writes, what they bought and where it runs: what an operator would otherwise look up in five places. */
export async function readContext(container: MedusaContainer, ticket_id: string) {
  const support = container.resolve<SupportModuleService>(SUPPORT_MODULE)
  const ticket: Ticket = await support.retrieveSupportTicket(ticket_id)
  const [customer, orders, licenses, claims, refund] = await Promise.all([
    readCustomer(container, ticket),
    readOrdersOf(container, ticket.email_key, MOST_ORDERS),
    readLicenses(container, ticket),
    readClaims(container, ticket.unproven_claims as UnprovenClaims | null),
    readRefund(container, ticket),
  ])
  const lines = orders.map(({ email: _email, paid: _paid, paid_at: _paid_at, ...line }): OrderLine => line)
  return { customer, orders: lines, licenses, claims, refund }
}

/** The ticket's own license first, whoever it belongs to; then the latest of the address. */
async function readLicenses(container: MedusaContainer, { license_id, email_key }: Ticket) {
  const licensing = container.resolve<LicensingModuleService>(LICENSING_MODULE)
  const latest = await licensing.listLicenses(
    { email: email_key },
    { select: ["id"], order: { created_at: "DESC" }, take: MOST_LICENSES }
  )
  const ids = [...new Set([...(license_id ? [license_id] : []), ...latest.map(({ id }) => id)])]
  if (!ids.length) {
    return []
  }
  const [[licenses], devices] = await Promise.all([
    licensing.searchLicenses({ id: ids }, { limit: ids.length, offset: 0 }),
    licensing.listDevices(ids, MOST_DEVICES),
  ])
  const place = (license: LicenseSummary) => ids.indexOf(license.id)
  return licenses
    .sort((a, b) => place(a) - place(b))
    .map((license) => {
      const { devices: activations, left_out } = devices.get(license.id) ?? { devices: [], left_out: 0 }
      return {
        ...license,
        activations: activations.map(({ license_id: _license_id, ...device }) => device),
        devices_left_out: left_out,
      }
    })
}

/** What the sender named and is not of this address, with whose it is: for operators only. */
async function readClaims(container: MedusaContainer, claims: UnprovenClaims | null) {
  if (!claims) {
    return null
  }
  const licensing = container.resolve<LicensingModuleService>(LICENSING_MODULE)
  const [[license], order] = await Promise.all([
    claims.license_id
      ? licensing.listLicenses({ id: claims.license_id }, { select: ["id", "masked_key", "email"], take: 1 })
      : [],
    claims.order_id ? readOrder(container, claims.order_id) : null,
  ])
  return {
    license: license ? { id: license.id, masked_key: license.masked_key, email: license.email } : null,
    order: order ? { id: order.id, display_id: order.display_id, email: order.email } : null,
    unknown_key: claims.unknown_key ?? null,
    order_number: claims.order_number ?? null,
  }
}

/** The facts that a decision about a refund rests on, of the ticket's order or of the order of its license. */
async function readRefund(container: MedusaContainer, { order_id, license_id }: Ticket) {
  const licensing = container.resolve<LicensingModuleService>(LICENSING_MODULE)
  const [license] =
    !order_id && license_id
      ? await licensing.listLicenses({ id: license_id }, { select: ["id", "order_id"], take: 1 })
      : []
  const id = order_id ?? license?.order_id
  const order = id ? await readOrder(container, id) : null
  if (!order) {
    return null
  }
  const [licenses] = await licensing.searchLicenses(
    { order_id: order.id },
    { limit: MOST_LICENSES_OF_ORDER, offset: 0 }
  )
  return {
    order_id: order.id,
    display_id: order.display_id,
    paid: order.paid,
    refunded: order.refunded,
    currency_code: order.currency_code,
    paid_at: order.paid_at,
    days_since_payment: order.paid_at && Math.floor((Date.now() - order.paid_at.getTime()) / DAY_MS),
    active_devices: licenses.reduce((total, { seats }) => total + seats.used, 0),
    downloads: await countDownloads(
      container,
      licenses.map((one) => one.id)
    ),
  }
}

async function countDownloads(container: MedusaContainer, license_id: string[]): Promise<number> {
  if (!license_id.length) {
    return 0
  }
  const releases = container.resolve<ReleasesModuleService>(RELEASES_MODULE)
  const [, count] = await releases.listAndCountReleaseDownloads({ license_id }, { select: ["id"], take: 1 })
  return count
}
