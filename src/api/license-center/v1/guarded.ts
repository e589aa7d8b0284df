import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { LICENSING_MODULE } from "../../../modules/licensing"
import type LicensingModuleService from "../../../modules/licensing/service"
import { allowAnyOrigin, refuseLimited, refuseUnavailable } from "./answer"
import { admit, limiterOf } from "./limits"

/** `miss`: the credential was of no license. Whoever guesses many is limited. */
export type Outcome = "known" | "miss" | "open"

/**
 * A GET of the sold software with the limits, the cross-origin rule and the answers for a bad day that its other calls
 * have. Credentials are in the header.
 */
export const guarded =
  (handle: (req: MedusaRequest, res: MedusaResponse) => Promise<Outcome>, bucket: "address" | "file" = "address") =>
  async (req: MedusaRequest, res: MedusaResponse): Promise<void> => {
    const licensing = req.scope.resolve<LicensingModuleService>(LICENSING_MODULE)
    const limiter = limiterOf(licensing)
    allowAnyOrigin(req, res)
    const wait = await admit(limiter, req, bucket)
    if (wait !== null) {
      refuseLimited(res, wait, licensing.options.help_url)
      return
    }
    let outcome: Outcome
    try {
      outcome = await handle(req, res)
    } catch (error) {
      req.scope
        .resolve(ContainerRegistrationKeys.LOGGER)
        .error(`License Center: ${req.method} of updates failed: ${(error as Error).message}`)
      refuseUnavailable(res, licensing.options.help_url)
      return
    }
    if (outcome === "miss") {
      await limiter?.count("miss", req.ip ?? "")
    }
  }
