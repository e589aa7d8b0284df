import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { pluginUpdateCheckerFeed, wordpressInstalls } from "../../../../../../../../modules/releases/feeds/wordpress"
import { readChannel } from "../../../../../updates/question"
import { answerFeed } from "../../../../feed"
import { versionOf } from "../version-of"

/** WordPress' plugin-update-checker; it sends `installed_version`. */
export const GET = (req: MedusaRequest, res: MedusaResponse) => {
  const channel = req.query.channel === undefined ? "stable" : readChannel(String(req.query.channel))
  return answerFeed(req, res, {
    format: "wordpress",
    asked: channel && { channel, current: null, installs: wordpressInstalls },
    current: versionOf(req.query.installed_version),
    render: pluginUpdateCheckerFeed,
  })
}
