import type { ServerResponse } from "node:http"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { sharedLimits } from "../../../lib/rate-limit"
import { PORTAL_MODULE } from "../../../modules/portal"
import type PortalModuleService from "../../../modules/portal/service"
import { requestPortalLinkWorkflow } from "../workflows/request-link"
import type { RequestPortalLinkInput } from "../steps/request-link"

/** @returns seconds to wait, of who has asked too often from one place, whichever addresses they named */
export async function admitPortalRequest(container: MedusaContainer, ip: string): Promise<number | null> {
  const { options } = container.resolve<PortalModuleService>(PORTAL_MODULE)
  return (await sharedLimits(options)?.count("portal_ip", ip)) ?? null
}

/**
 * Looks for licenses of the address and mails its link, once the answer has left: neither what it says nor how long it
 * takes tells whether there are any. A process that dies in between owes nothing, and its user asks again.
 */
export function requestPortalLink(
  container: MedusaContainer,
  res: ServerResponse,
  input: RequestPortalLinkInput
): void {
  res.once("close", () => {
    requestPortalLinkWorkflow(container)
      .run({ input })
      .catch((error: Error) => {
        container
          .resolve(ContainerRegistrationKeys.LOGGER)
          .error(`License Center: a link to the portal could not be mailed: ${error.message}`)
      })
  })
}
