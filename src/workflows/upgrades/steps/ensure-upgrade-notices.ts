import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { LICENSING_MODULE } from "../../../modules/licensing"
import type LicensingModuleService from "../../../modules/licensing/service"
import { NOTICES_MODULE } from "../../../modules/notices"
import { purposes } from "../../../modules/notices/rules/purposes"
import type NoticesModuleService from "../../../modules/notices/service"

export type EnsureUpgradeNoticesInput = { order_id: string | null }

/** Writes the notices that are missing about the upgrades of an order that stand, and says which are new. */
export const ensureUpgradeNoticesStep = createStep(
  { name: "license-center-ensure-upgrade-notices", noCompensation: true },
  async ({ order_id }: EnsureUpgradeNoticesInput, { container }) => {
    const licensing = container.resolve<LicensingModuleService>(LICENSING_MODULE)
    const standing = order_id ? await licensing.upgrades.standingOf(order_id) : []
    const told = standing.filter(({ email }) => email)
    if (!told.length) {
      return new StepResponse<string[]>([])
    }
    const { data } = await container
      .resolve(ContainerRegistrationKeys.QUERY)
      .graph({ entity: "order", fields: ["display_id", "locale"], filters: { id: order_id! } })
    const order = data[0] as { display_id: number | null; locale?: string | null } | undefined
    const ensured = await container.resolve<NoticesModuleService>(NOTICES_MODULE).ensureNotices(
      told.map(({ id, license_id, email, applied_at }) => ({
        kind: "upgraded",
        purpose_key: purposes.upgrade(id, applied_at),
        to: email,
        locale: order?.locale,
        order_id,
        license_ids: [license_id],
        data: { change_id: id, order_number: order?.display_id == null ? null : String(order.display_id) },
      }))
    )
    return new StepResponse(ensured.filter(({ created }) => created).map(({ id }) => id))
  }
)
