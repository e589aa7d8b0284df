import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import {
  electronFeed,
  electronInstalls,
  readElectronFile,
} from "../../../../../../../../modules/releases/feeds/electron"
import { answerFeed } from "../../../../feed"

/** electron-updater, generic provider: `latest.yml`, `beta-mac.yml`, `latest-linux-arm64.yml` … */
export const GET = (req: MedusaRequest, res: MedusaResponse) => {
  const asked = readElectronFile(req.params.file!)
  return answerFeed(req, res, {
    format: "electron",
    asked: asked && { ...asked, current: null, installs: electronInstalls },
    render: electronFeed,
  })
}
