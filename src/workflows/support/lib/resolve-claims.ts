import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { normalizeKey } from "../../../lib/license-key"
import { LICENSING_MODULE } from "../../../modules/licensing"
import type LicensingModuleService from "../../../modules/licensing/service"
import { normalizeEmail } from "../../../modules/support/rules/intake"
import { redact } from "../../../modules/support/rules/redact"
import type { UnprovenClaims } from "../../../modules/support/types"
import type { TicketRequest } from "./read-request"

/** What a ticket is about, as far as it belongs to the sender's address, and what it does not. Ids only, never a key. */
export type ResolvedClaims = {
  license_id: string | null
  order_id: string | null
  product_id: string | null
  customer_id: string | null
  unproven_claims: UnprovenClaims | null
}

type Asked = Pick<TicketRequest, "email" | "license_key" | "order_number" | "product">

/** PostgreSQL's integer, which Medusa counts orders with. */
const LARGEST_ORDER_NUMBER = 2_147_483_647

/**
 * Looks up what a sender named. What exists and what does not, what is theirs and what is not, cost the same queries:
 * how long the answer takes says nothing.
 */
export async function resolveClaims(container: MedusaContainer, asked: Asked): Promise<ResolvedClaims> {
  const [license, order, product_id, customer_id] = await Promise.all([
    findLicense(container, asked.license_key),
    findOrder(container, asked.order_number),
    findProduct(container, asked.product),
    findCustomer(container, asked.email),
  ])
  const isTheirs = (owner: { email: string | null } | null) =>
    owner !== null && normalizeEmail(owner.email ?? "")?.key === asked.email.key
  const own_license = isTheirs(license) ? license : null
  const own_order = isTheirs(order) ? order : null
  const unproven: UnprovenClaims = {
    ...(license && !own_license && { license_id: license.id }),
    ...(asked.license_key !== null && !license && { unknown_key: lastGroup(asked.license_key) }),
    ...(order && !own_order && { order_id: order.id }),
    // A card's number would fit as well.
    ...(asked.order_number !== null && !own_order && { order_number: redact(asked.order_number).text }),
  }
  return {
    license_id: own_license?.id ?? null,
    order_id: own_order?.id ?? own_license?.order_id ?? null,
    product_id: own_license?.product.id ?? product_id,
    customer_id,
    unproven_claims: Object.keys(unproven).length ? unproven : null,
  }
}

async function findLicense(container: MedusaContainer, text: string | null) {
  const key = normalizeKey(text ?? "")
  if (!key.ok) {
    return null
  }
  const licensing = container.resolve<LicensingModuleService>(LICENSING_MODULE)
  const [[license]] = await licensing.searchLicenses({ q: key.key }, { limit: 1, offset: 0 })
  return license ?? null
}

type Order = { id: string; email: string | null }

async function findOrder(container: MedusaContainer, number: string | null): Promise<Order | null> {
  if (number === null || Number(number) > LARGEST_ORDER_NUMBER) {
    return null
  }
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "order",
    fields: ["id", "email"],
    filters: { display_id: Number(number) },
  })
  return (data[0] as Order | undefined) ?? null
}

async function findProduct(container: MedusaContainer, id_or_handle: string | null): Promise<string | null> {
  if (id_or_handle === null) {
    return null
  }
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "product",
    fields: ["id"],
    filters: { $or: [{ id: id_or_handle }, { handle: id_or_handle }] } as never,
  })
  return (data[0] as { id: string } | undefined)?.id ?? null
}

/** Of guests Medusa keeps customers too, one for each cart: only who registered is somebody. */
async function findCustomer(container: MedusaContainer, email: TicketRequest["email"]): Promise<string | null> {
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "customer",
    fields: ["id"],
    filters: { email: [...new Set([email.key, email.address])], has_account: true },
  })
  return (data[0] as { id: string } | undefined)?.id ?? null
}

/** Of what could be a key; of anything else nothing is kept, for it may be a password. */
function lastGroup(text: string): string {
  const symbols = text.toUpperCase().replace(/[\s\p{Dash_Punctuation}]+/gu, "")
  return /^[A-Z0-9]{27,33}$/.test(symbols) ? symbols.slice(-5) : "?"
}
