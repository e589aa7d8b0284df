import type { MedusaContainer } from "@medusajs/framework/types"
import { LICENSING_MODULE } from "../../../../modules/licensing"
import { standingOf } from "../../../../modules/licensing/rules/rebind-request"
import type LicensingModuleService from "../../../../modules/licensing/service"

type Page = { limit: number; offset: number; desc: boolean }

/** Requests for a seat with the license that they are about and the device that shall give way or gave way. */
export async function readRebindRequests(
  container: MedusaContainer,
  filters: { id?: string; status?: string; license_id?: string },
  { limit, offset, desc }: Page
) {
  const licensing = container.resolve<LicensingModuleService>(LICENSING_MODULE)
  const [found, count] = await licensing.listAndCountLicenseRebindRequests(filters, {
    take: limit,
    skip: offset,
    order: { created_at: desc ? "DESC" : "ASC", id: "ASC" },
  })
  const license_ids = [...new Set(found.map((request) => request.license_id))]
  const device_ids = found.flatMap((request) => request.from_activation_id ?? [])
  const [[licenses], devices] = await Promise.all([
    license_ids.length
      ? licensing.searchLicenses({ id: license_ids }, { limit: license_ids.length, offset: 0 })
      : [[], 0],
    device_ids.length
      ? licensing.listLicenseActivations(
          { id: device_ids },
          { take: device_ids.length, select: ["id", "name", "platform", "last_seen_at", "deactivated_at"] }
        )
      : [],
  ])
  const now = new Date()
  const rebind_requests = found.map((request) => {
    const license = licenses.find(({ id }) => id === request.license_id)
    const device = devices.find(({ id }) => id === request.from_activation_id)
    return {
      id: request.id,
      // Of those that nobody decided in time some were not written down as over yet.
      status: standingOf(request, now),
      device_name: request.device_name,
      reason: request.reason,
      decision_reason: request.decision_reason,
      created_at: request.created_at,
      expires_at: request.expires_at,
      settled_at: request.settled_at,
      license: license
        ? {
            id: license.id,
            masked_key: license.masked_key,
            email: license.email,
            state: license.state,
            product: license.product,
            seats: license.seats,
            order_id: license.order_id,
            order_display_id: license.order_display_id,
          }
        : null,
      from: device
        ? {
            id: device.id,
            name: device.name,
            platform: device.platform,
            last_seen_at: device.last_seen_at,
            deactivated_at: device.deactivated_at,
          }
        : null,
    }
  })
  return { rebind_requests, count }
}

export async function readRebindRequest(container: MedusaContainer, id: string) {
  const { rebind_requests } = await readRebindRequests(container, { id }, { limit: 1, offset: 0, desc: true })
  return rebind_requests[0]!
}
