import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { toNumber, type Amount } from "../../../lib/amounts"
import { LICENSING_MODULE } from "../../../modules/licensing"
import type LicensingModuleService from "../../../modules/licensing/service"
import { NOTICES_MODULE } from "../../../modules/notices"
import type NoticesModuleService from "../../../modules/notices/service"
import { REFUNDS_MODULE } from "../../../modules/refunds"
import type RefundsModuleService from "../../../modules/refunds/service"
import { RELEASES_MODULE } from "../../../modules/releases"
import type ReleasesModuleService from "../../../modules/releases/service"
import { SUPPORT_MODULE } from "../../../modules/support"
import type SupportModuleService from "../../../modules/support/service"

/** More of one kind than anybody reads in a file for a bank. */
const MOST = 200
const PAGE = { take: MOST, order: { created_at: "ASC" } } as const

const FIELDS = [
  "id",
  "display_id",
  "created_at",
  "email",
  "currency_code",
  "total",
  "billing_address.first_name",
  "billing_address.last_name",
  "billing_address.company",
  "billing_address.country_code",
  "items.title",
  "items.product_title",
  "items.variant_title",
  "items.quantity",
  "items.unit_price",
  "payment_collections.payments.captures.amount",
  "payment_collections.payments.captures.created_at",
  "payment_collections.payments.refunds.amount",
  "payment_collections.payments.refunds.created_at",
]

type Movement = { amount: Amount; created_at: string | Date }
type Payment = { captures?: Movement[] | null; refunds?: Movement[] | null }
/** Medusa gives an item its product's title; what was sold under a name of its own, such as a renewal, has another. */
type Named = { title: string; product_title?: string | null; variant_title?: string | null }
type Order = {
  id: string
  display_id: number | null
  created_at: string | Date
  email: string | null
  currency_code: string
  total: Amount
  billing_address?: Partial<Record<"first_name" | "last_name" | "company" | "country_code", string | null>> | null
  items?: (Named & { quantity: Amount; unit_price: Amount })[] | null
  payment_collections?: { payments?: Payment[] | null }[] | null
}

export type Evidence = NonNullable<Awaited<ReturnType<typeof readEvidence>>>

/**
 * What shows that an order was delivered and used, for the answer to a dispute. Keys are masked, tickets are as they were
 * stored: without keys, card numbers and secrets. Notes of operators are left out.
 *
 * @returns null when there is no such order
 */
export async function readEvidence(container: MedusaContainer, order_id: string) {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({ entity: "order", fields: FIELDS, filters: { id: order_id } })
  const order = data[0] as unknown as Order | undefined
  if (!order) {
    return null
  }
  const licensing = container.resolve<LicensingModuleService>(LICENSING_MODULE)
  const refunds = container.resolve<RefundsModuleService>(REFUNDS_MODULE)
  const [licenses] = await licensing.searchLicenses({ order_id }, { limit: MOST, offset: 0 })
  const license_id = licenses.map(({ id }) => id)
  const [mails, devices, events, downloads, tickets, [disputes], external_refunds, waivers] = await Promise.all([
    container.resolve<NoticesModuleService>(NOTICES_MODULE).listNotices({ order_id }, PAGE),
    licensing.listDevices(license_id, MOST),
    licensing.listLicenseEvents({ license_id }, PAGE),
    container.resolve<ReleasesModuleService>(RELEASES_MODULE).listReleaseDownloads({ license_id }, PAGE),
    readTickets(container, order_id, license_id),
    refunds.payments.reader.disputes({ order_id }, { limit: MOST, offset: 0 }),
    refunds.payments.reader.refunds(order_id),
    refunds.listConsentWaivers({ order_id }, PAGE),
  ])
  const payments = (order.payment_collections ?? []).flatMap(({ payments }) => payments ?? [])
  const moved = (kind: "captures" | "refunds") =>
    payments.flatMap((payment) =>
      (payment[kind] ?? []).map(({ amount, created_at }) => ({ amount: toNumber(amount), at: new Date(created_at) }))
    )
  return {
    store: refunds.options.store_name,
    terms_url: refunds.options.help_url,
    order: {
      number: order.display_id ?? order.id,
      placed_at: new Date(order.created_at),
      email: order.email ?? "",
      name: [order.billing_address?.first_name, order.billing_address?.last_name].filter(Boolean).join(" "),
      company: order.billing_address?.company ?? null,
      country: order.billing_address?.country_code?.toUpperCase() ?? null,
      currency: order.currency_code.toUpperCase(),
      total: toNumber(order.total),
      items: (order.items ?? []).map((item) => ({
        title: nameOf(item),
        quantity: toNumber(item.quantity),
        unit_price: toNumber(item.unit_price),
      })),
    },
    captures: moved("captures"),
    refunds: moved("refunds"),
    external_refunds,
    disputes,
    waivers: waivers.map(({ given_at, ip, text_begin, text_lose }) => ({ given_at, ip, text_begin, text_lose })),
    licenses: licenses.map((license) => ({ ...license, devices: devices.get(license.id)?.devices ?? [] })),
    mails: mails.map(({ kind, to, sent_at, status, external_id }) => ({ kind, to, sent_at, status, external_id })),
    reveals: events.filter(({ name }) => name === "license.revealed").map(({ created_at }) => created_at),
    downloads: downloads.map(({ version, created_at }) => ({ version, at: created_at })),
    tickets,
  }
}

async function readTickets(container: MedusaContainer, order_id: string, license_ids: string[]) {
  const support = container.resolve<SupportModuleService>(SUPPORT_MODULE)
  const about = { $or: [{ order_id }, { license_id: license_ids }] }
  const tickets = await support.listSupportTickets(about as never, PAGE)
  const messages = await support.listSupportMessages(
    { ticket_id: tickets.map(({ id }) => id), kind: "public" },
    { ...PAGE, take: 1000 }
  )
  return tickets.map(({ id, number, subject, created_at }) => ({
    number,
    subject,
    opened_at: created_at,
    messages: messages
      .filter(({ ticket_id }) => ticket_id === id)
      .map(({ author_type, body, created_at }) => ({ author: author_type, body, at: created_at })),
  }))
}

const nameOf = ({ title, product_title, variant_title }: Named): string =>
  [...new Set([product_title, title, variant_title])].filter(Boolean).join(" – ")
