import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { LICENSING_MODULE } from "../../../../modules/licensing"
import type LicensingModuleService from "../../../../modules/licensing/service"
import type { UpdateCredential } from "../../../../modules/licensing/services/update-rights"
import { RELEASES_MODULE } from "../../../../modules/releases"
import { isCovered } from "../../../../modules/releases/rules/resolve-update"
import type ReleasesModuleService from "../../../../modules/releases/service"
import type { Outcome } from "../guarded"

/**
 * Sends whoever may have a file to a link that is good for five minutes, and writes that down. May have: a license of the
 * product that covers the release, which is not yanked. Everybody else learns nothing but that.
 */
export async function authorise(
  req: MedusaRequest,
  res: MedusaResponse,
  credential: UpdateCredential
): Promise<Outcome> {
  const releases = req.scope.resolve<ReleasesModuleService>(RELEASES_MODULE)
  const licensing = req.scope.resolve<LicensingModuleService>(LICENSING_MODULE)
  const file = await releases.findFile(req.params.artifact_id!)
  res.setHeader("Cache-Control", "no-store")
  // A name that goes along is the file's: electron-updater asks for `<name>.blockmap` beside it, which is another one.
  const isAnother = req.params.filename !== undefined && req.params.filename !== file?.filename
  if (!file || file.yanked || isAnother) {
    refuse(res, 404, "NOT_FOUND", "There is no such file.")
    return "open"
  }
  const { license, licensed, activation_id } = await licensing.updateRights(file.product_id, credential)
  if (!license) {
    refuse(res, 401, "UNLICENSED", "A valid license of this product is needed.")
    return credential.kind === "none" ? "open" : "miss"
  }
  if (!licensed || !isCovered(file, license)) {
    refuse(res, 403, "NOT_COVERED", licensed ? "The license does not cover this version." : "The license does not run.")
    return "known"
  }
  await releases.recordDownload(file, { license_id: license.id, activation_id, ip: req.ip ?? "" })
  const grant = await releases.grantFile(file.id, new Date())
  const { store_url } = licensing.options
  res.redirect(302, `${store_url}/license-center/v1/files/${grant}/${encodeURIComponent(file.filename)}`)
  return "known"
}

function refuse(res: MedusaResponse, status: number, code: string, detail: string): void {
  res.status(status).json({ code, detail })
}
