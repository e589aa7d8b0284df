import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { LICENSING_MODULE } from "../../../modules/licensing"
import type LicensingModuleService from "../../../modules/licensing/service"
import { PORTAL_MODULE } from "../../../modules/portal"
import type PortalModuleService from "../../../modules/portal/service"

export type RequestPortalLinkInput = {
  /** Lower case. */
  email: string
  /** Of who asks; licenses have one of their own. */
  locale: string | null
}

/**
 * Owes a link to an address that has licenses; of any other nothing is kept. No compensation: at worst a mail too many, to
 * the right address. @returns the link's id; null when none is owed
 */
export const requestPortalLinkStep = createStep(
  { name: "license-center-request-portal-link", noCompensation: true },
  async ({ email, locale }: RequestPortalLinkInput, { container }) => {
    const licensing = container.resolve<LicensingModuleService>(LICENSING_MODULE)
    const [[license]] = await licensing.searchLicenses({ email }, { limit: 1, offset: 0 })
    if (!license) {
      return new StepResponse(null)
    }
    const { links } = container.resolve<PortalModuleService>(PORTAL_MODULE)
    return new StepResponse(await links.request({ email, locale: license.locale ?? locale }, new Date()))
  }
)
