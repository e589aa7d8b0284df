import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { LICENSING_MODULE } from "../../../../modules/licensing"
import type LicensingModuleService from "../../../../modules/licensing/service"
import type { LicenseSummary } from "../../../../modules/licensing/services/license-reader"
import { NOTICES_MODULE } from "../../../../modules/notices"
import type NoticesModuleService from "../../../../modules/notices/service"

/** Adds to each license what became of the mail with its key: the latest one, a resend included. */
export async function withDelivery(container: MedusaContainer, licenses: LicenseSummary[]) {
  const order_ids = [...new Set(licenses.flatMap((license) => license.order_id ?? []))]
  const notices = order_ids.length
    ? await container
        .resolve<NoticesModuleService>(NOTICES_MODULE)
        .listNotices({ order_id: order_ids, kind: "license_delivered" }, { order: { created_at: "DESC" }, take: 2000 })
    : []
  return licenses.map((license) => {
    const own = notices.filter(({ license_ids }) => license_ids?.includes(license.id))
    // One that was canceled, because another brings the key, says nothing of the key.
    const notice = own.find(({ status }) => status !== "canceled") ?? own[0]
    return {
      ...license,
      delivery: notice
        ? {
            notice_id: notice.id,
            status: notice.status,
            to: notice.to,
            attempts: notice.attempts,
            last_error: notice.last_error,
            sent_at: notice.sent_at,
            next_attempt_at: notice.status === "pending" ? notice.next_attempt_at : null,
          }
        : null,
    }
  })
}

/** A license with its delivery, its devices, its terms and its quota of moves. */
export async function readLicense(container: MedusaContainer, id: string) {
  const licensing = container.resolve<LicensingModuleService>(LICENSING_MODULE)
  const summary = await licensing.retrieveLicenseSummary(id)
  const [[license], activations, terms, rebinds] = await Promise.all([
    withDelivery(container, [summary]),
    licensing.listLicenseActivations(
      { license_id: id },
      {
        order: { activated_at: "DESC" },
        take: 500,
        select: [
          "id",
          "name",
          "platform",
          "app_version",
          "environment",
          "spare",
          "activated_at",
          "last_seen_at",
          "deactivated_at",
          "deactivated_reason",
        ],
      }
    ),
    licensing.listLicenseTerms(
      { license_id: id },
      {
        order: { starts_at: "ASC" },
        take: 500,
        select: ["id", "kind", "starts_at", "ends_at", "updates_until", "order_id", "reverted_at", "reverted_reason"],
      }
    ),
    licensing.retrieveRebinds(id),
  ])
  return { ...license!, activations, terms: await withOrderNumbers(container, terms), rebinds }
}

/** Operators know orders by their numbers. */
async function withOrderNumbers<Term extends { order_id: string | null }>(container: MedusaContainer, terms: Term[]) {
  const ids = [...new Set(terms.flatMap(({ order_id }) => order_id ?? []))]
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = ids.length
    ? await query.graph({ entity: "order", fields: ["id", "display_id"], filters: { id: ids } })
    : { data: [] }
  const numbers = new Map((data as { id: string; display_id: number | null }[]).map((order) => [order.id, order]))
  return terms.map((term) => ({ ...term, order_display_id: numbers.get(term.order_id ?? "")?.display_id ?? null }))
}
