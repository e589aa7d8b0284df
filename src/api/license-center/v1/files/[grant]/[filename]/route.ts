import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { RELEASES_MODULE } from "../../../../../../modules/releases"
import type ReleasesModuleService from "../../../../../../modules/releases/service"
import { guarded } from "../../../guarded"
import { sendFile } from "../../send-file"

/**
 * The link itself. Who has it needs no credential; it runs out after five minutes or with the release's yank, and
 * downloads under way go on.
 */
export const GET = guarded(async (req: MedusaRequest, res: MedusaResponse) => {
  const { grant, filename } = req.params
  const releases = req.scope.resolve<ReleasesModuleService>(RELEASES_MODULE)
  const artifact_id = await releases.openGrant(grant!, new Date())
  const file = artifact_id ? await releases.findFile(artifact_id) : null
  res.setHeader("Cache-Control", "private, no-store")
  if (!file || file.yanked || file.filename !== filename) {
    res.status(410).json({ code: "LINK_EXPIRED", detail: "This link has run out. Ask for the file again." })
    return "open"
  }
  await sendFile(req, res, file)
  return "open"
}, "file")
