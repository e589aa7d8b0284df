import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { NOTICES_MODULE } from "../../../modules/notices"
import type { PortalKind } from "../../../modules/notices/rules/kinds"
import { purposes } from "../../../modules/notices/rules/purposes"
import type NoticesModuleService from "../../../modules/notices/service"
import { PORTAL_MODULE } from "../../../modules/portal"
import type PortalModuleService from "../../../modules/portal/service"
import type { PortalLinkKind } from "../../../modules/portal/types"

/** Which mail brings which link. */
const KIND: Partial<Record<PortalLinkKind, PortalKind>> = { portal: "portal_link" }

const BATCH = 100
/** Of batches, in one run; the next one goes on. */
const MOST_BATCHES = 20

/**
 * Gives each owed link its notice. Dying between the two is harmless: the notice's purpose is the link, so that the next
 * run finds it there. @returns ids of notices
 */
export const ensurePortalNoticesStep = createStep(
  { name: "license-center-ensure-portal-notices", noCompensation: true },
  async (_input: Record<string, never>, { container }) => {
    const { links } = container.resolve<PortalModuleService>(PORTAL_MODULE)
    const notices = container.resolve<NoticesModuleService>(NOTICES_MODULE)
    const ids: string[] = []
    for (let batch = 0; batch < MOST_BATCHES; batch++) {
      const owed = await links.owed(BATCH, Object.keys(KIND) as PortalLinkKind[])
      const ensured = await notices.ensureNotices(
        owed.map((link) => ({
          kind: KIND[link.kind]!,
          purpose_key: purposes.portalLink(link.id),
          to: link.to,
          locale: link.locale,
          data: { link_id: link.id },
        }))
      )
      await links.markNoticed(owed.map(({ id }) => id))
      ids.push(...ensured.map(({ id }) => id))
      if (owed.length < BATCH) {
        break
      }
    }
    return new StepResponse(ids)
  }
)
